//! ECDSA and ECDH on P-256 (FIPS 186-5, SP 800-186, SP 800-56A; RFC 6979 for deterministic nonces).
//!
//! Private keys are 32-byte big-endian numbers, public keys x||y, signatures r||s. What touches a
//! private key or a nonce runs in constant time; verification and public keys are public data.

use crate::primitives::sha256::Sha256;
use crate::random::{CheckedBlocks, Random};
use crate::status::Status;
use ecdsa::hazmat;
use p256::ecdsa::Signature;
use p256::elliptic_curve::group::Group;
use p256::elliptic_curve::sec1::{FromSec1Point, ToSec1Point};
use p256::{AffinePoint, FieldBytes, NistP256, NonZeroScalar, ProjectivePoint, Sec1Point};
use zeroize::Zeroize;

/// Bytes in a private key.
pub const PRIVATE_LENGTH: usize = 32;
/// Bytes in a public key x||y.
pub const PUBLIC_LENGTH: usize = 64;
/// Bytes in a signature r||s.
pub const SIGNATURE_LENGTH: usize = 64;
/// Bytes in a shared secret.
pub const SHARED_LENGTH: usize = 32;
/// How many candidates a key generation tries.
pub const GENERATION_TRIES: usize = 8;

/// n - 1, big-endian: a candidate below it becomes a key by adding one (FIPS 186-5, A.2.2).
const ORDER_MINUS_ONE: [u8; PRIVATE_LENGTH] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, //
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x50,
];

/// Generates a private key by testing candidates (FIPS 186-5, A.2.2).
pub fn generate(random: &mut impl Random, private: &mut [u8; PRIVATE_LENGTH]) -> Result<(), Status> {
    let mut blocks = CheckedBlocks::start(random)?;
    for _ in 0..GENERATION_TRIES {
        blocks.next(private)?;
        if below(private, &ORDER_MINUS_ONE) {
            crate::modes::ctr::increment(private);
            return Ok(());
        }
    }
    private.zeroize();
    Err(Status::RANDOM_FAILED)
}

/// Compares big-endian numbers; the time does not depend on them.
fn below(left: &[u8; PRIVATE_LENGTH], right: &[u8; PRIVATE_LENGTH]) -> bool {
    let mut borrow = 0_i16;
    for (left, right) in left.iter().zip(right).rev() {
        borrow = (i16::from(*left) - i16::from(*right) + borrow) >> 8;
    }
    borrow != 0
}

/// Accepts 1 to n - 1.
pub fn check_private_key(private: &[u8; PRIVATE_LENGTH]) -> Result<(), Status> {
    scalar(private).map(|mut scalar| scalar.zeroize())
}

/// Computes the public key of a valid private key.
pub fn public_key(private: &[u8; PRIVATE_LENGTH], public: &mut [u8; PUBLIC_LENGTH]) -> Result<(), Status> {
    let mut scalar = scalar(private)?;
    write_point(&ProjectivePoint::mul_by_generator(&scalar).to_affine(), public);
    scalar.zeroize();
    Ok(())
}

/// Accepts points on the curve other than the one at infinity (SP 800-56A, 5.6.2.3.3; the cofactor
/// is 1).
pub fn check_public_key(public: &[u8; PUBLIC_LENGTH]) -> Result<(), Status> {
    point(public).map(|_| ())
}

/// Recovers x||y from 02||x or 03||x (SEC 1, 2.3.4).
pub fn decompress(sec1: &[u8; 33], public: &mut [u8; PUBLIC_LENGTH]) -> Result<(), Status> {
    // The crate also takes 05||x, a form outside SEC 1 that leaves y open.
    if !matches!(sec1, [2 | 3, ..]) {
        return Err(Status::BAD_KEY);
    }
    let encoded = Sec1Point::from_bytes(sec1).map_err(|_| Status::BAD_KEY)?;
    let point = Option::<AffinePoint>::from(AffinePoint::from_sec1_point(&encoded)).ok_or(Status::BAD_KEY)?;
    write_point(&point, public);
    Ok(())
}

/// Writes 02||x or 03||x (SEC 1, 2.3.3).
pub fn compress(public: &[u8; PUBLIC_LENGTH], sec1: &mut [u8; 33]) {
    let [form, x @ ..] = sec1;
    *form = 2 | public[PUBLIC_LENGTH - 1] & 1;
    x.iter_mut().zip(public).for_each(|(place, byte)| *place = *byte);
}

/// Signs a digest. Without `added_entropy` the nonce is that of RFC 6979, 3.2; with it, it also
/// depends on these bytes (3.6).
pub fn sign_digest(
    private: &[u8; PRIVATE_LENGTH], digest: &[u8; 32], added_entropy: &[u8],
    signature: &mut [u8; SIGNATURE_LENGTH],
) -> Result<(), Status> {
    let mut scalar = scalar(private)?;
    let (made, _) = hazmat::sign_prehashed_rfc6979::<NistP256, Sha256>(&scalar, digest, added_entropy);
    signature.copy_from_slice(&made.to_bytes());
    scalar.zeroize();
    Ok(())
}

/// Verifies a signature of a digest under a public key, which is validated.
pub fn verify_digest(
    public: &[u8; PUBLIC_LENGTH], digest: &[u8; 32], signature: &[u8; SIGNATURE_LENGTH],
) -> Result<(), Status> {
    let point = ProjectivePoint::from(point(public)?);
    let signature = Signature::from_slice(signature).map_err(|_| Status::NOT_AUTHENTIC)?;
    hazmat::verify_prehashed(&point, digest, &signature).map_err(|_| Status::NOT_AUTHENTIC)
}

/// Computes the x coordinate of private * public, a point that is validated (SP 800-56A, 5.7.1.2).
pub fn ecdh(
    private: &[u8; PRIVATE_LENGTH], public: &[u8; PUBLIC_LENGTH], shared: &mut [u8; SHARED_LENGTH],
) -> Result<(), Status> {
    let point = point(public)?;
    let mut scalar = scalar(private)?;
    let secret = p256::ecdh::diffie_hellman(scalar, point);
    shared.copy_from_slice(secret.raw_secret_bytes());
    scalar.zeroize();
    Ok(())
}

fn scalar(private: &[u8; PRIVATE_LENGTH]) -> Result<NonZeroScalar, Status> {
    Option::from(NonZeroScalar::from_repr(FieldBytes::from(*private))).ok_or(Status::BAD_KEY)
}

fn point(public: &[u8; PUBLIC_LENGTH]) -> Result<AffinePoint, Status> {
    let encoded = Sec1Point::from_untagged_bytes(public.into());
    Option::from(AffinePoint::from_sec1_point(&encoded)).ok_or(Status::BAD_KEY)
}

fn write_point(point: &AffinePoint, public: &mut [u8; PUBLIC_LENGTH]) {
    let encoded = point.to_sec1_point(false);
    // The encoding of a point other than infinity is 04||x||y.
    if let Some(coordinates) = encoded.as_bytes().get(1..65) {
        public.copy_from_slice(coordinates);
    }
}
