//! 256-bit integers: bytes in and out, comparison, selection.

#[cfg(feature = "fast")]
use crate::arch::opaque::sign_mask;
use crate::arch::p256::{Modulus, Words};

/// The integer whose big-endian form is the first 32 of `bytes`.
#[inline(never)]
pub fn load(words: &mut Words, bytes: &[u8]) {
    let (chunks, _) = bytes.as_chunks::<4>();
    for (word, chunk) in words.iter_mut().rev().zip(chunks) {
        *word = u32::from_be_bytes(*chunk);
    }
}

/// Writes the big-endian form of `words` into the first 32 of `bytes`.
#[inline(never)]
pub fn store(words: &Words, bytes: &mut [u8]) {
    let (chunks, _) = bytes.as_chunks_mut::<4>();
    for (word, chunk) in words.iter().rev().zip(chunks) {
        *chunk = word.to_be_bytes();
    }
}

/// Bit `position`, zero for positions outside the integer.
#[cfg_attr(not(feature = "fast"), inline(never))]
pub fn bit(words: &Words, position: usize) -> u32 {
    words.get(position >> 5).map_or(0, |word| word >> (position & 31) & 1)
}

/// All ones if a = b, else zero.
#[cfg(feature = "fast")]
pub fn equal_mask(a: &Words, b: &Words) -> u32 {
    let difference = a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b));
    zero_mask(difference)
}

/// All ones if `value` is zero, else zero.
#[cfg(feature = "fast")]
#[inline(always)]
pub fn zero_mask(value: u32) -> u32 {
    // The top bit of x | -x is set exactly when x is not zero.
    sign_mask(!(value | value.wrapping_neg()))
}

/// Whether every word is zero. The answer is public, the words are not.
#[inline(never)]
pub fn is_zero(words: &Words) -> bool {
    words.iter().fold(0, |seen, word| seen | word) == 0
}

/// Whether a = b. The answer is public, the words are not.
#[inline(never)]
pub fn equal(a: &Words, b: &Words) -> bool {
    a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

/// What [`alike`] gives for a = b, and what [`every_word_alike`] does: what one fault makes of both is never both.
pub const ALIKE: [u8; 2] = [0x5A, 0xA5];

/// The first of [`ALIKE`] if a = b, else zero.
#[inline(never)]
pub fn alike(a: &Words, b: &Words) -> u8 {
    let [alike, _] = ALIKE;
    if equal(a, b) { alike } else { 0 }
}

/// The second of [`ALIKE`] if a = b, else zero, for public words, by other code: no word counts that was not looked at,
/// and none if both are in one place, which a fault may have made one.
#[inline(never)]
pub fn every_word_alike(a: &Words, b: &Words) -> u8 {
    let [_, alike] = ALIKE;
    let count = a.iter().zip(b).filter(|(a, b)| a == b).count();
    if count == a.len() && !core::ptr::eq(a, b) { alike } else { 0 }
}

/// r = r - b modulo 2^256; one if it borrows, else zero.
pub fn subtract_assign(r: &mut Words, b: &Words) -> u32 {
    let mut borrow = 0;
    for (r, b) in r.iter_mut().zip(b) {
        (*r, borrow) = subtract(*r, *b, borrow);
    }
    borrow
}

/// r = r + b modulo 2^256; one if it carries, else zero.
pub fn add_assign(r: &mut Words, b: &Words) -> u32 {
    let mut carry = 0;
    for (r, b) in r.iter_mut().zip(b) {
        let sum = r.wrapping_add(*b).wrapping_add(carry);
        // Both top bits are set, or one is and the sum has lost it.
        carry = (*r & b | (*r | b) & !sum) >> 31;
        *r = sum;
    }
    carry
}

/// words = words + 1 modulo 2^256.
#[inline(never)]
pub fn increment(words: &mut Words) {
    let mut carry = 1;
    for word in words {
        let sum = word.wrapping_add(carry);
        carry = (*word & !sum) >> 31;
        *word = sum;
    }
}

/// Whether a < m. The answer is public, the words are not.
#[inline(never)]
pub fn is_below(a: &Words, m: &Modulus) -> bool {
    let borrow = a.iter().zip(m.words().iter()).fold(0, |borrow, (a, m)| subtract(*a, *m, borrow).1);
    borrow != 0
}

/// a - b - borrow, and one if that borrows, else zero.
///
/// The borrow comes from the top bits. A sum in 64 bits would have it as well, but compilers for
/// 16-bit processors find carries by comparing, with branches.
#[inline(always)]
fn subtract(a: u32, b: u32, borrow: u32) -> (u32, u32) {
    let difference = a.wrapping_sub(b).wrapping_sub(borrow);
    (difference, (!a & b | (!a | b) & difference) >> 31)
}

/// r = mask ? a : r, for a mask of all ones or zero.
#[inline(never)]
pub fn select_assign(r: &mut Words, a: &Words, mask: u32) {
    for (r, a) in r.iter_mut().zip(a) {
        *r ^= mask & (*r ^ a);
    }
}

/// Clears secrets.
#[inline(never)]
pub fn wipe(words: &mut [u32]) {
    zeroize::Zeroize::zeroize(words);
}
