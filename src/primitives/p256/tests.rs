//! P-256 against big integers and against the `p256` crate.

use super::*;
use crate::arch::p256::{self as arch, Modulus, P};
use num_bigint::BigUint;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::elliptic_curve::PrimeField;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::point::AffineCoordinates;
use p256::elliptic_curve::sec1::ToSec1Point;
use std::vec::Vec;

mod curve;
mod field;
#[cfg(feature = "fast")]
#[path = "../../../ffi-tests/tables/p256_comb.rs"]
mod generator;
mod scalars;

/// How many random cases: a few by default, `AMISEC_TEST_ROUNDS` times as many for a long run.
fn rounds(base: u64) -> u64 {
    let factor = std::env::var("AMISEC_TEST_ROUNDS").ok().and_then(|value| value.parse().ok());
    base * factor.unwrap_or(1)
}

/// xorshift64*: reproducible, and good enough to vary tests.
struct Random(u64);

impl Random {
    fn word(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    /// Words of which many are zero, all ones, or long runs of either.
    fn words(&mut self) -> Words {
        let style = self.word() % 4;
        let mut words = [0; 8];
        for word in &mut words {
            *word = match (style, self.word() % 4) {
                (0, _) => self.word(),
                (_, 0) => 0,
                (_, 1) => u32::MAX,
                (2, _) => u32::MAX << (self.word() % 32),
                (3, _) => u32::MAX >> (self.word() % 32),
                _ => self.word(),
            };
        }
        words
    }

    /// Canonical words, at times close to zero or to the modulus.
    fn below(&mut self, m: &Modulus) -> Words {
        let near = u32::from(self.word() as u8 % 4);
        match self.word() % 16 {
            0 => from_big(&near.into()),
            1 => from_big(&(big(&*m.words()) - 1u32 - near)),
            _ => from_big(&(big(&self.words()) % big(&*m.words()))),
        }
    }

    fn scalar(&mut self) -> [u8; 32] {
        loop {
            let words = self.below(&N);
            if !is_zero(&words) {
                return bytes(&words);
            }
        }
    }

    fn digest(&mut self) -> [u8; 32] {
        bytes(&self.words())
    }
}

fn big(words: &[u32]) -> BigUint {
    BigUint::from_slice(words)
}

fn from_big(value: &BigUint) -> Words {
    let mut words = [0; 8];
    let digits = value.to_u32_digits();
    words[..digits.len()].copy_from_slice(&digits);
    words
}

fn bytes(words: &Words) -> [u8; 32] {
    let mut bytes = [0; 32];
    store(words, &mut bytes);
    bytes
}

fn bytes_of(value: &BigUint) -> [u8; 32] {
    bytes(&from_big(value))
}

fn order() -> BigUint {
    big(&*N.words())
}

/// Scalars that have been anyone's undoing, all in 1..n-1.
fn edge_scalars() -> Vec<[u8; 32]> {
    let mut scalars = Vec::new();
    for small in 1u32..=40 {
        scalars.push(bytes_of(&small.into()));
        scalars.push(bytes_of(&(order() - small)));
        scalars.push(bytes_of(&((order() - 1u32) / 2u32 + small - 20u32)));
    }
    for exponent in 0..256u32 {
        let power = BigUint::from(1u32) << exponent;
        for value in [power.clone(), &power - 1u32, &power + 1u32, order() - &power] {
            if value > BigUint::ZERO && value < order() {
                scalars.push(bytes_of(&value));
            }
        }
    }
    for pattern in [0x5555_5555u32, 0xAAAA_AAAA, 0xFFFF_0000, 0x0000_FFFF, 0x8000_0001] {
        scalars.push(bytes_of(&(big(&[pattern; 8]) % order())));
    }
    // Leading and trailing zero words.
    for zeros in 1..8 {
        let mut words = [0x89AB_CDEF; 8];
        words[8 - zeros..].fill(0);
        scalars.push(bytes(&words));
        let mut words = [0x89AB_CDEF; 8];
        words[..zeros].fill(0);
        scalars.push(bytes(&words));
    }
    scalars
}

/// Verifies plainly and with the key's table, and is told the same.
fn verify_digest(public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64]) -> Result<(), Status> {
    let plain = super::verify_digest(public, digest, signature).map(drop);
    let mut verifier = Verifier::default();
    let prepared = verifier.set_up(public).and_then(|()| verifier.verify_digest(digest, signature).map(drop));
    assert_eq!(prepared, plain);
    plain
}

fn oracle_public(private: &[u8; 32]) -> [u8; 64] {
    let secret = p256::SecretKey::from_slice(private).unwrap();
    let point = secret.public_key().to_sec1_point(false);
    point.as_bytes()[1..].try_into().unwrap()
}

fn oracle_scalar(value: &[u8; 32]) -> p256::Scalar {
    <p256::Scalar as Reduce<p256::FieldBytes>>::reduce(&(*value).into())
}

fn oracle_signature(private: &[u8; 32], digest: &[u8; 32], k: &[u8; 32]) -> [u8; 64] {
    let k_point = (p256::ProjectivePoint::GENERATOR * oracle_scalar(k)).to_affine();
    let r = oracle_scalar(&k_point.x().into());
    let s = oracle_scalar(k).invert().unwrap() * (oracle_scalar(digest) + r * oracle_scalar(private));
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&r.to_repr());
    signature[32..].copy_from_slice(&s.to_repr());
    signature
}

fn oracle_verifies(public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64]) -> bool {
    let mut sec1 = [4; 65];
    sec1[1..].copy_from_slice(public);
    let Ok(key) = p256::ecdsa::VerifyingKey::from_sec1_bytes(&sec1) else { return false };
    let Ok(signature) = p256::ecdsa::Signature::from_slice(signature) else { return false };
    key.verify_prehash(digest, &signature).is_ok()
}

fn oracle_ecdh(private: &[u8; 32], public: &[u8; 64]) -> [u8; 32] {
    let mut sec1 = [4; 65];
    sec1[1..].copy_from_slice(public);
    let secret = p256::SecretKey::from_slice(private).unwrap();
    let public = p256::PublicKey::from_sec1_bytes(&sec1).unwrap();
    let shared = p256::ecdh::diffie_hellman(secret.to_nonzero_scalar(), public.as_affine());
    (*shared.raw_secret_bytes()).into()
}
