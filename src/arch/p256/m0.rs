//! P-256 arithmetic for ARMv6-M (Cortex-M0, M0+, M1), FIPS 186-5 and SP 800-186.
//!
//! Constant time: straight-line code and loops over fixed counts, no address that depends on data,
//! and only `MULS` on secrets, which takes the same time for all operands (1 cycle, or 32 on parts
//! with the small multiplier).
//!
//! # Lower bound
//! A 32 x 32 -> 64 bit product is 4 `MULS`, 4 instructions to split the operands, 1 copy (`MULS`
//! overwrites an operand) and 8 to add the parts: 17. Karatsuba over three levels needs 27 of them,
//! 459 cycles, before anything is loaded (2 cycles), moved between the eight low and six high
//! registers (1) or added up.
//!
//! # Cycles (Cortex-M0, zero wait states), bytes and stack; in `fast` in a string of leaves
//! A call in C's convention takes 44 cycles and 40 bytes of stack more in `fast`.
//!
//! | leaf | `fast` | | | `small` | | |
//! |---|---|---|---|---|---|---|
//! | `field_multiply` | 1383 | 1900, with the next three | 152 | 1503 | 838 | 188 |
//! | `field_square` | 963 | | 132 | | | |
//! | `field_add`, `field_subtract` | 98, 76 | | 0 | | | |
//! | `field_three_halves`, `field_subtract_twice` | 190, 167 | | 12 | | | |
//! | `select`, 16 entries | about 1720 | 84 | 32 | | | |
//! | `montgomery_multiply` mod p | 1442 | 350, with the next | 196 | 1518 | 350 | 192 |
//! | `montgomery_multiply` mod n | 5053 | | 120 | 5053 | | 120 |
//! | `modular_add`, `modular_subtract` | 191, 124 | | 64, 20 | 191, 124 | | 64, 20 |
//!
//! In loops like the one modulo n, a multiplication modulo p would take 3053 cycles and 48 bytes.
//!
//! # Multiplication
//! 256 = 2 x 128 = 4 x 64 bits by Karatsuba's identity with differences, without branches:
//! (A0 + A1 X)(B0 + B1 X) = L + (L + H + (A0 - A1)(B1 - B0)) X + H X^2, L = A0 B0, H = A1 B1. The
//! differences are taken as absolute values and a mask of their sign, the product of the absolute
//! values is added as is or as its two's complement. With t = L1 + H0 (both halves in X) the sum is
//! L0, t + L0, t + H1, H1 and that product: t is formed once, its carry c is added to H1 first (128
//! bits: H is at most (X - 1)^2, so that H1 <= X - 2 and H1 + 1 does not overflow).
//! `fast` has three copies of the 64 x 64 product, `small` one that it calls.
//! A 64 x 64 product is made of sixteen 16 x 16 products: see the macro. Its middle term is at most
//! 2 (2^16 - 1)^2 (1 + 2^32)^2 < 2^98, and the whole is below 2^128, so the carries out of the
//! last word are zero: that is why they are not looked at.
//!
//! # Reduction
//! p = 2^256 - 2^224 + 2^192 + 2^96 - 1, -1/p = 1 mod 2^96. Montgomery's q for the words 0 to 3 of
//! T is q0-q2 = T0-T2, q3 = T3 + q0 (the carry goes on to word 4), and adding q p removes words 0
//! to 3 and adds q at the words 3, 6 and 8 and subtracts it at word 7. As rows for the words 4 to
//! 11 (C is the carry of q3 = T3 + q0):
//!      q1 + C, q2, q3, q1, q2, q3, q2, q3
//!    + 0, 0, q0, -q0, q0 - q1, q1 - q2, -q3, 0
//! The same again for words 4 to 7. q0 at word 6 less q0 at word 7 is -(q0 2^32 - q0) 2^192, a
//! subtraction of two words. The outer Karatsuba sum is done in the same pass, block by block:
//! the four carries and the borrow out of words 4 to 7 wait as bits of a register, and the sum of
//! all that leaves words 8 to 11, between -3 and 7, as a signed word.
//! The result (T + q p) / 2^256 is below 2p as T < p^2. p is subtracted along the way: its low four
//! words together with q4 2^32 - q4 at word 10, which turns into (q4 + 1)(2^32 - 1) there, that is
//! the words (not q4), q4; its upper four as -2^64 + 2^96 = -1 at word 2 of the addend q4, q5, -1,
//! 0. What is left above is 0, or -1: then p is added again.
//!
//! # Any modulus
//! Word by word in loops: T + a_i b + q m, nine words and a carry kept in a tenth. The carry word of
//! a row fits, as x y + T_j + carry <= (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1. A modulus whose
//! `negated_inverse` is 1 is taken to be p (of the two that exist here, p is the one) and left to
//! `field_multiply`. The sum is below 2m at the end, so that one m, subtracted and added back under a
//! mask, is enough. a + b is a - (m - b), in [-m, m).

use core::arch::global_asm;

// One text for each profile: macros and constants of the earlier files are used in the later ones, and
// several blocks keep no order when the crate is compiled as one unit.
#[cfg(feature = "fast")]
global_asm!(
    ".set p256_compact, 0",
    include_str!("m0/call.s"),
    include_str!("m0/products.s"),
    include_str!("m0/multiply.s"),
    include_str!("m0/square.s"),
    include_str!("m0/add.s"),
    include_str!("m0/select.s"),
    include_str!("m0/modular.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(
    ".set p256_compact, 1",
    include_str!("m0/products.s"),
    include_str!("m0/multiply.s"),
    include_str!("m0/modular.s"),
    options(raw)
);
