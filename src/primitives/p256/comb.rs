//! Multiples of the base point by a comb of five teeth, for secret scalars. (`fast`)
//!
//! With the digits d_i of `recoding`, l = 260, and rows of 52 digits:
//!     k = sum over j < 52 of 2^j D_j,   D_j = d_j + 2^52 d_(j+52) + ... + 2^208 d_(j+208).
//! Columns c and c + 26 are taken in one step, from tables of D G and of 2^26 D G: 25 doublings and
//! 51 additions. D and -D are one entry, so that each table has 16.
//!
//! # No exceptional case
//! Let k be odd, 0 < k < n, and a the integer with accumulator = a G before an addition of T G, where
//! T = D_(c+26) 2^26 =: T_B or then T = D_c =: T_A. Additions fail only for a = T, a = -T or a = 0
//! modulo n, and neither happens:
//! - As integers they differ. After the doubling of a step, the part of a from the lowest tooth is a
//!   sum of +-2^1 ... +-2^m with 1 <= m <= 25, modulo 2^26: it is 2 modulo 4, hence not zero modulo
//!   2^26, while T_B is; the other teeth are multiples of 2^52. And a + T_B is even, T_A odd. In the
//!   first step a = T_B is even and T_A is odd.
//! - Before the last step no multiple of n helps: a = (k - rest) / 2^c with |rest| < 2^(235+c), so that
//!   |a| + |T| < n/2 + 2^237 < n for c >= 1.
//! - In the last step a = k - T_B - T_A, then k - T_A. For a = -T_B, k = T_A modulo n; for the second
//!   addition with a = -T_A, k = 0. For a = T_B, k = 2 T_B + T_A, and for the second addition with
//!   a = T_A, k = 2 T_A, modulo n. |2 T_B + T_A| < 2^237, so the multiple of n is zero (the case
//!   of integers, above) or one. k = n + T_A and k = n + 2 T_B + T_A are even: excluded.
//!   k = n + 2 T_A is odd, but for none of the 16 negative T_A does it have T_A as its own column:
//!   a test computes them all.
//!
//! So every addition is between different points that are not infinity, and `add` is exact.

use super::comb_table::TABLE;
#[cfg(feature = "fast")]
use super::formulas;
#[cfg(feature = "fast")]
use super::point::{add, negate_addend};
use super::recoding::index_and_sign;
use super::words::bit;
#[cfg(feature = "fast")]
use crate::arch::p256::select_constant;
use crate::arch::p256::{Registers, Words, set_constant};

/// The number of steps.
pub const STEPS: usize = 26;
/// The bits of a digit.
pub const TEETH: usize = 5;
/// The digits of a row.
pub const SPACING: usize = 2 * STEPS;

/// One step of the multiplication by the odd scalar `k`, for `step` from STEPS - 1 down to 0.
#[cfg(feature = "fast")]
pub fn step(r: &mut Registers, k: &Words, step: usize) {
    let (index, negative) = column(k, step + STEPS);
    select_entry(r, 1, index, negative);
    if step == STEPS - 1 {
        formulas::assign(r);
    } else {
        formulas::double(r);
        add(r);
    }
    let (index, negative) = column(k, step);
    select_entry(r, 0, index, negative);
    add(r);
}

/// The digit of column j as the index of a table entry and the mask of its sign.
pub fn column(k: &Words, j: usize) -> (u32, u32) {
    // Place i of b is place i + 1 of k, and place 259 is one.
    let mut bits = u32::from(j == SPACING - 1);
    for tooth in (0..TEETH).rev() {
        bits = if tooth == TEETH - 1 { bits } else { bits << 1 } | bit(k, j + SPACING * tooth + 1);
    }
    index_and_sign(bits, 5)
}

/// (PX, PY) = entry `index` of the table of D G (0) or of 2^26 D G (1), for public digits.
pub fn set_entry(r: &mut Registers, half: usize, index: u32) {
    set_constant(r, TABLE.at(half * 16 + index as usize));
}

/// (PX, PY) = that entry for secret digits, negated if `negative` is all ones: reads the whole half.
#[cfg(feature = "fast")]
fn select_entry(r: &mut Registers, half: usize, index: u32, negative: u32) {
    select_constant(r, &TABLE, 16 * half, index);
    negate_addend(r, negative);
}
