//! Comparison in a time that depends on lengths alone.

use crate::arch::opaque::opaque;
use crate::status::Status;

/// Succeeds if both slices hold the same bytes. The time depends on the lengths only, and on the verdict,
/// which is public.
#[inline(never)]
pub fn equal(left: &[u8], right: &[u8]) -> Result<(), Status> {
    // Every difference is collected before the one decision: `subtle` decides on each byte, which
    // compilers for 16-bit processors do with a branch.
    let difference = left.iter().zip(right).fold(0, |seen, (left, right)| seen | (left ^ right));
    if left.len() == right.len() && opaque(u32::from(difference)) == 0 {
        Ok(())
    } else {
        Err(Status::NOT_AUTHENTIC)
    }
}

/// One if two bytes are equal, else zero, without a decision.
#[must_use]
pub fn one_if_equal(left: u8, right: u8) -> u16 {
    // Only zero borrows.
    u16::from(opaque(u32::from(left ^ right)).wrapping_sub(1).to_be_bytes()[0] >> 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_equal_from_different_in_every_byte() {
        let left = [0x5A_u8; 33];
        assert_eq!(equal(&left, &left), Ok(()));
        for position in 0..left.len() {
            for bit in 0..8 {
                let mut right = left;
                right[position] ^= 1 << bit;
                assert_eq!(equal(&left, &right), Err(Status::NOT_AUTHENTIC));
            }
        }
        assert_eq!(equal(&left, &left[1..]), Err(Status::NOT_AUTHENTIC));
    }

    #[test]
    fn counts_equal_bytes() {
        for (left, right) in (0..=u8::MAX).flat_map(|left| (0..=u8::MAX).map(move |right| (left, right))) {
            assert_eq!(one_if_equal(left, right), u16::from(left == right));
        }
    }
}
