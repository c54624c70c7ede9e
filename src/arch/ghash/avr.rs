//! The multiplication of GHASH for AVR: a table of multiples of the key, by four bits.
//!
//! # Why a table is constant time here
//! The table holds the 16 multiples of half of the key by a polynomial of four bits and is indexed by
//! the accumulator, a secret. It stands on the stack: the internal RAM of an AVR answers every address in
//! two cycles, and there is no cache. (External memory on the bus of an ATmega2560 has wait states by
//! range of addresses, but one number for all of the stack.) No branch depends on a secret.
//!
//! # The sum
//! 16 bytes of the accumulator times 8 of the key are 24: they stay in r2 to r25. The upper halves of
//! all bytes are looked up first, each at its place, the sum moves up by four bits, then the lower halves
//! follow. Both halves of the key: 2 x 32 entries of nine bytes, 1,728 cycles to read and add.
//!
//! # Reduction
//! Bit 255 - i of the product stands for x^i. Byte by byte from x^255 on, w x^(128+k) = w (1 + x + x^2 + x^7) x^k:
//! three multiplications by 2^7, 2^6 and 2 give the shifted byte and what leaves it.
//!
//! # Cost
//! 4,418 cycles (simavr), 1,482 bytes, 314 bytes of stack with the return address.

use super::Element;
use core::arch::global_asm;

global_asm!(include_str!("avr/multiply.s"), options(raw));

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
