//! ECDSA over P-256 (FIPS 186-5, 6.4) on a digest of 32 bytes.
//!
//! Signing is constant time apart from the verdict: scalars out of range, and r or s of zero, which
//! no one has ever seen, are refused with an early return. Verification works on public data and is not.

use super::constants::ONE;
use super::words::{equal, every_word_equal, is_zero, load, store, wipe};
use super::{invert_scalar, invert_z, joint, load_scalar, point};
use crate::arch::p256::{
    N, Registers, Words, modular_add_assign, modular_reduce, montgomery_multiply_assign,
    montgomery_multiply_constant,
};
use crate::status::Status;
use crate::verdict::{Verdict, counted};

/// Signs with the secret number `k`. If it fails, `signature` is for the caller to clear.
pub fn sign(
    private: &[u8; 32], digest: &[u8; 32], k: &[u8; 32], blind: &[u8], signature: &mut [u8; 64],
) -> Result<(), Status> {
    let (r, s) = signature.split_at_mut(32);
    x_of_multiple(k, blind, r)?;
    let mut inverse = [0; 8];
    load(&mut inverse, k);
    invert_scalar(&mut inverse);
    let solved = solve(private, digest, &inverse, r, s);
    wipe(&mut inverse);
    solved
}

/// r = the x coordinate of k G, modulo n.
#[inline(never)]
fn x_of_multiple(k: &[u8; 32], blind: &[u8], r: &mut [u8]) -> Result<(), Status> {
    let mut scalar = [0; 8];
    if !load_scalar(&mut scalar, k) {
        wipe(&mut scalar);
        return Err(Status::RANDOM_FAILED);
    }
    let mut registers: Registers = [[0; 8]; 8];
    super::multiply_base(&mut registers, &mut scalar, blind);
    invert_z(&mut registers);
    store_x_modulo_n(&mut registers, r);
    wipe(registers.as_flattened_mut());
    Ok(())
}

/// r = the x coordinate of (X : Y : 1/Z), modulo n.
pub fn store_x_modulo_n(registers: &mut Registers, r: &mut [u8]) {
    point::divide_by_z(registers);
    let (x, _) = point::addend(registers);
    point::to_integer(x);
    reduce(x);
    store(x, r);
}

/// s = (h + r d) / k, with R^2 / k in `inverse`.
#[inline(never)]
pub fn solve(
    private: &[u8; 32], digest: &[u8; 32], inverse: &Words, r: &[u8], s: &mut [u8],
) -> Result<(), Status> {
    let [mut sum, mut other] = [[0; 8]; 2];
    let valid = load_scalar(&mut sum, private);
    let r_in_range = load_scalar(&mut other, r);
    // (h / R + r d / R) (R^2 / k) / R: with k = y R, the inverse in the Montgomery domain is R / y.
    montgomery_multiply_assign(&mut sum, &other, &N);
    load_digest(&mut other, digest);
    montgomery_multiply_constant(&mut other, &ONE, &N);
    modular_add_assign(&mut sum, &other, &N);
    montgomery_multiply_assign(&mut sum, inverse, &N);
    store(&sum, s);
    wipe(&mut other);
    if !valid {
        Err(Status::BAD_KEY)
    } else if !r_in_range || is_zero(&sum) {
        Err(Status::RANDOM_FAILED)
    } else {
        Ok(())
    }
}

/// Checks the signature r, s of the digest under the public key. Whatever finds a fault counts as a difference:
/// a key or multipliers that were never loaded, a string of doublings that ended early.
/// The verdict goes to memory, not into the result: packed with its tag, one missed instruction made it.
pub fn verify(
    public: &[u8; 64], digest: &[u8; 32], signature: &[u8; 64], verdict: &mut Verdict,
) -> Result<(), Status> {
    let mut registers: Registers = [[0; 8]; 8];
    if !point::load_addend(&mut registers, public) {
        return Err(Status::BAD_KEY);
    }
    let mut wrong = u8::from(!point::was_loaded(&registers));
    let [mut u, mut v] = [[0; 8]; 2];
    if !load_multipliers(&mut u, &mut v, digest, signature) {
        return Err(Status::NOT_AUTHENTIC);
    }
    wrong |= u8::from(!are_multipliers(&u, &v, digest, signature));
    wrong |= u8::from(combine(&mut registers, &mut u, &v) != joint::STEPS);
    *verdict = compare(&mut registers, signature, wrong);
    Ok(())
}

