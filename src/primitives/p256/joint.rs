//! u G + v Q for public scalars: the point that a signature is verified with. Not constant time.
//!
//! One string of doublings serves both scalars. v runs in signed windows (`recoding`). In `fast` so
//! does u as far as it has no better: the comb of `comb` is due in the last 26 places only, and its
//! table is the one that signing uses. In `small` u has wider windows than v: the multiples of G that they
//! need are constants. The additions check for equal and opposite points.

use super::formulas;
use super::point::{Affine, add_public, set_addend};
use super::recoding::SignedWindows;
use crate::arch::p256::{Registers, Words};

/// The odd multiples of Q: in `small`, Q alone.
pub const ENTRIES: usize = if cfg!(feature = "fast") { 8 } else { 1 };
#[cfg(feature = "fast")]
const WIDTH: usize = 5;
#[cfg(not(feature = "fast"))]
const WIDTH: usize = 2;
/// Of u: the multiples of G are constants.
#[cfg(not(feature = "fast"))]
const BASE_WIDTH: usize = 4;

/// The number of places.
pub const STEPS: usize = 257;

/// What is left to do, words that may lie in any object.
#[repr(C)]
pub struct Joint {
    /// The multiples of Q.
    pub table: [Affine; ENTRIES],
    /// u, from `begin` on as the base point's digits want it.
    pub u: Words,
    /// v
    pub v: Words,
    base: BaseDigits,
    point: SignedWindows,
}

/// What is left to do of u: its windows in `small`, else what became of it when it was made odd, as the comb wants it.
#[cfg(not(feature = "fast"))]
type BaseDigits = SignedWindows;
#[cfg(feature = "fast")]
#[repr(C)]
struct BaseDigits {
    negated: u32,
    is_zero: u32,
}

impl Joint {
    /// Nothing.
    pub const NONE: Joint = Joint {
        table: [[[0; 8]; 2]; ENTRIES],
        u: [0; 8],
        v: [0; 8],
        #[cfg(feature = "fast")]
        base: BaseDigits { negated: 0, is_zero: 0 },
        #[cfg(not(feature = "fast"))]
        base: SignedWindows::NONE,
        point: SignedWindows::NONE,
    };

    /// Before the first place: the multiples of Q = (PX, PY), and infinity in the accumulator.
    pub fn start(&mut self, r: &mut Registers) {
        #[cfg(feature = "fast")]
        super::window::build(r, &mut self.table);
        self.begin(r);
    }

    /// The same when `window` has made the multiples.
    pub fn begin(&mut self, r: &mut Registers) {
        #[cfg(not(feature = "fast"))]
        {
            let (x, y) = super::point::addend(r);
            let [[to_x, to_y]] = &mut self.table;
            *to_x = *x;
            *to_y = *y;
            self.base.start();
        }
        #[cfg(feature = "fast")]
        {
            self.base.is_zero = super::words::is_zero(&self.u).into();
            self.base.negated = super::recoding::make_odd(&mut self.u);
        }
        self.point.start();
        formulas::set_infinity(r);
    }

    /// One place of u G + v Q, for `place` from STEPS - 1 down to 0.
    pub fn step(&mut self, r: &mut Registers, place: usize) {
        formulas::double_public(r);
        self.add_base(r, place);
        let digit = self.point.digit(&self.v, place, WIDTH);
        if digit != 0 {
            // The magnitudes 1, 3, 5, ... are the entries 0, 1, 2, ...
            if let Some(entry) = self.table.get(usize::from(digit.unsigned_abs() >> 1)) {
                set_addend(r, entry);
            }
            add_signed(r, digit);
        }
    }

    #[cfg(feature = "fast")]
    fn add_base(&mut self, r: &mut Registers, place: usize) {
        use super::comb;
        if place >= comb::STEPS || self.base.is_zero != 0 {
            return;
        }
        for half in [1, 0] {
            let (index, negative) = comb::column(&self.u, place + half * comb::STEPS);
            comb::set_entry(r, half, index);
            if negative ^ self.base.negated != 0 {
                formulas::negate_addend(r);
            }
            add_public(r);
        }
    }

    #[cfg(not(feature = "fast"))]
    fn add_base(&mut self, r: &mut Registers, place: usize) {
        let digit = self.base.digit(&self.u, place, BASE_WIDTH);
        if digit != 0 {
            let multiples = &super::constants::BASE_MULTIPLES;
            super::point::set_constant(r, multiples.at(usize::from(digit.unsigned_abs() >> 1)));
            add_signed(r, digit);
        }
    }
}

/// Adds the addend with the sign of the digit.
#[cfg_attr(not(feature = "fast"), inline(never))]
fn add_signed(r: &mut Registers, digit: i16) {
    if digit < 0 {
        formulas::negate_addend(r);
    }
    add_public(r);
}
