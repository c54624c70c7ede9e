//! Powers with a public exponent: the square root, and the inverse in `small`.

use super::words::{bit, wipe};
use crate::arch::p256::{Modulus, Words, montgomery_multiply_assign, montgomery_square_assign};
use core::ops::Range;

/// What has come of the digits so far, then the value, its square and its cube.
pub type Workspace = [Words; 5];
/// Digits of two bits in an exponent.
const DIGITS: usize = 128;

/// value = value^exponent modulo m, in the Montgomery domain, for an exponent that is not zero.
/// Constant time for the value; the exponent decides the sequence.
pub fn power(value: &mut Words, exponent: &Words, m: &Modulus) {
    let mut workspace = [*value, [0; 8], [0; 8], [0; 8], [0; 8]];
    start(&mut workspace, m);
    let top = (0..DIGITS).rev().find(|position| digit(exponent, *position) != 0).unwrap_or(0);
    advance(&mut workspace, exponent, m, 0..top + 1, top);
    let [result, ..] = &workspace;
    *value = *result;
    wipe(workspace.as_flattened_mut());
}

/// The value's square and cube.
#[inline(never)]
pub fn start(workspace: &mut Workspace, m: &Modulus) {
    let [result, value, square, cube, _] = workspace;
    *value = *result;
    montgomery_square_assign(result, m);
    *square = *result;
    montgomery_multiply_assign(result, value, m);
    *cube = *result;
}

/// Takes the digits of these positions, from the upper end. What stands at the position `top`, the first of all,
/// is not zero.
#[inline(never)]
fn advance(workspace: &mut Workspace, exponent: &Words, m: &Modulus, positions: Range<usize>, top: usize) {
    let [result, powers @ ..] = workspace;
    for position in positions.rev() {
        let factor = powers.get(digit(exponent, position).wrapping_sub(1));
        if position == top {
            factor.inspect(|factor| *result = **factor);
            continue;
        }
        montgomery_square_assign(result, m);
        montgomery_square_assign(result, m);
        if let Some(factor) = factor {
            montgomery_multiply_assign(result, factor, m);
        }
    }
}

fn digit(exponent: &Words, position: usize) -> usize {
    (2 * bit(exponent, 2 * position + 1) + bit(exponent, 2 * position)) as usize
}

/// The steps of an inversion.
#[cfg(not(feature = "fast"))]
pub const STEPS: usize = 16;

/// The first words become their inverse modulo the prime m (Fermat: value^(m - 2)), in the Montgomery domain;
/// zero for zero. The rest is scratch.
#[cfg(not(feature = "fast"))]
pub fn invert(workspace: &mut Workspace, m: &Modulus) {
    start(workspace, m);
    for number in (0..STEPS).rev() {
        step(workspace, m, number);
    }
}

/// The same in steps, after `start`, for `step` from STEPS - 1 down to 0.
#[cfg(not(feature = "fast"))]
pub fn step(workspace: &mut Workspace, m: &Modulus, step: usize) {
    const EACH: usize = DIGITS / STEPS;
    let mut exponent = *m.words();
    // Neither modulus ends in a zero or a one, so that nothing is borrowed.
    exponent[0] = exponent[0].wrapping_sub(2);
    advance(workspace, &exponent, m, EACH * step..EACH * (step + 1), DIGITS - 1);
}
