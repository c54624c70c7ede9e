//! P-256 arithmetic for ARMv7E-M (Cortex-M4, M7) and ARMv8-M Main with DSP (Cortex-M33 as usually
//! built), FIPS 186-5 and SP 800-186. The kernel rests on `UMAAL`, which belongs to the DSP
//! extension: build thumbv8m.main with `-C target-feature=+dsp`, or the `m3` kernel is taken. (The
//! assembly names a CPU because LLVM reads module assembly once without the target's features.)
//!
//! Constant time: straight-line code and one loop over a fixed count, no address that depends on
//! data, and `UMAAL`, `UMULL`, `MUL` take the same time for all operands on these cores. In `fast` one
//! branch looks at the modulus, which is public: p, told by its `negated_inverse` of 1, has leaves of its own.
//!
//! # Lower bound
//! `UMAAL` adds two words to a product for nothing: 64 of them are the product of two numbers of
//! eight words, 8 more subtract what Montgomery reduction subtracts, and about 16 words are added
//! and 8 corrected. With 16 loads, 8 stores and 10 registers saved and restored that is some 150
//! cycles; the rest is what 14 registers cannot hold.
//!
//! # Cycles in a string of leaves (Cortex-M4, zero wait states), bytes, stack
//! A call in C's convention takes 28 cycles and 40 bytes of stack more.
//!
//! | leaf | cycles | bytes | stack |
//! |---|---|---|---|
//! | `field_multiply` | 197 | 592 | 52 |
//! | `field_square` | 157 | 492 | 36 |
//! | `field_add`, `field_subtract` | 64, 54 | 122, 84 | 0 |
//! | `field_three_halves`, `field_subtract_twice` | 82, 83 | 194, 154 | 0 |
//! | `select`, 16 entries | about 990 | 118 | 48 |
//! | `division_steps` | about 550 | 142 | 44 |
//! | `montgomery_multiply` (mod p in `fast`: 229) | 657 | 316 | 52 |
//! | `modular_add`, `modular_subtract` | 112, 91 | 56, 52 | 40 |
//!
//! # `fast`: where words can be added for nothing
//! A product of numbers of k and l words leaves room for one more number of k and one of l words:
//! (X - 1)(Y - 1) + (X - 1) + (Y - 1) = XY - 1. Each `UMAAL` of a column takes two words that are
//! already there, and leaves one there and one in the next column: no carry is ever lost, and it
//! is enough to see that every column ends with one word. The additions of the reduction fill
//! that room, and a column with nothing to fill it takes a zero.
//!
//! # `fast`: reduction
//! p = 2^256 - 2^224 + 2^192 + 2^96 - 1 and -1/p = 1 modulo 2^96. So the word i of Montgomery's
//! multiplier is the word i of the sum so far: m_i = t_i. Adding m_i p at word i removes t_i and adds
//! m_i at the words i + 3 and i + 6 and m_i (2^32 - 1) at word i + 7. Words up to 7 take these
//! additions before they become an m themselves; the multiples of 2^32 - 1 are one more row of
//! `UMAAL`. What is left for the words 8 to 15 are m_5, m_6, m_7 at 8 and m_2 to m_7 at 8: they are
//! summed first, together with 2^256 - p = (1, 0, 0, -1, -1, -1, -2, 0), so that the carry out of
//! word 15 tells whether the result, below 2p as ab < p^2, reached p. If not, p is added back.
//! The 1 at word 8 comes as a carry: the sum for word 14 is -1 - 1 + carry, computed as -1 - 0 with
//! borrow, which itself never borrows, so that the carry is set for the next chain.
//!
//! Multiplication: three words of a times b, reduce three words; five words of a times b, reduce
//! five. Square: with a = L + H 2^128 first L^2, then 2L H + H^2. 2L loses a bit, which stands for H
//! at word 8: it is added there as H and mask. Carries of the addition of m_0 and m_1 at the words 6
//! and 7 wait in the flags, which `UMAAL` leaves alone, for the sum at word 8.
//!
//! # `small`
//! Word by word: t = (t + a_i b + q m) / 2^32. From t < 2m follows t + a_i b + q m < 2m + 2 (2^32 - 1) m
//! = 2^33 m, so t stays below 2m, eight words and a bit. The two rows' carry words and that bit are added with
//! one `UMAAL`. In the end m is subtracted, and added back under a mask.

use core::arch::global_asm;

// Macros of the earlier files are used in the later ones: several blocks keep no order when the crate is compiled as
// one unit.
#[cfg(feature = "fast")]
global_asm!(
    include_str!("thumb2/linear.s"),
    include_str!("m4/fast.s"),
    include_str!("thumb2/select.s"),
    include_str!("thumb2/division.s"),
    options(raw)
);
#[cfg(feature = "fast")]
global_asm!(
    ".set p256_fast, 1",
    include_str!("m4/small.s"),
    include_str!("thumb2/modular.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("m4/small.s"), include_str!("thumb2/modular.s"), options(raw));
