//! u G + v Q for public scalars: the point that a signature is verified with. Not constant time.
//!
//! One string of doublings serves both scalars, each in signed windows (`recoding`). The multiples of G that u
//! needs are constants; those of Q are few in `small`. The additions check for equal and opposite points.

use super::constants;
use super::formulas;
use super::point::{Affine, add_public};
use super::recoding::SignedWindows;
use crate::arch::flash::Flash;
use crate::arch::memory::{zeroed, zeros};
use crate::arch::p256::{Registers, Words, set_addend, set_constant};

/// The odd multiples of Q: in `small`, Q alone.
pub const ENTRIES: usize = if cfg!(feature = "fast") { 8 } else { 1 };
#[cfg(feature = "fast")]
const WIDTH: usize = 5;
#[cfg(not(feature = "fast"))]
const WIDTH: usize = 2;
/// Of u: the multiples of G are constants.
const BASE_WIDTH: usize = if cfg!(feature = "fast") { 5 } else { 4 };

/// The number of places.
pub const STEPS: usize = 257;

/// What is left to do, words that may lie in any object.
#[repr(C)]
pub struct Joint {
    /// The multiples of Q.
    pub table: [Affine; ENTRIES],
    /// u
    pub u: Words,
    /// v
    pub v: Words,
    base: SignedWindows,
    point: SignedWindows,
}

impl Joint {
    /// Nothing.
    #[inline(always)]
    pub fn new() -> Self {
        Joint {
            table: zeroed(),
            u: zeros(),
            v: zeros(),
            base: SignedWindows::NONE,
            point: SignedWindows::NONE,
        }
    }

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
        }
        self.base.start();
        self.point.start();
        formulas::set_infinity(r);
    }

    /// Whether the windows stand before the first place: of those that do not every digit is zero, as if u or v were.
    /// Asked of the memory, not of what was to be written there.
    #[inline(always)]
    pub fn has_begun(&self) -> bool {
        let written = core::hint::black_box(self);
        written.base.is_whole() && written.point.is_whole()
    }

    /// One place of u G + v Q, for `place` from STEPS - 1 down to 0.
    pub fn step(&mut self, r: &mut Registers, place: usize) {
        formulas::double_public(r);
        let digit = self.base.digit(&self.u, place, BASE_WIDTH);
        if digit != 0 {
            set_constant(r, base_multiple(entry_of(digit)));
            add_signed(r, digit);
        }
        let digit = self.point.digit(&self.v, place, WIDTH);
        if digit != 0 {
            if let Some(entry) = self.table.get(entry_of(digit)) {
                set_addend(r, entry);
            }
            add_signed(r, digit);
        }
    }
}

fn base_multiple(entry: usize) -> &'static Flash<Affine> {
    #[cfg(not(feature = "fast"))]
    let Some(entry) = entry.checked_sub(1) else { return &constants::BASE };
    constants::BASE_MULTIPLES.nearest(entry)
}

/// Where the multiple of a digit is: the magnitudes 1, 3, 5, ... are the entries 0, 1, 2, ...
fn entry_of(digit: i16) -> usize {
    usize::from(digit.unsigned_abs() >> 1)
}

/// Adds the addend with the sign of the digit.
#[inline(never)]
fn add_signed(r: &mut Registers, digit: i16) {
    if digit < 0 {
        formulas::negate_addend(r);
    }
    add_public(r);
}