/// Compares x of (X : Y : Z) with r, twice, each time from the bytes of the signature.
pub fn compare(registers: &mut Registers, signature: &[u8; 64], wrong: u8) -> Verdict {
    let mut r = [0; 8];
    load(&mut r, signature);
    let first = u8::from(!point::has_x_modulo_n(registers, &r, equal));
    load(&mut r, signature);
    let second = u8::from(!point::has_x_modulo_n(registers, &r, every_word_equal));
    Verdict::of(first | wrong, second | wrong)
}

/// Whether u s = h and v s = r, for multipliers that a fault may have kept from the digest or from s: with
/// u = 0, or u = h, anybody can sign.
#[inline(never)]
pub fn are_multipliers(u: &Words, v: &Words, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
    let [mut expected, mut s] = [[0; 8]; 2];
    load(&mut s, &signature[32..]);
    load_digest(&mut expected, digest);
    montgomery_multiply_constant(&mut expected, &ONE, &N);
    let mut product = *u;
    montgomery_multiply_assign(&mut product, &s, &N);
    let mut right = equal(&product, &expected);
    load(&mut expected, signature);
    montgomery_multiply_constant(&mut expected, &ONE, &N);
    product = *v;
    montgomery_multiply_assign(&mut product, &s, &N);
    right &= equal(&product, &expected);
    right
}

/// u = h / s and v = r / s; false if r or s is out of range.
#[inline(never)]
pub fn load_multipliers(u: &mut Words, v: &mut Words, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
    let mut inverse = [0; 8];
    let valid = load_signature(&mut inverse, v, signature);
    invert_scalar(&mut inverse);
    divide_by_s(u, v, &mut inverse, digest);
    valid
}

/// Loads s and r; false if one is out of range.
pub fn load_signature(s: &mut Words, r: &mut Words, signature: &[u8; 64]) -> bool {
    load_scalar(s, &signature[32..]) & load_scalar(r, signature)
}

/// u = h / s and v = v / s, with R^2 / s, which is lost, in `inverse`.
pub fn divide_by_s(u: &mut Words, v: &mut Words, inverse: &mut Words, digest: &[u8; 32]) {
    // From R^2 / s, as in `solve`, to R / s.
    montgomery_multiply_constant(inverse, &ONE, &N);
    load_digest(u, digest);
    montgomery_multiply_assign(u, inverse, &N);
    montgomery_multiply_assign(v, inverse, &N);
}

/// (X : Y : Z) = u G + v (PX, PY). Gives the number of places that were gone through.
#[inline(never)]
fn combine(registers: &mut Registers, u: &mut Words, v: &Words) -> usize {
    let mut table: joint::Table = [[[0; 8]; 2]; _];
    joint::start(registers, &mut table);
    let mut base = joint::BaseDigits::new(u);
    let mut point = joint::PointDigits::new();
    let mut gone = 0;
    for place in (0..joint::STEPS).rev() {
        joint::step(registers, &table, &mut base, u, &mut point, v, place);
        gone = counted(gone);
    }
    gone
}

/// The digest as an integer modulo n.
#[inline(never)]
fn load_digest(words: &mut Words, digest: &[u8; 32]) {
    load(words, digest);
    reduce(words);
}

/// words = words modulo n, for words below 2^256 < 2n.
fn reduce(words: &mut Words) {
    modular_reduce(words, &N);
}
