//! The multiplication of GHASH without assembly and without tables: the twin that every kernel is held
//! against, and the kernel of the targets that have none.
//!
//! # Why no carry crosses the holes
//! A factor of 16 bits is split into three, which keep every third bit: bits 0, 3 .. 15; 1, 4 .. 13;
//! 2, 5 .. 14; with holes of two bits between. Bit p of an integer product of two such numbers, p the sum
//! of two of these positions, counts the pairs of bits that meet there: at most six, because a part has
//! no more bits. Six fits into the bit and the two holes above it, so that the count at p + 3 is not
//! touched, and its lowest bit, at p, is the bit of the carry-less product. The bits in the holes are
//! masked off at the end. The multiplications are of 32 bits with a result of 32 bits, which takes the
//! same time for all operands on every processor here, and no product reaches bit 33: the topmost count, at
//! bit 30, is of the single pair 15 and 15.

use super::Element;

/// Bits 0, 3, 6 and so on.
const THIRDS: [u32; 3] = [0x4924_9249, 0x9249_2492, 0x2492_4924];

/// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
pub fn multiply(accumulator: &mut Element, key: &Element) {
    let mut product = [0; 8];
    let [a0, a1, a2, a3] = *accumulator;
    let [b0, b1, b2, b3] = *key;
    let low = product64([a0, a1], [b0, b1]);
    let high = product64([a2, a3], [b2, b3]);
    let middle = product64([a0 ^ a2, a1 ^ a3], [b0 ^ b2, b1 ^ b3]);
    for i in 0..4 {
        product[i] ^= low[i];
        product[i + 4] ^= high[i];
        product[i + 2] ^= middle[i] ^ low[i] ^ high[i];
    }
    // Word i stands for x^(224 - 32 i) and above, to which x^128 = 1 + x + x^2 + x^7 applies.
    for i in 0..4 {
        let word = product[i];
        product[i + 4] ^= word ^ word >> 1 ^ word >> 2 ^ word >> 7;
        product[i + 3] ^= word << 31 ^ word << 30 ^ word << 25;
    }
    accumulator.copy_from_slice(&product[4..]);
}

/// The carry-less product of two numbers of 64 bits.
#[inline(never)]
fn product64([a0, a1]: [u32; 2], [b0, b1]: [u32; 2]) -> Element {
    let low = product32(a0, b0);
    let high = product32(a1, b1);
    let middle = product32(a0 ^ a1, b0 ^ b1) ^ low ^ high;
    let [low, high] = [low ^ middle << 32, high ^ middle >> 32];
    [word(low), word(low >> 32), word(high), word(high >> 32)]
}

/// The carry-less product of two numbers of 32 bits.
#[inline(never)]
fn product32(a: u32, b: u32) -> u64 {
    let low = product16(a & 0xFFFF, b & 0xFFFF);
    let high = product16(a >> 16, b >> 16);
    let middle = product16(a >> 16 ^ a & 0xFFFF, b >> 16 ^ b & 0xFFFF) ^ low ^ high;
    u64::from(high ^ middle >> 16) << 32 | u64::from(low ^ middle << 16)
}

/// The carry-less product of two numbers of 16 bits.
#[inline(always)]
fn product16(a: u32, b: u32) -> u32 {
    let a = THIRDS.map(|third| a & third);
    let b = THIRDS.map(|third| b & third);
    let of = |i: usize, j: usize| a[i].wrapping_mul(b[j]);
    (of(0, 0) ^ of(1, 2) ^ of(2, 1)) & THIRDS[0]
        | (of(0, 1) ^ of(1, 0) ^ of(2, 2)) & THIRDS[1]
        | (of(0, 2) ^ of(1, 1) ^ of(2, 0)) & THIRDS[2]
}

#[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
fn word(number: u64) -> u32 {
    number as u32
}
