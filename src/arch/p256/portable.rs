//! The leaves of P-256 without assembly: the twin that every kernel is held against, and the
//! kernel of the targets that have none.
//!
//! Constant time as far as the compiler goes along: carries are read from wider sums, never
//! compared for, and a mask comes from `opaque::mask`, whose value the compiler does not know.

use super::{Modulus, Words};
use crate::arch::opaque;

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
        let q = low(product).wrapping_mul(m.negated_inverse());
        let mut multiple = wide(q, m.words()[0]) + u64::from(low(product));
        for j in 1..8 {
            product = wide(a[j], b_i) + u64::from(t[j]) + u64::from(high(product));
            multiple = wide(q, m.words()[j]) + u64::from(low(product)) + u64::from(high(multiple));
            t[j - 1] = low(multiple);
        }
        let sum = u64::from(top) + u64::from(high(product)) + u64::from(high(multiple));
        t[7] = low(sum);
        top = high(sum);
    }
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    reduce_once(r, &t, top, &m.words());
}

/// r = a b / 2^256 mod p.
///
/// As `montgomery_multiply`, with q = t_0 because -1/p = 1 mod 2^32, and q p added as
/// q (2^256 - 2^224 + 2^192 + 2^96 - 1): no multiplication. t stays below 2p, as there. But t + a b_i can
/// reach (2^32 + 1) p, which is 2^288 + 2^192 and more: the carry into a tenth word is kept until q p,
/// in which 2^256 - 2^224 outweighs it, has been added and the sum divided.
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
        let q = i64::from(t[0]);
        let addends = [0, 0, q, 0, 0, q, -q];
        let mut sum = 0i64;
        for j in 0..7 {
            sum += i64::from(t[j + 1]) + addends[j];
            t[j] = low(sum.cast_unsigned());
            sum >>= 32;
        }
        // The ninth word and the carry beyond it: at most 1 + 2^32 - 1.
        sum += i64::from(t[8]) + i64::from(carry) + q;
        t[7] = low(sum.cast_unsigned());
        t[8] = low((sum >> 32).cast_unsigned());
    }
    let [t @ .., top] = t;
    // SAFETY: the caller's promise; `a` and `b` are not used any more.
    let r = unsafe { &mut *r.cast::<Words>() };
    reduce_once(r, &t, top, &super::P.words());
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

/// r = a / 2 mod p: a or, if it is odd, a + p, and its carry, moved down by one place.
///
/// # Safety
/// As for `montgomery_multiply`; r is not a.
pub unsafe fn field_halve(r: *mut u32, a: *const u32) {
    // SAFETY: the caller's promise.
    let a = unsafe { &*a.cast::<Words>() };
    // SAFETY: the caller's promise.
    let r = unsafe { &mut *r.cast::<Words>() };
    let odd = opaque::mask(a[0] & 1);
    let mut carry = 0u32;
    for ((word, a), p) in r.iter_mut().zip(a).zip(super::P.words().iter()) {
        let p = p & odd;
        *word = a.wrapping_add(p).wrapping_add(carry);
        // Of the top bits: for 16-bit processors a sum in 64 bits is compiled with branches.
        carry = (a & p | (a | p) & !*word) >> 31;
    }
    for word in r.iter_mut().rev() {
        let above = carry << 31;
        carry = *word;
        *word = above | *word >> 1;
    }
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
    reduce_once(r, &t, carry, &m.words());
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
    let addend = opaque::mask(borrow);
    let mut carry = 0u32;
    for j in 0..8 {
        let sum = u64::from(t[j]) + u64::from(m.words()[j] & addend) + u64::from(carry);
        r[j] = low(sum);
        carry = high(sum);
    }
}

