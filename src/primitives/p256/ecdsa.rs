//! ECDSA over P-256 (FIPS 186-5, 6.4) on a digest of 32 bytes.
//!
//! Signing is constant time apart from the verdict: scalars out of range, and r or s of zero, which
//! no one has ever seen, are refused with an early return. Verification works on public data and is not.

use super::formulas::{self, C, PX, PY, X, Y, Z};
use super::joint::{self, Joint};
use super::words::{ALIKE, alike, equal, every_word_alike, is_zero, load, store, wipe};
use super::{invert, load_scalar, point};
use crate::arch::memory::{zeroed, zeros};
use crate::arch::p256::{N, P, Registers, Words};
use crate::status::Status;
use crate::verdict::{Verdict, counted};

/// Signs the digest in the place of r with the secret number `k`; if it is hedged, in coordinates multiplied by what
/// stands in the place of s. If it fails, `signature` is for the caller to clear.
#[inline(never)]
pub fn sign(private: &[u8; 32], k: &[u8; 32], hedged: bool, signature: &mut [u8; 64]) -> Result<(), Status> {
    let mut registers: Registers = zeroed();
    let mut scalar = zeros();
    let result = if load_scalar(&mut scalar, k) {
        super::multiply_base(&mut registers, &mut scalar, if hedged { &signature[32..] } else { &[] });
        invert(&mut registers, &P);
        take_r(&mut registers, private, k, signature);
        invert(&mut registers, &N);
        give_s(&mut registers, signature)
    } else {
        Err(Status::RANDOM_FAILED)
    };
    wipe(&mut scalar);
    wipe(registers.as_flattened_mut());
    result
}

/// The x coordinate of (X : Y : 1/Z), modulo n, takes its place as r from the digest, which goes where `give_s` wants
/// it, as does all else that s is made of.
pub fn take_r(registers: &mut Registers, private: &[u8; 32], k: &[u8; 32], signature: &mut [u8; 64]) {
    formulas::divide_x_modulo_n(registers);
    load(&mut registers[C], signature);
    store(&registers[PX], signature);
    load(&mut registers[Y], signature);
    load(&mut registers[X], private);
    load(&mut registers[Z], k);
}

/// s = (h + r d) / k, with R^2 / k in the place of Z. The key is checked here, behind its last use.
pub fn give_s(registers: &mut Registers, signature: &mut [u8; 64]) -> Result<(), Status> {
    let valid = super::in_range(&registers[X]);
    let r_in_range = !is_zero(&registers[Y]);
    // (h / R + r d / R) (R^2 / k) / R: with k = y R, the inverse in the Montgomery domain is R / y.
    formulas::solve(registers);
    store(&registers[X], &mut signature[32..]);
    if !valid {
        Err(Status::BAD_KEY)
    } else if !r_in_range || is_zero(&registers[X]) {
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
    // A place of its own: where the other one is lost, whatever lies elsewhere is no digest for both.
    let again = core::hint::black_box(digest);
    let mut registers: Registers = zeroed();
    let mut joint = Joint::new();
    let valid = load_multipliers(&mut registers, &mut joint.u, &mut joint.v, digest, signature);
    let mut wrong = u8::from(!are_multipliers(&mut registers, &joint.u, &joint.v, again, signature));
    if !point::load_addend(&mut registers, public) {
        return Err(Status::BAD_KEY);
    }
    wrong |= u8::from(!point::was_loaded(&registers));
    if !valid {
        return Err(Status::NOT_AUTHENTIC);
    }
    wrong |= u8::from(combine(&mut registers, &mut joint) != joint::STEPS);
    *verdict = compare(&mut registers, signature, wrong);
    Ok(())
}

/// Compares x of (X : Y : Z) with r, twice, each time from the bytes of the signature.
pub fn compare(registers: &mut Registers, signature: &[u8; 64], wrong: u8) -> Verdict {
    let first = point::has_x_modulo_n(registers, signature, alike) ^ ALIKE[0];
    let second = point::has_x_modulo_n(registers, signature, every_word_alike) ^ ALIKE[1];
    Verdict::of(first | wrong, second | wrong)
}

/// Whether u s = h and v s = r, for multipliers that a fault may have kept from the digest or from s: with
/// u = 0, or u = h, anybody can sign.
#[inline(never)]
pub fn are_multipliers(
    registers: &mut Registers, u: &Words, v: &Words, digest: &[u8; 32], signature: &[u8; 64],
) -> bool {
    registers[X] = *u;
    registers[Y] = *v;
    load(&mut registers[Z], &signature[32..]);
    load(&mut registers[PX], digest);
    load(&mut registers[PY], signature);
    formulas::multiply_scalars(registers);
    let [x, y, _, px, py, ..] = registers;
    equal(x, px) & equal(y, py)
}

/// u = h / s and v = r / s; false if r or s is out of range.
#[inline(never)]
pub fn load_multipliers(
    registers: &mut Registers, u: &mut Words, v: &mut Words, digest: &[u8; 32], signature: &[u8; 64],
) -> bool {
    let valid = load_signature(registers, digest, signature);
    invert(registers, &N);
    divide_by_s(registers, u, v);
    valid
}

/// Loads r, h and s; false if r or s is out of range.
pub fn load_signature(registers: &mut Registers, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
    load(&mut registers[Y], digest);
    load_scalar(&mut registers[X], signature) & load_scalar(&mut registers[Z], &signature[32..])
}

/// u = h / s and v = r / s, with R^2 / s in the place of s.
pub fn divide_by_s(registers: &mut Registers, u: &mut Words, v: &mut Words) {
    // From R^2 / s, as in `give_s`, to R / s.
    formulas::divide_scalars(registers);
    let [x, y, ..] = registers;
    *u = *y;
    *v = *x;
}

/// (X : Y : Z) = u G + v (PX, PY). Gives the number of places that were gone through, from infinity on.
#[inline(never)]
fn combine(registers: &mut Registers, joint: &mut Joint) -> usize {
    joint.start(registers);
    let mut gone = usize::from(!point::is_infinity(registers) || !joint.has_begun());
    for place in (0..joint::STEPS).rev() {
        joint.step(registers, place);
        gone = counted(gone);
    }
    gone
}
