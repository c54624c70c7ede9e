//! The arithmetic of P-256 that each instruction set brings its own leaf functions for.
//!
//! A 256-bit integer is eight 32-bit words, the least significant first. Elements of the field
//! modulo p and of the ring modulo n are in the Montgomery domain (R = 2^256) and canonical, that
//! is below their modulus, on the way in and on the way out. Every function here is constant time:
//! it executes the same instructions on the same addresses whatever the words hold.
//!
//! # What a kernel offers
//! One file of this folder per instruction set. The leaves take raw pointers because the result may
//! be the same object as an operand (the same one exactly: a partial overlap is never passed).
//!
//! | leaf | profile | result |
//! |---|---|---|
//! | `montgomery_multiply(r, a, b, m)` | both | a b / R mod m |
//! | `field_multiply(r, a, b)` | `fast` | a b / R mod p |
//! | `field_square(r, a)` | `fast` | a a / R mod p |
//! | `field_add(r, a, b)`, `field_subtract(r, a, b)` | `fast` | a + b, a - b mod p |
//! | `field_halve(r, a)`, or the next two | `fast` | a / 2 mod p; the portable one not in place |
//! | `field_three_halves(r, a)`, `field_subtract_twice(r, a, b)` | `fast` | 3 a / 2, a - 2 b mod p, r apart from a or b |
//! | `raw_...` of all of these, for `strings` | `fast` | the same, without a frame |
//! | `modular_add(r, a, b, m)`, `modular_subtract(r, a, b, m)` | `small` | a + b, a - b mod m |
//!
//! A modulus whose `negated_inverse` is 1 is taken to be p by the kernels that are faster for it. In
//! assembly the names begin with `amisec_p256_`. `portable` has all of them, and whatever a
//! kernel leaves out is taken from there with a `pub use`.

mod constants;
mod field;
mod machine;
pub mod portable;
mod registers;

cfg_select! {
    all(target_arch = "arm", target_feature = "dsp") => { mod leaves; mod m4; use leaves as kernel; }
    all(target_arch = "arm", target_feature = "v7") => { mod leaves; mod m3; use leaves as kernel; }
    target_arch = "arm" => { mod leaves; mod m0; use leaves as kernel; }
    target_arch = "riscv32" => { mod leaves; mod rv32; use leaves as kernel; }
    target_arch = "msp430" => { mod leaves; mod msp430; use leaves as kernel; }
    target_arch = "avr" => { mod avr; mod leaves; use leaves as kernel; }
    _ => { use portable as kernel; }
}

// Formulas that are executed often.
cfg_select! {
    not(feature = "fast") => {}
    any(target_arch = "arm", target_arch = "riscv32") => {
        pub mod strings;
        pub(crate) use strings::{public_string, string};
    }
    _ => {
        pub(crate) mod calls;
        pub(crate) use calls::{public_string, string};
    }
}

#[cfg(feature = "fast")]
pub use constants::r_squared;
pub use constants::{CONSTANTS, CURVE_B, Modulus, N, ONE, P, R_SQUARED};
pub use machine::{Instruction, Line, Program, length};
pub use registers::{
    Registers, add, multiply, set_addend, set_constant, square, subtract, subtract_twice, three_halves,
};
#[cfg(feature = "fast")]
pub use registers::{select, select_constant};

/// A 256-bit integer, least significant word first.
pub type Words = [u32; 8];

/// The 64-bit product of two words, in constant time: in halves where the processor has no
/// instruction for it, or one that finishes early for small operands.
#[inline(always)]
pub fn wide(a: u32, b: u32) -> u64 {
    cfg_select! {
        all(target_arch = "avr", feature = "fast") => { kernel::wide(a, b) }
        all(target_arch = "arm", target_feature = "v7", not(target_feature = "dsp")) => { kernel::wide(a, b) }
        _ => { portable::wide(a, b) }
    }
}

