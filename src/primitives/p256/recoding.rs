//! Digits of scalars.
//!
//! # Digits of one and minus one
//! An odd k below 2^l is the sum of d_i 2^i, i < l, with d_i = 2 b_i - 1 and b = (k + 2^l - 1) / 2:
//! the bits of k moved down by one place, with a one in place l - 1. No digit is zero, so that what
//! is done with them does not depend on k; and k or n - k is odd, whose multiples of a point differ
//! in the sign alone.

#[cfg(feature = "fast")]
use super::words::equal_mask;
use super::words::{bit, select_assign, subtract_assign};
use crate::arch::opaque::mask;
use crate::arch::p256::{N, Words};

/// k = k if k is odd, else n - k; all ones if it is n - k, else zero.
#[inline(never)]
pub fn make_odd(k: &mut Words) -> u32 {
    let mut negative = *N.words();
    subtract_assign(&mut negative, k);
    let even = mask(!k[0] & 1);
    select_assign(k, &negative, even);
    even
}

/// The digit of a group of `width` bits of b as what a table of positive multiples holds: the index
/// of its magnitude, and all ones if it is negative. Two digits d and -d have complementary bits, so
/// that the top bit is the sign and, once negative ones are complemented, the others are the index.
pub fn index_and_sign(bits: u32, width: u32) -> (u32, u32) {
    let negative = mask(!(bits >> (width - 1)) & 1);
    ((bits ^ negative) & ((1 << (width - 1)) - 1), negative)
}

/// n - 2 becomes n + 2, its negative, which is odd and below 2^256 as well.
#[cfg(feature = "fast")]
pub fn avoid_minus_two(k: &mut Words) {
    let mut minus_two = *N.words();
    minus_two[0] -= 2;
    k[0] = k[0].wrapping_add(4 & equal_mask(k, &minus_two));
}

/// The signed digits of a public scalar from the top, zero or odd and below 2^(width - 1) in
/// magnitude, any two that are not zero at least `width` places apart except after a full window.
///
/// With k_i the bits of the scalar, m_i = k_(i-1) - k_i are digits of the same number. Where the scan
/// meets one that is not zero, it takes `width` of them together (Okeya, Schmidt-Samoa, Spahn, Takagi:
/// "Signed binary representations revisited", 2004), those at the lower end that are zero left out: the value of
/// the places from i down to j is -k_i 2^(i-j) + ... + k_j + k_(j-1), due at the place j.
#[repr(C)]
pub struct SignedWindows {
    digit: i16,
    due: u16,
    /// The scan may meet digits below this place only.
    below: u16,
    unused: u16,
}

impl SignedWindows {
    /// Nothing is left.
    pub const NONE: SignedWindows = SignedWindows { digit: 0, due: 0, below: 0, unused: 0 };

    /// To be asked for the places 256 down to 0.
    pub fn start(&mut self) {
        *self = SignedWindows { below: 257, ..SignedWindows::NONE };
    }

    /// Whether nothing was asked for yet.
    pub fn is_whole(&self) -> bool {
        self.below == 257
    }

    /// The digit at place `place`, the one after the place asked for last, for a width that is always the same.
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, reason = "places are below 258")]
    pub fn digit(&mut self, scalar: &Words, place: usize, width: usize) -> i16 {
        let signed = |i: usize| bit(scalar, i) as i16;
        let is_zero = |i: usize| bit(scalar, i.wrapping_sub(1)) == bit(scalar, i);
        if place < self.below.into() && !is_zero(place) {
            let mut due = (place + 1).saturating_sub(width);
            self.below = due as u16;
            while is_zero(due) {
                due += 1;
            }
            self.due = due as u16;
            let mut value = -signed(place);
            for i in (due..place).rev() {
                value = 2 * value + signed(i);
            }
            self.digit = value + signed(due.wrapping_sub(1));
        }
        if self.digit != 0 && usize::from(self.due) == place { core::mem::take(&mut self.digit) } else { 0 }
    }
}
