//! The multiplication of GHASH for ARMv7-M and ARMv8-M Main (Cortex-M3, -M4, -M7, -M33), SP 800-38D.
//!
//! Constant time: straight-line code, no address that depends on data. `MUL` takes the same time for all
//! operands on every one of these cores, `UMULL` and `UMLAL` on those with the DSP extension; without
//! it (Cortex-M3: they finish early for small operands) only `MUL` is used.
//!
//! # Form
//! Karatsuba twice, from four words to one: nine products of two words, which differ by core.
//!
//! # Why no carry crosses the holes
//! - With DSP: a word is split into four parts that keep every fourth bit. Bit p of a product of two parts
//!   counts the pairs of bits that meet there, eight at most: it fits into the bit and the three holes
//!   above it. Two products may be added, instead of exclusive or, where the counts of no bit add up to
//!   16: of the parts i and j those with i + j equal modulo 4, except where both have eight pairs at one bit.
//!   With bit 29 = (0, 1), (1, 0), bit 30 = (0, 2), (1, 1), (2, 0), bit 31 = (0, 3), (1, 2), (2, 1), (3, 0),
//!   bit 32 = (1, 3), (2, 2), (3, 1), bit 33 = (2, 3), (3, 2) and bit 34 = (3, 3) reaching eight, and the
//!   others seven, (0, 0) at bit 28 alone, these pairs are added: (0, 0) and (1, 3); (0, 1) and (2, 3); (1, 0) and
//!   (3, 2); (0, 2) and (3, 3).
//! - Without: halves of 16 bits, a third level of Karatsuba, with every third bit: see `portable`.
//!
//! | | cycles | bytes | stack |
//! |---|---|---|---|
//! | M4 | 841 | 696 | 96 |
//! | M3 | 1156 | 556 | 92 |

use super::Element;
use core::arch::global_asm;

#[cfg(target_feature = "dsp")]
global_asm!(include_str!("thumb2/m4.s"), include_str!("thumb2/multiply.s"), options(raw));
#[cfg(not(target_feature = "dsp"))]
global_asm!(include_str!("thumb2/m3.s"), include_str!("thumb2/multiply.s"), options(raw));

unsafe extern "C" {
    /// accumulator = accumulator key x, modulo x^128 + x^7 + x^2 + x + 1.
    #[link_name = "amisec_ghash_multiply"]
    pub safe fn multiply(accumulator: &mut Element, key: &Element);
}
