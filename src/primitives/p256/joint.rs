//! u G + v Q for public scalars: the point that a signature is verified with. Not constant time.
//!
//! One string of doublings serves both scalars. v runs in signed windows (`recoding`). In `fast` so
//! does u as far as it has no better: the comb of `comb` is due in the last 26 places only, and its
//! table is the one that signing uses. In `small` u has wider windows than v: the multiples of G that they
//! need are constants. The additions check for equal and opposite points.

use super::formulas;
use super::point::{Affine, add_public, is_infinity, set_addend};
use super::recoding::SignedWindows;
use crate::arch::p256::{Registers, Words};

#[cfg(feature = "fast")]
pub use super::window::Table;
/// The multiples of Q: Q alone.
#[cfg(not(feature = "fast"))]
pub type Table = [Affine; 1];

#[cfg(feature = "fast")]
const WIDTH: usize = 5;
#[cfg(not(feature = "fast"))]
const WIDTH: usize = 2;
/// Of u: the multiples of G are constants.
#[cfg(not(feature = "fast"))]
const BASE_WIDTH: usize = 4;

/// The number of places.
pub const STEPS: usize = 257;

/// Before the first place: the multiples of Q = (PX, PY), and infinity in the accumulator.
pub fn start(r: &mut Registers, table: &mut Table) {
    #[cfg(feature = "fast")]
    super::window::build(r, table);
    begin(r, table);
}

/// The same when `window` has made the multiples.
#[cfg_attr(feature = "fast", expect(unused_variables, reason = "it is filled"))]
pub fn begin(r: &mut Registers, table: &mut Table) {
    #[cfg(not(feature = "fast"))]
    {
        let (x, y) = super::point::addend(r);
        *table = [[*x, *y]];
    }
    formulas::set_infinity(r);
}

/// What is left to do of u.
pub struct BaseDigits {
    #[cfg(not(feature = "fast"))]
    windows: SignedWindows<BASE_WIDTH>,
    #[cfg(feature = "fast")]
    negated: u32,
    #[cfg(feature = "fast")]
    is_zero: bool,
}

#[cfg(feature = "fast")]
impl BaseDigits {
    /// Makes u odd, as the comb wants it.
    pub fn new(u: &mut Words) -> Self {
        let is_zero = super::words::is_zero(u);
        BaseDigits { negated: super::recoding::make_odd(u), is_zero }
    }

    fn add(&mut self, r: &mut Registers, u: &Words, place: usize) {
        use super::comb;
        if place >= comb::STEPS || self.is_zero {
            return;
        }
        for half in [1, 0] {
            let (index, negative) = comb::column(u, place + half * comb::STEPS);
            comb::set_entry(r, half, index);
            if negative ^ self.negated != 0 {
                formulas::negate_addend(r);
            }
            add_public(r);
        }
    }
}

#[cfg(not(feature = "fast"))]
impl BaseDigits {
    /// Takes u as it is.
    pub fn new(_u: &mut Words) -> Self {
        BaseDigits { windows: SignedWindows::new() }
    }

    fn add(&mut self, r: &mut Registers, u: &Words, place: usize) {
        let digit = self.windows.digit(u, place);
        if digit != 0 {
            let multiples = &super::constants::BASE_MULTIPLES;
            super::point::set_constant(r, multiples.at((digit.unsigned_abs() >> 1) as usize));
            add_signed(r, digit);
        }
    }
}

/// Adds the multiple of a point whose odd multiples are in the table.
fn add_digit(r: &mut Registers, table: &[Affine], digit: i32) {
    if digit == 0 {
        return;
    }
    // The magnitudes 1, 3, 5, ... are the entries 0, 1, 2, ...
    if let Some(entry) = table.get((digit.unsigned_abs() >> 1) as usize) {
        set_addend(r, entry);
    }
    add_signed(r, digit);
}

/// Adds the addend with the sign of the digit.
fn add_signed(r: &mut Registers, digit: i32) {
    if digit < 0 {
        formulas::negate_addend(r);
    }
    add_public(r);
}

/// One place of u G + v Q, for `place` from STEPS - 1 down to 0.
pub fn step(
    r: &mut Registers, table: &Table, base: &mut BaseDigits, u: &Words, point: &mut PointDigits, v: &Words,
    place: usize,
) {
    // There is nothing to double until something has been added.
    if !is_infinity(r) {
        formulas::double_public(r);
    }
    base.add(r, u, place);
    let digit = point.digit(v, place);
    add_digit(r, table, digit);
}

/// What is left to do of a scalar, in words that may lie in any object.
pub type Saved = [u32; 3];

/// The table in memory that is large enough in either profile.
pub fn table_in(entries: &mut [Affine; 8]) -> &mut Table {
    #[cfg(feature = "fast")]
    {
        entries
    }
    #[cfg(not(feature = "fast"))]
    {
        let [first, ..] = entries;
        core::array::from_mut(first)
    }
}

/// To be `restored`.
pub fn save(digits: &PointDigits) -> Saved {
    digits.save()
}

/// What was saved.
pub fn restored(saved: Saved) -> PointDigits {
    SignedWindows::restored(saved)
}

#[cfg(feature = "fast")]
impl BaseDigits {
    /// To be `restored`.
    pub fn save(&self) -> Saved {
        [self.negated, u32::from(self.is_zero), 0]
    }

    /// What was saved.
    pub fn restored(saved: Saved) -> Self {
        let [negated, is_zero, _] = saved;
        BaseDigits { negated, is_zero: is_zero != 0 }
    }
}

#[cfg(not(feature = "fast"))]
impl BaseDigits {
    /// To be `restored`.
    pub fn save(&self) -> Saved {
        self.windows.save()
    }

    /// What was saved.
    pub fn restored(saved: Saved) -> Self {
        BaseDigits { windows: SignedWindows::restored(saved) }
    }
}

/// What is left to do of v.
pub type PointDigits = SignedWindows<WIDTH>;
