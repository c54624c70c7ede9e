//! The multiplication of GHASH for RV32IMC, SP 800-38D.
//!
//! Constant time: straight-line code and loops over fixed counts; no address depends on data. `MUL` is taken to
//! need the same time for all operands, as on SiFive's E2, E3 and on Ibex with its fast multiplier; a core with a
//! multiplier that ends early for small operands is not fit for it, nor for P-256.
//!
//! # Form
//! Karatsuba three times, from four words to half a word: nine products of two words, each from three of
//! 16 bits, which are nine multiplications of thirds. Why no carry crosses the holes: see `portable`.
//! The sums of words are all made first, and the nine products are one loop.
//!
//! 1,505 cycles (loads 2, taken branches 3, multiplications 1), 448 bytes, 96 bytes of stack.

use super::Element;
use core::arch::global_asm;

global_asm!(include_str!("rv32/multiply.s"), options(raw));

unsafe extern "C" {
    /// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
    #[link_name = "amisec_ghash_multiply"]
    pub safe fn multiply(accumulator: &mut Element, key: &Element);
}
