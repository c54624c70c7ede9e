//! P-256 (secp256r1): key pairs, ECDSA, ECDH (FIPS 186-5, SP 800-186, SP 800-56A).
//!
//! Integers and coordinates are 32 bytes, the most significant first; a public key is x || y, a
//! signature r || s. An output is zero after a failure, but for what a public or private key is taken into.
//!
//! Constant time, apart from the verdict, are `take_private_key`, `public_key`, `sign_digest`,
//! `sign_digest_with_k` and `ecdh`: the instructions executed and the addresses used are the same for all
//! valid secrets. Checks of public keys, decompression and verification work on public data and are not.
//!
//! From the bottom: `crate::arch::p256` multiplies and adds 256-bit integers; `formulas` doubles and adds
//! points in eight registers; `comb` and `window` (`fast`) or `ladder` (`small`) multiply a point by a
//! secret scalar and `joint` two points by public ones, in steps that know nothing of each other but the
//! registers. Each of these files says why its additions meet no exceptional case, or how they handle it.

mod comb;
mod comb_table;
mod constants;
mod ecdsa;
mod formulas;
mod joint;
mod keys;
mod nonce;
mod point;
mod power;
mod recoding;
mod steps;
mod verifier;
mod words;

#[cfg(feature = "fast")]
mod inversion;
#[cfg(not(feature = "fast"))]
mod ladder;
#[cfg(feature = "fast")]
mod window;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests may fail")]
mod tests;

use crate::arch::memory::{zero_bytes, zeroed, zeros};
#[cfg(not(feature = "fast"))]
use crate::arch::p256::set_constant;
use crate::arch::p256::{Modulus, N, Registers, Words};
use crate::copy::copy;
use crate::status::Status;
use crate::verdict::{Answer, Verdict, release};
use crate::wipe::wipe as wipe_bytes;
use words::{is_below, is_zero, load, store, wipe};

pub use keys::{GENERATION_TRIES, generate};
pub use steps::{AGREE, DERIVE, SIGN, Steps, VERIFY};
pub use verifier::Verifier;

/// Bytes in a private key.
pub const PRIVATE_LENGTH: usize = 32;
/// Bytes in a public key x||y.
pub const PUBLIC_LENGTH: usize = 64;
/// Bytes in a signature r||s.
pub const SIGNATURE_LENGTH: usize = 64;
/// Bytes in a shared secret.
pub const SHARED_LENGTH: usize = 32;

/// Z = 1/Z modulo m in the Montgomery domain; zero for zero. PX, PY, A and B are lost: the inversion works in
/// their place.
fn invert(registers: &mut Registers, m: &Modulus) {
    #[cfg(feature = "fast")]
    inversion::invert(workspace(registers), m);
    #[cfg(not(feature = "fast"))]
    power::invert(registers, m);
}

/// One step of the same, for `step` from INVERSION_STEPS - 1 down to 0.
#[inline(never)]
fn step_inversion(registers: &mut Registers, m: &Modulus, step: usize) {
    #[cfg(feature = "fast")]
    use inversion::{start, step as advance};
    #[cfg(not(feature = "fast"))]
    use power::{start, step as advance};
    #[cfg(feature = "fast")]
    let registers = workspace(registers);
    if step == INVERSION_STEPS - 1 {
        start(registers, m);
    }
    advance(registers, m, step);
}

#[cfg(feature = "fast")]
const INVERSION_STEPS: usize = inversion::STEPS;
#[cfg(not(feature = "fast"))]
const INVERSION_STEPS: usize = power::STEPS;

/// What is inverted in its first words, those of Z.
#[cfg(feature = "fast")]
fn workspace(registers: &mut Registers) -> &mut inversion::Workspace {
    let [_, _, workspace @ .., _] = registers;
    workspace
}

/// Takes a private key from its 32 bytes; BAD_KEY if it is not in 1..n-1.
pub fn take_private_key(bytes: &[u8], private: &mut [u8]) -> Result<(), Status> {
    let mut scalar = zeros();
    let valid = load_scalar(&mut scalar, bytes);
    store(&scalar, private);
    wipe(&mut scalar);
    if valid { Ok(()) } else { Err(Status::BAD_KEY) }
}

