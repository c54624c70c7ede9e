//! Points in the registers: loading, adding, leaving the projective coordinates.

use super::formulas::{self, A, B, C, PX, X, Z};
use super::words::{equal, is_below, is_zero, load, select_assign, store};
use super::{invert, words};
#[cfg(feature = "fast")]
use crate::arch::p256 as kernel;
use crate::arch::p256::{N, P, Registers, Words};

/// An affine point, its coordinates in the Montgomery domain.
pub type Affine = [Words; 2];

/// The addend (PX, PY).
pub fn addend(r: &mut Registers) -> (&mut Words, &mut Words) {
    let [_, _, _, x, y, ..] = r;
    (x, y)
}

/// (PX, PY) = the negative of it if the mask is all ones.
#[inline(never)]
pub fn negate_addend(r: &mut Registers, mask: u32) {
    formulas::negate(r);
    let [_, _, _, _, y, negative, ..] = r;
    select_assign(y, negative, mask);
}

/// (X : Y : Z) += (PX, PY), in constant time, for points that are neither equal nor infinity.
pub fn add(r: &mut Registers) {
    formulas::add_begin(r);
    formulas::add_finish(r);
}

/// (X : Y : Z) += (PX, PY) for any point (X : Y : Z). Takes a time that depends on the points.
pub fn add_public(r: &mut Registers) {
    if is_infinity(r) {
        formulas::assign(r);
        return;
    }
    formulas::add_begin_public(r);
    if vanishes(&r[A]) && vanishes(&r[B]) {
        formulas::double_public(r);
    } else {
        // With A zero and B not, the points are negatives: Z becomes zero, as it should.
        formulas::add_finish_public(r);
    }
}

/// Whether a public (X : Y : Z) is infinity.
pub fn is_infinity(r: &Registers) -> bool {
    vanishes(&r[Z])
}

/// Whether every word of a public integer is zero: most have one among the first words that is not.
fn vanishes(words: &Words) -> bool {
    words.iter().all(|word| *word == 0)
}

/// (PX, PY) = table entry `index`, negated if `negative` is all ones. Reads all of the table.
#[cfg(feature = "fast")]
#[inline(never)]
pub fn select(r: &mut Registers, table: &[Affine], index: u32, negative: u32) {
    kernel::select(r, table, index);
    negate_addend(r, negative);
}

/// (X : Y : Z) = the same point with coordinates multiplied by the 32 bytes of `blind`, so that no two
/// runs compute with the same numbers. Nothing for another length. The chance of a factor of zero is 2^-255.
pub fn randomise(r: &mut Registers, blind: &[u8]) {
    if blind.len() == 32 {
        load(&mut r[C], blind);
        formulas::rescale(r);
    }
}

/// (PX, PY) = the affine form of (X : Y : Z), zeros for infinity, in the Montgomery domain.
#[inline(never)]
pub fn make_affine(r: &mut Registers) {
    invert(r, &P);
    formulas::divide(r);
}

/// Loads (PX, PY) from two 32-byte coordinates and tells whether that is a point of the curve.
#[inline(never)]
pub fn load_addend(r: &mut Registers, bytes: &[u8]) -> bool {
    let (x, y) = addend(r);
    load(x, bytes);
    load(y, bytes.get(32..).unwrap_or_default());
    let canonical = is_below(x, &P) & is_below(y, &P);
    formulas::enter_curve(r);
    canonical & equal(&r[A], &r[B])
}

/// Whether [`load_addend`], which answered that (PX, PY) is on the curve, has been there: both sides of the
/// equation are left in the registers, and y^2 is never zero.
#[inline(never)]
pub fn was_loaded(r: &Registers) -> bool {
    !is_zero(&r[A]) & equal(&r[A], &r[B])
}

/// Writes PX as 32 bytes; the registers hold integers afterwards.
pub fn store_x(r: &mut Registers, bytes: &mut [u8]) {
    formulas::leave(r);
    let (x, _) = addend(r);
    store(x, bytes);
}

/// Writes (PX, PY) as two 32-byte coordinates; the registers hold integers afterwards.
pub fn store_addend(r: &mut Registers, bytes: &mut [u8]) {
    store_x(r, bytes);
    let (_, y) = addend(r);
    store(y, bytes.get_mut(32..).unwrap_or_default());
}

/// Of a point whose x coordinate is in the first half of `bytes`, writes into the second half the y coordinate of
/// this parity; anything if there is no such point.
pub fn store_root(r: &mut Registers, bytes: &mut [u8], odd: bool) {
    load_addend(r, bytes);
    let [_, _, z, _, _, a, ..] = r;
    *z = *a;
    // A root if there is one; y = 0 does not occur, as the order of the curve is odd.
    super::power::square_root(r);
    let [_, _, z, _, y, ..] = r;
    *y = *z;
    formulas::leave(r);
    let (_, y) = addend(r);
    if (y[0] & 1 != 0) != odd {
        formulas::negate_addend(r);
    }
    let (_, y) = addend(r);
    store(y, bytes.get_mut(32..).unwrap_or_default());
}

/// Whether the x coordinate of (X : Y : Z) is r or r + n, for the 32 bytes of an r with 0 < r < n: x = X/Z^2 < p, and
/// r is x modulo n: what `alike` gives then, else zero. Compares r Z^2 with X, which saves the inversion. Zero for infinity.
#[inline(never)]
pub fn has_x_modulo_n(r: &mut Registers, bytes: &[u8], alike: fn(&Words, &Words) -> u8) -> u8 {
    if is_zero(&r[Z]) {
        return 0;
    }
    let mut found = 0;
    let (_, candidate) = addend(r);
    load(candidate, bytes);
    loop {
        let (x, candidate) = addend(r);
        *x = *candidate;
        formulas::enter_and_scale_x(r);
        found |= alike(&r[X], &r[PX]);
        let (_, candidate) = addend(r);
        let carry = words::add_assign(candidate, &N.words());
        if carry != 0 || !is_below(candidate, &P) {
            return found;
        }
    }
}