/// The 64-bit product, in constant time, of a word in two's complement, given with all ones if it is negative
/// and zero if not, and a word below 2^31.
#[cfg(feature = "fast")]
#[inline(always)]
#[allow(unused_variables, reason = "a processor that multiplies signed words needs no mask")]
pub fn wide_signed(a: u32, negative: u32, b: u32) -> i64 {
    cfg_select! {
        any(target_arch = "avr", target_arch = "msp430", all(target_arch = "arm", not(target_feature = "dsp"))) => {
            // The unsigned product modulo 2^64, less 2^32 b for a negative a.
            wide(a, b).wrapping_sub(u64::from(b & negative) << 32).cast_signed()
        }
        _ => { i64::from(a.cast_signed()) * i64::from(b.cast_signed()) }
    }
}

/// A column of a combination of integers in limbs of 30 bits: sum + the first `count` products, two or three,
/// of signed factors (with `signs` as in `wide_signed`) and limbs below 2^31. Answers the low limb of that;
/// `sum` becomes what is above it.
#[cfg(feature = "fast")]
#[inline(always)]
#[allow(unused_variables, reason = "as above")]
pub fn column(sum: &mut i64, factors: &[u32; 3], signs: &[u32; 3], limbs: &[u32; 3], count: u16) -> u32 {
    cfg_select! {
        target_arch = "msp430" => {
            // SAFETY: three words are valid for fewer, too.
            unsafe { kernel::column(sum, factors.as_ptr(), limbs.as_ptr(), count) }
        }
        _ => { portable::column(sum, factors, signs, limbs, count) }
    }
}

/// a x + b y modulo 2^30, for x, y below 2^32.
#[cfg(feature = "fast")]
#[inline(always)]
pub fn low_limb([a, b]: [u32; 2], [x, y]: [u32; 2]) -> u32 {
    cfg_select! {
        // The product of words is the firmware's compiler's, which may take a time that depends on them.
        target_arch = "msp430" => { column(&mut 0, &[a, b, 0], &[0; 3], &[x, y, 0], 2) }
        _ => { a.wrapping_mul(x).wrapping_add(b.wrapping_mul(y)) & 0x3FFF_FFFF }
    }
}

/// 30 division steps of the inversion from the low words of f and g: the matrix, row by row.
#[cfg(feature = "fast")]
#[inline(always)]
pub fn division_steps(theta: &mut u32, f: u32, g: u32) -> [u32; 4] {
    cfg_select! {
        all(target_arch = "arm", target_feature = "v7") => {
            let mut matrix = [0; 4];
            // SAFETY: the pointers come from references.
            unsafe { kernel::division_steps(theta, f, g, matrix.as_mut_ptr()) };
            matrix
        }
        _ => { portable::division_steps(theta, f, g) }
    }
}

/// r = a b / R mod m.
pub fn montgomery_multiply(r: &mut Words, a: &Words, b: &Words, m: &Modulus) {
    // SAFETY: the references are valid for eight words each, `r` for writes.
    unsafe { kernel::montgomery_multiply(r.as_mut_ptr(), a.as_ptr(), b.as_ptr(), m) }
}

/// r = r b / R mod m.
pub fn montgomery_multiply_assign(r: &mut Words, b: &Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointers come from references; a leaf accepts a result that is an operand.
    unsafe { kernel::montgomery_multiply(r, r, b.as_ptr(), m) }
}

/// r = r r / R mod m.
pub fn montgomery_square_assign(r: &mut Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointer comes from a reference; a leaf accepts a result that is an operand.
    unsafe { kernel::montgomery_multiply(r, r, r, m) }
}

/// r = r + b mod m.
pub fn modular_add_assign(r: &mut Words, b: &Words, m: &Modulus) {
    let r = r.as_mut_ptr();
    // SAFETY: the pointers come from references; a leaf accepts a result that is an operand.
    unsafe { kernel::modular_add(r, r, b.as_ptr(), m) }
}
