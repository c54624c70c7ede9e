//! The leaves of P-256 without assembly: the twin that every kernel is held against, and the
//! kernel of the targets that have none.
//!
//! Constant time as far as the compiler goes along: carries are read from wider sums, never
//! compared for, and a mask comes from `mask`, whose value the compiler does not know.

use super::{Modulus, Words, mask};

/// r = a b / 2^256 mod m.
///
/// Word by word: t = (t + a b_i + q m) / 2^32 with q such that the division is exact. From
/// t < 2m follows t + a b_i + q m < 2m + (2^32 - 1) 2m, so that t < 2m again, which is below 2^257:
/// eight words and one bit. Each column sum is at most (2^32-1)^2 + 2 (2^32-1) = 2^64 - 1.
///
/// # Safety
/// `a` and `b` are valid for reads of eight words, `r` for writes; `r` may be `a` or `b`.
pub unsafe fn montgomery_multiply(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus) {
    // SAFETY: the caller's promise; the borrow ends before `r` is written.
    let a = unsafe { &*a.cast::<Words>() };
    // SAFETY: as for `a`.
    let b = unsafe { &*b.cast::<Words>() };
    let mut t = [0u32; 8];
    let mut top = 0u32;
    for &b_i in b {
        let mut product = wide(a[0], b_i) + u64::from(t[0]);
        let q = low(product).wrapping_mul(m.negated_inverse);
        let mut multiple = wide(q, m.words[0]) + u64::from(low(product));
        for j in 1..8 {
            product = wide(a[j], b_i) + u64::from(t[j]) + u64::from(high(product));
            multiple = wide(q, m.words[j]) + u64::from(low(product)) + u64::from(high(multiple));
            t[j - 1] = low(multiple);
        }
        let sum = u64::from(top) + u64::from(high(product)) + u64::from(high(multiple));
        t[7] = low(sum);
        top = high(sum);
    }
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    reduce_once(r, &t, top, &m.words);
}

/// r = a b / 2^256 mod p.
///
/// As `montgomery_multiply`, with q = t_0 because -1/p = 1 mod 2^32, and q p added as
/// q (2^256 - 2^224 + 2^192 + 2^96 - 1): no multiplication. The sum before the division is below
/// 2p + (2^32 - 1) p < 2^288, nine words.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn field_multiply(r: *mut u32, a: *const u32, b: *const u32) {
    // SAFETY: the caller's promise; the borrow ends before `r` is written.
    let a = unsafe { &*a.cast::<Words>() };
    // SAFETY: as for `a`.
    let b = unsafe { &*b.cast::<Words>() };
    let mut t = [0u32; 9];
    for &b_i in b {
        let mut carry = 0u32;
        for j in 0..8 {
            let sum = wide(a[j], b_i) + u64::from(t[j]) + u64::from(carry);
            t[j] = low(sum);
            carry = high(sum);
        }
        t[8] = t[8].wrapping_add(carry);
        let q = i64::from(t[0]);
        let addends = [0, 0, q, 0, 0, q, -q, q];
        let mut sum = 0i64;
        for j in 0..8 {
            sum += i64::from(t[j + 1]) + addends[j];
            t[j] = low(sum.cast_unsigned());
            sum >>= 32;
        }
        t[8] = low(sum.cast_unsigned());
    }
    let [t @ .., top] = t;
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    reduce_once(r, &t, top, &super::P.words);
}

/// r = a a / 2^256 mod p.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn field_square(r: *mut u32, a: *const u32) {
    // SAFETY: the caller's promise.
    unsafe { field_multiply(r, a, a) }
}

/// r = a + b mod p.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn field_add(r: *mut u32, a: *const u32, b: *const u32) {
    // SAFETY: the caller's promise.
    unsafe { modular_add(r, a, b, &super::P) }
}

/// r = a - b mod p.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn field_subtract(r: *mut u32, a: *const u32, b: *const u32) {
    // SAFETY: the caller's promise.
    unsafe { modular_subtract(r, a, b, &super::P) }
}

/// r = a + b mod m.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn modular_add(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus) {
    // SAFETY: the caller's promise; the borrow ends before `r` is written.
    let a = unsafe { &*a.cast::<Words>() };
    // SAFETY: as for `a`.
    let b = unsafe { &*b.cast::<Words>() };
    let mut t = [0u32; 8];
    let mut carry = 0u32;
    for j in 0..8 {
        let sum = u64::from(a[j]) + u64::from(b[j]) + u64::from(carry);
        t[j] = low(sum);
        carry = high(sum);
    }
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    reduce_once(r, &t, carry, &m.words);
}

/// r = a - b mod m.
///
/// # Safety
/// As for `montgomery_multiply`.
pub unsafe fn modular_subtract(r: *mut u32, a: *const u32, b: *const u32, m: &Modulus) {
    // SAFETY: the caller's promise; the borrow ends before `r` is written.
    let a = unsafe { &*a.cast::<Words>() };
    // SAFETY: as for `a`.
    let b = unsafe { &*b.cast::<Words>() };
    let mut t = [0u32; 8];
    let borrow = subtract(&mut t, a, b);
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    let addend = mask(borrow);
    let mut carry = 0u32;
    for j in 0..8 {
        let sum = u64::from(t[j]) + u64::from(m.words[j] & addend) + u64::from(carry);
        r[j] = low(sum);
        carry = high(sum);
    }
}

/// r = t + top 2^256 - m if that is not negative, else t. The value must be below 2m.
#[inline(never)]
fn reduce_once(r: &mut Words, t: &Words, top: u32, m: &Words) {
    let borrow = subtract(r, t, m);
    // Negative exactly when the subtraction borrows and there is no top bit to take it from.
    let keep = mask(borrow & !top);
    for j in 0..8 {
        r[j] ^= keep & (r[j] ^ t[j]);
    }
}

/// r = a - b modulo 2^256; answers the borrow.
#[inline(always)]
fn subtract(r: &mut Words, a: &Words, b: &Words) -> u32 {
    let mut borrow = 0u32;
    for j in 0..8 {
        let difference = u64::from(a[j]).wrapping_sub(u64::from(b[j])).wrapping_sub(u64::from(borrow));
        r[j] = low(difference);
        borrow = high(difference) & 1;
    }
    borrow
}

/// The 64-bit product of two words.
#[inline(always)]
pub fn wide(a: u32, b: u32) -> u64 {
    u64::from(a) * u64::from(b)
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
fn low(value: u64) -> u32 {
    value as u32
}

#[inline(always)]
fn high(value: u64) -> u32 {
    low(value >> 32)
}