/// The public key x || y of a private key; BAD_KEY if that is not in 1..n-1.
pub fn public_key(private: &[u8; 32], public: &mut [u8; 64]) -> Result<(), Status> {
    wipe_bytes(public);
    let mut scalar = zeros();
    if !load_scalar(&mut scalar, private) {
        wipe(&mut scalar);
        return Err(Status::BAD_KEY);
    }
    let mut registers: Registers = zeroed();
    let negated = multiply_base(&mut registers, &mut scalar, &[]);
    point::make_affine(&mut registers);
    point::negate_addend(&mut registers, negated);
    point::store_addend(&mut registers, public);
    wipe(registers.as_flattened_mut());
    Ok(())
}

/// Whether x || y is a point of the curve, its coordinates below p; BAD_KEY if not.
pub fn check_public_key(public: &[u8]) -> Result<(), Status> {
    let mut registers: Registers = zeroed();
    if point::load_addend(&mut registers, public) { Ok(()) } else { Err(Status::BAD_KEY) }
}

/// Takes a public key from x || y or 04 || x || y (SEC 1, 2.3.4); BAD_KEY if that is not a point of the curve.
pub fn take_public_key(bytes: &[u8], public: &mut [u8]) -> Result<(), Status> {
    let point = match bytes {
        [4, point @ ..] if bytes.len() > PUBLIC_LENGTH => point,
        _ => bytes,
    };
    if point.len() != public.len() {
        return Err(Status::BAD_KEY);
    }
    copy(public, point);
    check_public_key(public)
}

/// The public key x || y from its compressed form 02 || x or 03 || x (SEC 1, 2.3.4); BAD_KEY if there is
/// no such point.
pub fn decompress(sec1: &[u8], public: &mut [u8]) -> Result<(), Status> {
    wipe_bytes(public);
    let [tag, x @ ..] = sec1 else { return Err(Status::BAD_KEY) };
    copy(public, x);
    point::store_root(&mut zeroed(), public, *tag & 1 != 0);
    let checked = if *tag & 0xFE == 2 { check_public_key(public) } else { Err(Status::BAD_KEY) };
    checked.inspect_err(|_| wipe_bytes(public))
}

/// Signs a digest with a given secret number k. Never use a k twice, nor one that is not uniform in
/// 1..n-1: use `sign_digest`. BAD_KEY for a private key out of range, RANDOM_FAILED for such a k.
pub fn sign_digest_with_k(
    private: &[u8; 32], digest: &[u8; 32], k: &[u8; 32], signature: &mut [u8; 64],
) -> Result<(), Status> {
    copy(signature, digest);
    sign_with(private, k, false, signature)
}

fn sign_with(private: &[u8; 32], k: &[u8; 32], hedged: bool, signature: &mut [u8; 64]) -> Result<(), Status> {
    let result = ecdsa::sign(private, k, hedged, signature);
    if result.is_err() {
        wipe_bytes(signature);
    }
    result
}

/// Signs a digest. `added_entropy`, of 32 bytes, joins the key and the digest in the seed of the secret number, and
/// the point k G is computed in coordinates multiplied by it. If it is empty, the signature is the deterministic one
/// of RFC 6979. BAD_KEY for a private key out of range.
pub fn sign_digest(
    private: &[u8; 32], digest: &[u8; 32], added_entropy: &[u8], signature: &mut [u8; 64],
) -> Result<(), Status> {
    let (first, second) = signature.split_at_mut(32);
    if !added_entropy.is_empty() && added_entropy.len() != second.len() {
        wipe_bytes(signature);
        return Err(Status::BAD_LENGTH);
    }
    copy(first, digest);
    copy(second, added_entropy);
    sign_in_place(private, !added_entropy.is_empty(), signature)
}

/// The same for a digest that stands in the place of r, with the entropy in that of s if the signature is hedged.
pub fn sign_in_place(private: &[u8; 32], hedged: bool, signature: &mut [u8; 64]) -> Result<(), Status> {
    let Some((digest, entropy)) = signature.split_first_chunk_mut() else { return Err(Status::BAD_LENGTH) };
    nonce::reduce(digest);
    let mut k = zero_bytes();
    let entropy: &[u8] = if hedged { entropy } else { &[] };
    nonce::generate(private, digest, entropy, &mut k);
    let result = sign_with(private, &k, hedged, signature);
    wipe_bytes(&mut k);
    result
}

