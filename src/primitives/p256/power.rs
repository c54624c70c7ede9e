//! Powers with a public exponent: the square root, and the inverse in `small`.

use super::words::{bit, wipe};
use crate::arch::p256::{Modulus, Words, montgomery_multiply_assign, montgomery_square_assign};

/// value = value^exponent modulo m, in the Montgomery domain, for an exponent that is not zero.
/// Constant time for the value; the exponent decides the sequence.
#[inline(never)]
pub fn power(value: &mut Words, exponent: &Words, m: &Modulus) {
    let mut base = *value;
    // Up to the top bit of the exponent there is nothing to square: the first factor is the value.
    let mut started = false;
    for position in (0..256).rev() {
        if started {
            montgomery_square_assign(value, m);
        }
        if bit(exponent, position) == 1 {
            if started {
                montgomery_multiply_assign(value, &base, m);
            }
            started = true;
        }
    }
    wipe(&mut base);
}

/// value = 1/value modulo the prime m (Fermat: value^(m - 2)), in the Montgomery domain.
#[cfg(not(feature = "fast"))]
pub fn invert(value: &mut Words, m: &Modulus) {
    let mut exponent = *m.words();
    // Neither modulus ends in a zero or a one, so that nothing is borrowed.
    exponent[0] = exponent[0].wrapping_sub(2);
    power(value, &exponent, m);
}
