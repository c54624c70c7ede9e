//! 64-bit integers in two words, the low one first: contexts keep them so, for their alignment to be that of a word.

/// The two halves of an integer.
#[inline(always)]
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the two halves are meant")]
pub const fn split(integer: u64) -> [u32; 2] {
    [integer as u32, (integer >> 32) as u32]
}

/// The integer of two halves.
#[inline(always)]
#[must_use]
pub const fn join([low, high]: [u32; 2]) -> u64 {
    (high as u64) << 32 | low as u64
}

/// The sum modulo 2^64, in constant time.
#[inline(always)]
#[must_use]
pub fn add(left: u64, right: u64) -> u64 {
    cfg_select! {
        target_arch = "msp430" => {{
            // A compiler for 16 bits finds the carry between the halves by comparing, with branches.
            let ([low, high], [right_low, right_high]) = (split(left), split(right));
            let sum = low.wrapping_add(right_low);
            let carry = (low & right_low | (low | right_low) & !sum) >> 31;
            join([sum, high.wrapping_add(right_high).wrapping_add(carry)])
        }}
        _ => { left.wrapping_add(right) }
    }
}
