//! Points in the registers: loading, adding, leaving the projective coordinates.

use super::constants::{CURVE_B, FIELD_ONE, FIELD_R_SQUARED, ONE};
use super::formulas::{self, A, B, C, X, Z};
use super::words::{equal, is_below, is_zero, load, select_assign, store};
use super::{invert_z, power::power};
use crate::arch::flash::Flash;
#[cfg(feature = "fast")]
use crate::arch::p256 as kernel;
use crate::arch::p256::{P, Registers, Words, modular_reduce, montgomery_multiply_constant};

/// An affine point, its coordinates in the Montgomery domain.
pub type Affine = [Words; 2];

/// The addend (PX, PY).
pub fn addend(r: &mut Registers) -> (&mut Words, &mut Words) {
    let [_, _, _, x, y, ..] = r;
    (x, y)
}

/// (PX, PY) = point.
#[inline(never)]
pub fn set_addend(r: &mut Registers, point: &Affine) {
    let [from_x, from_y] = point;
    let (x, y) = addend(r);
    *x = *from_x;
    *y = *from_y;
}

/// (PX, PY) = a constant point.
pub fn set_constant(r: &mut Registers, point: &Flash<Affine>) {
    let [_, _, _, addend @ .., _, _, _] = r;
    point.copy_to(addend);
}

/// (X : Y : Z) = (PX : PY : 1).
#[inline(never)]
pub fn assign(r: &mut Registers) {
    let [x, y, z, px, py, ..] = r;
    *x = *px;
    *y = *py;
    FIELD_ONE.copy_to(z);
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
        assign(r);
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
        modular_reduce(&mut r[C], &P);
        formulas::rescale(r);
    }
}

/// (PX, PY) = the affine form of (X : Y : Z), zeros for infinity, in the Montgomery domain.
#[inline(never)]
pub fn make_affine(r: &mut Registers) {
    invert_z(r);
    divide_by_z(r);
}

/// The same when Z holds its inverse already.
pub fn divide_by_z(r: &mut Registers) {
    let [x, y, _, px, py, ..] = r;
    *px = *x;
    *py = *y;
    formulas::scale(r);
}

/// Brings a coordinate out of the Montgomery domain.
#[inline(never)]
pub fn to_integer(coordinate: &mut Words) {
    montgomery_multiply_constant(coordinate, &ONE, &P);
}

/// Brings an integer below 2^256 into the Montgomery domain.
#[inline(never)]
pub fn from_integer(integer: &mut Words) {
    montgomery_multiply_constant(integer, &FIELD_R_SQUARED, &P);
}

/// Loads (PX, PY) from two 32-byte coordinates and tells whether that is a point of the curve.
#[inline(never)]
pub fn load_addend(r: &mut Registers, bytes: &[u8]) -> bool {
    let (x, y) = addend(r);
    load(x, bytes);
    load(y, bytes.get(32..).unwrap_or_default());
    let canonical = is_below(x, &P) & is_below(y, &P);
    from_integer(x);
    from_integer(y);
    CURVE_B.copy_to(&mut r[C]);
    formulas::curve(r);
    canonical & equal(&r[A], &r[B])
}

/// Whether [`load_addend`], which answered that (PX, PY) is on the curve, has been there: both sides of the
/// equation are left in the registers, and y^2 is never zero.
#[inline(never)]
pub fn was_loaded(r: &Registers) -> bool {
    !is_zero(&r[A]) & equal(&r[A], &r[B])
}

/// Writes (PX, PY) as two 32-byte coordinates; the registers hold integers afterwards.
pub fn store_addend(r: &mut Registers, bytes: &mut [u8]) {
    let (x, y) = addend(r);
    to_integer(x);
    to_integer(y);
    store(x, bytes);
    store(y, bytes.get_mut(32..).unwrap_or_default());
}

/// Finds (PX, PY) from the x coordinate and the parity of y; false if there is no such point.
pub fn decompress_addend(r: &mut Registers, x_bytes: &[u8], parity: u32) -> bool {
    let (x, y) = addend(r);
    load(x, x_bytes);
    let canonical = is_below(x, &P);
    from_integer(x);
    *y = [0; 8];
    CURVE_B.copy_to(&mut r[C]);
    formulas::curve(r);
    let [_, _, _, _, y, square, ..] = r;
    *y = *square;
    // A root if there is one (p = 3 mod 4); y = 0 does not occur, as the order of the curve is odd.
    power(y, &super::constants::SQUARE_ROOT.load(), &P);
    formulas::curve(r);
    let on_curve = equal(&r[A], &r[B]);
    let [_, _, _, _, y, scratch, ..] = r;
    *scratch = *y;
    to_integer(scratch);
    let odd = scratch[0] & 1;
    negate_addend(r, 0u32.wrapping_sub(odd ^ parity));
    canonical & on_curve
}

/// Whether the x coordinate of (X : Y : Z) is r or r + n, for 0 < r < n: x = X/Z^2 < p, and r is
/// x modulo n. Compares r Z^2 with X, which saves the inversion. False for infinity.
#[inline(never)]
pub fn has_x_modulo_n(registers: &mut Registers, r: &Words, equal: fn(&Words, &Words) -> bool) -> bool {
    if is_zero(&registers[Z]) {
        return false;
    }
    let mut matches = false;
    let mut candidate = *r;
    loop {
        let [_, _, _, px, ..] = registers;
        *px = candidate;
        from_integer(px);
        formulas::scale(registers);
        matches |= equal(&registers[X], &registers[super::formulas::PX]);
        let carry = super::words::add_assign(&mut candidate, &crate::arch::p256::N.words());
        if carry != 0 || !is_below(&candidate, &P) {
            return matches;
        }
    }
}

/// (X : Y : Z) = infinity.
pub fn set_infinity(r: &mut Registers) {
    let [x, y, z, ..] = r;
    for register in [x, y, z] {
        *register = [0; 8];
    }
}
