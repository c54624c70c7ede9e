//! Comparison in a time that depends on lengths alone.

use crate::status::Status;
use subtle::ConstantTimeEq;

/// Succeeds if both slices hold the same bytes. The time depends on the lengths only.
pub fn equal(left: &[u8], right: &[u8]) -> Result<(), Status> {
    if bool::from(left.ct_eq(right)) { Ok(()) } else { Err(Status::NOT_AUTHENTIC) }
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
}
