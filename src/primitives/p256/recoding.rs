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
use crate::arch::p256::{N, Words, mask};

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

/// The signed digits of a public scalar from the top, zero or odd and below 2^(WIDTH - 1) in
/// magnitude, any two that are not zero at least WIDTH places apart except after a full window.
///
/// With k_i the bits of the scalar, m_i = k_(i-1) - k_i are digits of the same number. Where the scan
/// meets one that is not zero, it takes WIDTH of them together (Okeya, Schmidt-Samoa, Spahn, Takagi:
/// "Signed binary representations revisited", 2004); the value is stripped of its factors of two,
/// and is due at the place that they leave.
pub struct SignedWindows<const WIDTH: usize> {
    scan: Scan,
}

/// What is known of the digits to come; one for all widths.
struct Scan {
    digit: i32,
    due: usize,
    /// The scan may meet digits below this place only.
    below: usize,
}

impl<const WIDTH: usize> SignedWindows<WIDTH> {
    /// To be asked for the places 256 down to 0.
    pub fn new() -> Self {
        SignedWindows { scan: Scan { digit: 0, due: 0, below: 257 } }
    }

    /// To be `restored`.
    #[expect(clippy::cast_possible_truncation, reason = "places are below 258")]
    pub fn save(&self) -> [u32; 3] {
        [self.scan.digit.cast_unsigned(), self.scan.due as u32, self.scan.below as u32]
    }

    /// What was saved.
    pub fn restored(saved: [u32; 3]) -> Self {
        let [digit, due, below] = saved;
        SignedWindows { scan: Scan { digit: digit.cast_signed(), due: due as usize, below: below as usize } }
    }

    /// The digit at place `place`, the one after the place asked for last.
    pub fn digit(&mut self, scalar: &Words, place: usize) -> i32 {
        self.scan.digit(scalar, place, WIDTH)
    }
}

impl Scan {
    #[inline(never)]
    fn digit(&mut self, scalar: &Words, place: usize, width: usize) -> i32 {
        // In places of 2k: the bit of k below place i is bit i of 2k.
        let doubled = |i: usize| bit(scalar, i.wrapping_sub(1));
        if place < self.below && doubled(place) != bit(scalar, place) {
            let width = width.min(place + 1);
            self.below = place + 1 - width;
            let mut value = 0i32;
            for i in (self.below..=place).rev() {
                value = 2 * value + doubled(i).cast_signed() - bit(scalar, i).cast_signed();
            }
            self.due = self.below;
            while value & 1 == 0 {
                value >>= 1;
                self.due += 1;
            }
            self.digit = value;
        }
        if self.digit != 0 && self.due == place { core::mem::take(&mut self.digit) } else { 0 }
    }
}