/// r = t + top 2^256 - m if that is not negative, else t. The value must be below 2m.
#[inline(never)]
fn reduce_once(r: &mut Words, t: &Words, top: u32, m: &Words) {
    let borrow = subtract(r, t, m);
    // Negative exactly when the subtraction borrows and there is no top bit to take it from.
    let keep = opaque::mask(borrow & !top);
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

/// The point = entry `index` of the table. Reads all of it, whatever the index: four words of every
/// entry, then the next four, so that the four that are kept stay in registers.
#[cfg(feature = "fast")]
#[allow(dead_code, reason = "some kernels bring their own")]
pub fn select(point: &mut [Words; 2], table: &[[Words; 2]], index: u32) {
    let (quarters, _) = point.as_flattened_mut().as_chunks_mut::<4>();
    for (position, quarter) in quarters.iter_mut().enumerate() {
        let [mut a, mut b, mut c, mut d] = [0; 4];
        for (number, entry) in (0u32..).zip(table) {
            let (words, _) = entry.as_flattened().as_chunks::<4>();
            if let Some(words) = words.get(position) {
                // The difference is below 2^31: its top bit is set, one less, only if it is zero.
                let selected = opaque::sign_mask((number ^ index).wrapping_sub(1));
                a |= words[0] & selected;
                b |= words[1] & selected;
                c |= words[2] & selected;
                d |= words[3] & selected;
            }
        }
        *quarter = [a, b, c, d];
    }
}

/// As `super::column`.
#[cfg(feature = "fast")]
#[allow(dead_code, reason = "some kernels bring their own")]
#[inline(always)]
pub fn column(sum: &mut i64, factors: &[u32; 3], signs: &[u32; 3], limbs: &[u32; 3], count: u16) -> u32 {
    let product = |i: usize| super::wide_signed(factors[i], signs[i], limbs[i]);
    *sum += product(0) + product(1);
    if count > 2 {
        *sum += product(2);
    }
    let limb = low(sum.cast_unsigned()) & 0x3FFF_FFFF;
    *sum >>= 30;
    limb
}

/// 30 division steps (see `primitives::p256::inversion`) from the low words of f and g: theta, and the
/// matrix row by row.
#[cfg(feature = "fast")]
#[allow(dead_code, reason = "some kernels bring their own")]
pub fn division_steps(theta: &mut u32, mut f: u32, mut g: u32) -> [u32; 4] {
    let [mut u, mut v, mut q, mut r] = [1u32, 0, 0, 1];
    let mut t = *theta;
    for _ in 0..30 {
        let odd = opaque::mask(g & 1);
        // All ones if theta is not negative and g is odd.
        let swap = odd & opaque::sign_mask(!t);
        // g + f or g - f if g is odd; where it is g - f, adding that to f makes it g.
        g = g.wrapping_add((f ^ swap).wrapping_sub(swap) & odd);
        q = q.wrapping_add((u ^ swap).wrapping_sub(swap) & odd);
        r = r.wrapping_add((v ^ swap).wrapping_sub(swap) & odd);
        f = f.wrapping_add(g & swap);
        u = u.wrapping_add(q & swap);
        v = v.wrapping_add(r & swap);
        t = (t ^ swap).wrapping_add(1);
        g >>= 1;
        u <<= 1;
        v <<= 1;
    }
    *theta = t;
    [u, v, q, r]
}

/// The 64-bit product of two words.
///
/// Cortex-M0 has no instruction for it, and that of Cortex-M3 finishes early for small operands: there it
/// is made of products of halves. Their sums carry nothing out: (2^16-1)^2 + 2 (2^16-1) = 2^32 - 1.
#[inline(always)]
pub fn wide(a: u32, b: u32) -> u64 {
    cfg_select! {
        all(target_arch = "arm", not(target_feature = "dsp")) => { wide_from_halves(a, b) }
        _ => { u64::from(a) * u64::from(b) }
    }
}

/// The same from four products of 16-bit halves.
#[cfg(any(test, all(target_arch = "arm", not(target_feature = "dsp"))))]
#[inline(never)]
pub fn wide_from_halves(a: u32, b: u32) -> u64 {
    // Hidden, or the compiler recognises the product and calls for the instruction again.
    let (a_low, a_high) = (opaque::opaque(a & 0xFFFF), a >> 16);
    let (b_low, b_high) = (opaque::opaque(b & 0xFFFF), b >> 16);
    let bottom = a_low * b_low;
    let middle = a_high * b_low + (bottom >> 16);
    let other_middle = a_low * b_high + (middle & 0xFFFF);
    let top = a_high * b_high + (middle >> 16) + (other_middle >> 16);
    u64::from(top) << 32 | u64::from(other_middle << 16 | bottom & 0xFFFF)
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
