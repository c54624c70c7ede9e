//! Powers with a public exponent: the square root, and the inverse in `small`.

use super::words::{bit, increment, subtract_assign};
use crate::arch::p256::{Modulus, P, Words, montgomery_multiply_assign, montgomery_square_assign};
use core::ops::Range;

/// What has come of the digits so far, then the value, its square and its cube.
pub type Workspace = [Words; 5];
/// Digits of two bits in an exponent.
const DIGITS: usize = 128;

/// The first words become their power by (p + 1) / 4 modulo p, in the Montgomery domain: as p is 3 modulo 4, the root
/// of a square. The rest is scratch.
pub fn square_root(workspace: &mut Workspace) {
    start(workspace, &P);
    // The lowest digit of p + 1, zero, is left out.
    let mut exponent = *P.words();
    increment(&mut exponent);
    advance(workspace, &exponent, &P, 1..DIGITS);
}

/// The value's square and cube, and one.
#[inline(never)]
pub fn start(workspace: &mut Workspace, m: &Modulus) {
    let [result, value, square, cube, _] = workspace;
    *value = *result;
    montgomery_square_assign(result, m);
    *square = *result;
    montgomery_multiply_assign(result, value, m);
    *cube = *result;
    // R - m.
    *result = [0; 8];
    subtract_assign(result, &m.words());
}

/// Takes the digits of these positions, from the upper end. Constant time for the value; the exponent decides the
/// sequence.
#[inline(never)]
fn advance(workspace: &mut Workspace, exponent: &Words, m: &Modulus, positions: Range<usize>) {
    let [result, powers @ ..] = workspace;
    for position in positions.rev() {
        montgomery_square_assign(result, m);
        montgomery_square_assign(result, m);
        let digit = (2 * bit(exponent, 2 * position + 1) + bit(exponent, 2 * position)) as usize;
        if let Some(factor) = powers.get(digit.wrapping_sub(1)) {
            montgomery_multiply_assign(result, factor, m);
        }
    }
}

/// The steps of an inversion.
#[cfg(not(feature = "fast"))]
pub const STEPS: usize = 16;

/// The first words become their inverse modulo the prime m (Fermat: value^(m - 2)), in the Montgomery domain;
/// zero for zero. The rest is scratch.
#[cfg(not(feature = "fast"))]
#[inline(never)]
pub fn invert(workspace: &mut Workspace, m: &Modulus) {
    start(workspace, m);
    advance(workspace, &inverting(m), m, 0..DIGITS);
}

/// The same in steps, after `start`, for `step` from STEPS - 1 down to 0.
#[cfg(not(feature = "fast"))]
pub fn step(workspace: &mut Workspace, m: &Modulus, step: usize) {
    const EACH: usize = DIGITS / STEPS;
    advance(workspace, &inverting(m), m, EACH * step..EACH * (step + 1));
}

/// m - 2.
#[cfg(not(feature = "fast"))]
#[inline(always)]
fn inverting(m: &Modulus) -> Words {
    let mut exponent = *m.words();
    // Neither modulus ends in a zero or a one, so that nothing is borrowed.
    exponent[0] = exponent[0].wrapping_sub(2);
    exponent
}
