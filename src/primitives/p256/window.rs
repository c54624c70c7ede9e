//! Multiples of any point by signed windows of four bits, for secret scalars. (`fast`)
//!
//! With the digits of `recoding`, l = 256, taken four at a time: k = sum of 16^j w_j with odd w_j
//! from -15 to 15. The table holds P, 3P, ..., 15P, affine.
//!
//! # No exceptional case
//! Let k be odd and 0 < k < n, or n + 2. The accumulator holds a P with a > 0, since the top digit is
//! positive. Before an addition a is a multiple of 16, so that a is none of w, -w, 0. Before
//! the last one a + 15 < n, so that no multiple of n matters. The last one has a = k - w. a = -w
//! means k = 0 modulo n, and a = 0 means k = w, which is the case of integers. a = w means
//! k = 2w + n (2w itself is even), where w = (k mod 32) - 16 and n = 17 modulo 32: w = 2w + 1 modulo
//! 32, hence w = -1 and k = n - 2. That scalar is replaced by n + 2, which yields the negative.

use super::formulas;
use super::invert;
use super::point::{Affine, add, select};
use super::recoding::index_and_sign;
use super::words::bit;
use crate::arch::p256::{P, Registers, Words, montgomery_multiply_assign, set_addend};

/// The number of steps.
pub const STEPS: usize = 64;
/// The entries of a table.
pub const ENTRIES: usize = 8;

/// P, 3P, ..., 15P.
pub type Table = [Affine; ENTRIES];

/// One step of the multiplication by the odd scalar `k`, for `step` from STEPS - 1 down to 0.
pub fn step(r: &mut Registers, table: &Table, k: &Words, step: usize) {
    // Place i of b is place i + 1 of k, and place 255, the end of the last digit, is one.
    let mut bits = 0;
    for place in (4 * step..4 * step + 4).rev() {
        bits = bits << 1 | bit(k, place + 1);
    }
    bits |= u32::from(step == STEPS - 1) << 3;
    let (index, negative) = index_and_sign(bits, 4);
    select(r, table, index, negative);
    if step == STEPS - 1 {
        formulas::assign(r);
    } else {
        for _ in 0..4 {
            formulas::double(r);
        }
        add(r);
    }
}

/// Fills the table for the point (PX, PY). The time depends on nothing.
///
/// 2P goes into the accumulator. It and the last multiple always share one Z, so that each addition
/// takes five multiplications and tells the factor by which it changed Z. One inversion then makes all
/// entries affine, from the last to the first. (P has order n: the multiples are all different.)
#[inline(never)]
pub fn build(r: &mut Registers, table: &mut Table) {
    let mut factors = [[0; 8]; ENTRIES - 1];
    multiply(r, table, &mut factors);
    invert(r, &P);
    divide(r, table, &factors);
}

/// The same in three steps, without memory for the factors: the first finds Z, which is to be inverted then.
pub fn begin(r: &mut Registers, table: &mut Table) {
    multiply(r, table, &mut [[0; 8]; ENTRIES - 1]);
}

/// The last step, with 1/Z in the place of Z: the multiples once more, and divided.
pub fn finish(r: &mut Registers, table: &mut Table) {
    let inverse = r[formulas::Z];
    let [point, ..] = table;
    set_addend(r, point);
    let mut factors = [[0; 8]; ENTRIES - 1];
    multiply(r, table, &mut factors);
    r[formulas::Z] = inverse;
    divide(r, table, &factors);
}

/// The multiples of (PX, PY), those from the second on with a Z of their own, the last one's in the accumulator.
#[inline(never)]
fn multiply(r: &mut Registers, table: &mut Table, factors: &mut [Words; ENTRIES - 1]) {
    formulas::assign(r);
    formulas::double(r);
    let [first, others @ ..] = table;
    let [_, _, _, px, py, ..] = r;
    *first = [*px, *py];
    formulas::scale(r);
    for (entry, factor) in others.iter_mut().zip(factors) {
        formulas::add_with_common_z(r);
        let [_, _, _, px, py, _, _, c] = r;
        *factor = *c;
        *entry = [*px, *py];
    }
}

/// Makes the multiples affine, with the inverse of the last one's Z in the accumulator.
#[inline(never)]
fn divide(r: &mut Registers, table: &mut Table, factors: &[Words; ENTRIES - 1]) {
    let [_, others @ ..] = table;
    for (entry, factor) in others.iter_mut().zip(factors).rev() {
        let [x, y] = entry;
        let [_, _, _, px, py, ..] = r;
        *px = *x;
        *py = *y;
        formulas::scale(r);
        let [_, _, z, px, py, ..] = r;
        *x = *px;
        *y = *py;
        montgomery_multiply_assign(z, factor, &P);
    }
}
