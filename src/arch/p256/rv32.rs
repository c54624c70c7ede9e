//! P-256 arithmetic for RV32IMC, FIPS 186-5 and SP 800-186.
//!
//! Constant time: straight-line code and loops over fixed counts, no address that depends on data.
//! Carries come from `SLTU`, never from a branch. Of the instructions that may take longer for some
//! operands only multiplications are used: on a core whose multiplier finishes early for small
//! operands this file is not constant time.
//!
//! # Lower bound
//! Without flags a word costs three instructions to add into a column: `ADD`, `SLTU` and the `ADD`
//! of the carry. A product of words is two of them and two multiplications, 8 instructions, 512 for
//! 256 x 256 bits, 288 for a square; the reduction adds 32 words, 96 instructions. Loads (2 cycles
//! each), stores, saved registers and the last subtraction come on top: about 700 and 500. Karatsuba
//! saves 16 products in 64, 128 instructions of 512, and needs about 180 for carries and signs: it
//! loses where a multiplication takes 1 cycle and gains 6% at 5 cycles.
//!
//! # Cycles in a string of leaves (loads 2, taken branches and returns 3, multiplications 1 or 5), bytes, stack
//! Of the leaves that use every register, a call in C's convention takes 44 cycles and 64 bytes of stack more.
//!
//! | leaf | cycles | with 5 | bytes | stack |
//! |---|---|---|---|---|
//! | `field_multiply` | 803 | 1315 | 504 | 0 |
//! | `field_square` | 486 | 774 | 1440 | 0 |
//! | `field_add`, `field_subtract` | 124, 110 | | 346, 322 | 0 |
//! | `field_three_halves`, `field_subtract_twice` | 201, 223 | | 220, 28 | 0 |
//! | `montgomery_multiply` mod p | 854 | 1366 | 282, with the next | 64 |
//! | `montgomery_multiply` mod n | 3031 | 4087 | | 80 |
//! | `modular_add`, `modular_subtract` | 413, 268 | | | 32, 0 |
//!
//! In `small` `field_multiply` has a frame of its own: 833 cycles, 542 bytes, 48 of stack.
//! Unrolled column by column, `field_multiply` would take about 720 cycles and 2,050 bytes.
//!
//! # Multiplication
//! Rows, with the operand b and the sum T in registers: T := (T + a_i b + q p) / 2^32, q = T_0 as
//! -1/p = 1 mod 2^32. A step (carry, T_j) = T_j+1 + a_i b_j+1 + carry fits 64 bits, as
//! (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1. T stays below 2p: (2p + (2^32 - 1)(p + p)) / 2^32. So the
//! bit above the eight words is all that is kept of it. p = 2^256 - 2^224 + 2^192 + 2^96 - 1: q is
//! added at words 3, 6 and 8, subtracted at word 7, and word 0 vanishes. What goes from word 7 to
//! word 8 (-1 to 2, with the bit above) is added to carry + q with its sign.
//!
//! # Square
//! Column by column, with (z, y, x) for the column, the next and the one after. A column has at most
//! four doubled products, one square and a few words: z stays small. Words are added before products,
//! while y is small and cannot overflow. Twice the products: a_j (2a)_i, where 2a is doubled
//! word by word; the bit that leaves word i - 1 is the lowest of (2a)_i, which products with j > i
//! use, and is missing where i - 1 meets i: a_i is added at 2i if it is set, before doubling.
//! The reduction of all eight q = (sum of column i) is in the same columns: q_i at i + 3, i + 6,
//! i + 8, and -q_i at i + 7 as (not q_i) = -q_i - 1 + 2^32. Over columns 7 to 14 those 1s add up to
//! 2^(15*32) - 2^(7*32), which is corrected at columns 7 (where y is still small) and 15.
//!
//! # Last subtraction
//! The result w is below 2p. w >= p if the bit above is set, or w7 = 2^32 - 1 and (w6 > 1, or w6 = 1
//! and w5 w4 w3 is not zero or w2 w1 w0 are all ones). p times that bit is subtracted.
//!
//! # Any modulus
//! Word by word in loops, T + a_i b + q m with nine words and a carry in a tenth. A modulus whose
//! `negated_inverse` is 1 is taken to be p (of the two that exist here, p is the one) and left to
//! `field_multiply`. The sum is below 2m at the end. a + b is a - (m - b), in [-m, m).

use core::arch::global_asm;

// One text for each profile: macros of the earlier files are used in the later ones, and several blocks
// keep no order when the crate is compiled as one unit.
#[cfg(feature = "fast")]
global_asm!(
    ".set p256_strings, 1",
    include_str!("rv32/call.s"),
    include_str!("rv32/multiply.s"),
    include_str!("rv32/square.s"),
    include_str!("rv32/add.s"),
    include_str!("rv32/modular.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("rv32/multiply.s"), include_str!("rv32/modular.s"), options(raw));