/// Whether a signature of a digest is that of the public key's owner: NOT_AUTHENTIC if not, BAD_KEY if
/// the public key is no point of the curve.
pub fn verify_digest(public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64]) -> Answer {
    let mut verdict = Verdict::REFUSED;
    ecdsa::verify(public, digest, signature, &mut verdict)?;
    verdict.answer()
}

/// As `verify_digest`, and gives the digest in `released` if the signature is authentic, else zeros. Who passes a
/// digest of zeros was kept from computing one: it is refused.
pub fn verify_and_release(
    public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64], released: &mut [u8; 32],
) -> Answer {
    wipe_bytes(released);
    let mut verdict = Verdict::REFUSED;
    let answer = match ecdsa::verify(public, digest, signature, &mut verdict) {
        Ok(()) => {
            *released = *digest;
            verdict.release(released);
            verdict.answer()
        }
        Err(status) => Err(status),
    };
    let none = digest.iter().all(|byte| *byte == 0);
    release(if none { Err(Status::NOT_AUTHENTIC) } else { answer }, released)
}

/// The x coordinate of the product of a private key and the other side's public key (SP 800-56A, 5.7.1.2).
/// It is computed in coordinates multiplied by `blind`, if that has 32 bytes. BAD_KEY if a key is not valid.
pub fn ecdh(
    private: &[u8; 32], public: &[u8; 64], blind: &[u8], shared: &mut [u8; 32],
) -> Result<(), Status> {
    wipe_bytes(shared);
    let mut scalar = zeros();
    let mut registers: Registers = zeroed();
    let valid = load_scalar(&mut scalar, private) && point::load_addend(&mut registers, public);
    if !valid {
        wipe(&mut scalar);
        return Err(Status::BAD_KEY);
    }
    multiply_point(&mut registers, &mut scalar, blind);
    point::make_affine(&mut registers);
    point::store_x(&mut registers, shared);
    wipe(registers.as_flattened_mut());
    Ok(())
}

/// Loads a scalar and tells whether it is in 1..n-1. The answer is public, the scalar is not.
#[inline(never)]
fn load_scalar(scalar: &mut Words, bytes: &[u8]) -> bool {
    load(scalar, bytes);
    in_range(scalar)
}

/// Whether 0 < scalar < n. The answer is public, the scalar is not.
fn in_range(scalar: &Words) -> bool {
    !is_zero(scalar) & is_below(scalar, &N)
}

/// (X : Y : Z) = scalar G, or its negative: then all ones are returned. Wipes the scalar.
/// `blind` is that of `point::randomise`.
#[inline(never)]
fn multiply_base(registers: &mut Registers, scalar: &mut Words, blind: &[u8]) -> u32 {
    #[cfg(feature = "fast")]
    {
        let negated = recoding::make_odd(scalar);
        for step in (0..comb::STEPS).rev() {
            comb::step(registers, scalar, step);
            if step == comb::STEPS - 1 {
                point::randomise(registers, blind);
            }
        }
        wipe(scalar);
        negated
    }
    #[cfg(not(feature = "fast"))]
    {
        set_constant(registers, &constants::BASE);
        multiply_point(registers, scalar, blind)
    }
}

/// (X : Y : Z) = scalar (PX, PY), or its negative: then all ones are returned. Wipes the scalar.
/// `blind` is that of `point::randomise`.
#[inline(never)]
fn multiply_point(registers: &mut Registers, scalar: &mut Words, blind: &[u8]) -> u32 {
    let negated = recoding::make_odd(scalar);
    #[cfg(feature = "fast")]
    {
        recoding::avoid_minus_two(scalar);
        let mut table = [[[0; 8]; 2]; window::ENTRIES];
        window::build(registers, &mut table);
        for step in (0..window::STEPS).rev() {
            window::step(registers, &table, scalar, step);
            if step == window::STEPS - 1 {
                point::randomise(registers, blind);
            }
        }
    }
    #[cfg(not(feature = "fast"))]
    {
        ladder::start(registers);
        point::randomise(registers, blind);
        for step in (0..ladder::STEPS).rev() {
            ladder::step(registers, scalar, step);
        }
    }
    wipe(scalar);
    negated
}
