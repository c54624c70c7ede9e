//! The multiplication of GHASH for the MSP430: a table of multiples of the key, by four bits. No multiplier.
//!
//! # Why a table is constant time here
//! The table holds the 16 multiples of the key by a polynomial of four bits and is indexed by the
//! accumulator, a secret. It stands on the stack: RAM answers every address in one cycle, also on FRAM
//! parts, as long as their stack is in RAM (see `arch::aes`). No branch depends on a secret.
//!
//! # The sum
//! The top four bits of all words of the accumulator are looked up, each entry at its place in a window of
//! nine registers, then everything moves up by four bits, and again: 32 entries of nine words, two cycles
//! a word.
//!
//! # Reduction
//! Bit 255 - i of the product stands for x^i. Word by word from x^255 on,
//! w x^(128+k) = w (1 + x + x^2 + x^7) x^k.
//!
//! # Cost
//! 3,967 cycles (classic CPU), 1,056 bytes, 358 bytes of stack with the return address.

use super::Element;
use core::arch::global_asm;

global_asm!(include_str!("msp430/multiply.s"), options(raw));

unsafe extern "C" {
    #[link_name = "amisec_ghash_multiply"]
    fn multiply_elements(accumulator: *mut u32, key: *const u32);
}

/// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
#[inline(always)]
pub fn multiply(accumulator: &mut Element, key: &Element) {
    // SAFETY: four words each.
    unsafe { multiply_elements(accumulator.as_mut_ptr(), key.as_ptr()) }
}
