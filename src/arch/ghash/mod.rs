//! The multiplication of GHASH (SP 800-38D, 6.3), which an instruction set may bring a kernel of its own
//! for.
//!
//! Constant time: the same instructions on the same addresses whatever the elements are. (A kernel for a core
//! without cache may look up tables in memory that answers every address in one time, and says where they lie.)
//!
//! One file of this folder per instruction set, each with one function,
//! `multiply(accumulator: &mut Element, key: &Element)`; in assembly it is called
//! `amisec_ghash_multiply`. The two elements are apart.

pub mod portable;

cfg_select! {
    all(target_arch = "arm", target_feature = "v7") => { mod thumb2; use thumb2 as kernel; }
    target_arch = "arm" => { mod m0; use m0 as kernel; }
    target_arch = "riscv32" => { mod rv32; use rv32 as kernel; }
    target_arch = "avr" => { mod avr; use avr as kernel; }
    target_arch = "msp430" => { mod msp430; use msp430 as kernel; }
    _ => { use portable as kernel; }
}

/// An element of GF(2^128): the number that a block is read as, first byte first, in words of which
/// the least significant is first. The coefficient of x^0 is the most significant bit of the last word.
pub type Element = [u32; 4];

/// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
///
/// The factor x is what the product of two numbers whose bits run backwards lacks: a product of 255 bits
/// begins one bit below the top. A key is divided by x once instead.
pub fn multiply(accumulator: &mut Element, key: &Element) {
    kernel::multiply(accumulator, key);
}
