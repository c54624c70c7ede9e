//! The multiplication of GHASH for ARMv6-M (Cortex-M0, -M0+) and ARMv8-M Baseline (Cortex-M23), SP 800-38D.
//!
//! Constant time: straight-line code and loops over fixed counts; no address depends on data. `MULS` takes one
//! cycle or 32, as the chip was built, whatever the operands.
//!
//! # Form
//! Karatsuba three times, from four words to half a word: nine products of two words, each from three of
//! 16 bits, which are nine multiplications of thirds. Why no carry crosses the holes: see `portable`.
//! The sums of words are all made first, and the nine products are one loop.
//!
//! 2,218 cycles (multiplications of one cycle), 396 bytes, 120 bytes of stack.

use super::Element;
use core::arch::global_asm;

global_asm!(include_str!("m0/multiply.s"), options(raw));

unsafe extern "C" {
    /// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
    #[link_name = "amisec_ghash_multiply"]
    pub safe fn multiply(accumulator: &mut Element, key: &Element);
}
