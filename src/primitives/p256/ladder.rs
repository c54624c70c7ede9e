//! Multiples of any point by doubling and adding P or -P, for secret scalars. (`small`)
//!
//! With the digits of `recoding`, l = 256: k = sum of d_i 2^i, every d_i 1 or -1, d_255 = 1.
//!
//! # No exceptional case
//! Let k be odd and 0 < k < n. The accumulator holds a P with a > 0. Before an addition a is even and
//! positive, so that a is none of 1, -1, 0. Before the last one a + 1 < n, so that no multiple of n
//! matters. The last one has a = k - d. a = -d means k = 0 modulo n, and a = 0 means k = d, the case of
//! integers. a = d means k = 2d + n, since 2d is even: d = -1, as k < n, and k = n - 2. But the lowest
//! digit of n - 2 = 3 modulo 4 is 1.

use super::formulas;
use super::point::{add, negate_addend};
use super::words::bit;
use crate::arch::opaque::mask;
use crate::arch::p256::{Registers, Words};

/// The number of steps.
pub const STEPS: usize = 255;

/// Before the first step: the accumulator becomes the addend P.
pub fn start(r: &mut Registers) {
    formulas::assign(r);
}

/// One step of the multiplication by the odd scalar `k`, for `step` from STEPS - 1 down to 0.
///
/// The addend is P or -P: negated when the digit differs from the one before.
pub fn step(r: &mut Registers, k: &Words, step: usize) {
    // Place i of b is place i + 1 of k, and place 255 is one.
    let above = if step == STEPS - 1 { 1 } else { bit(k, step + 2) };
    let changed = above ^ bit(k, step + 1);
    formulas::double(r);
    negate_addend(r, mask(changed));
    add(r);
}
