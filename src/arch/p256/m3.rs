//! P-256 arithmetic for ARMv7-M (Cortex-M3), and for ARMv8-M Main without DSP, FIPS 186-5 and
//! SP 800-186.
//!
//! Constant time: straight-line code and loops over fixed counts, no address that depends on data. The
//! 32 x 32 -> 64 bit multiplications of the Cortex-M3 finish early for small operands: on secrets
//! products are made of 16-bit halves with `MUL`, which takes one cycle for all operands. One branch
//! looks at the modulus, which is public: p is told from n by its `negated_inverse` of 1. The leaves
//! whose names end in `public` use `UMULL` and are for public data. Nothing but the `public_string!` of formulas reaches
//! them, nothing but `joint`, `verifier` and `point::add_public` of `primitives::p256` calls those, for signatures and public
//! keys; `ffi-tests/constant-time/scan` refuses an `UMULL` in any other function.
//!
//! # Lower bound
//! A product of two 16-bit halves is added to a sum of words by `MUL` and `ADCS`, 2 cycles, as long as
//! the products of a row do not overlap: a row is one half of a word times the low, or the high,
//! halves of several words. 256 such products are 512 cycles; with Karatsuba's identity at 128 bits
//! 192 are left, 384 cycles. `MLA` costs 2 and cannot carry.
//!
//! # Cycles in a string of leaves (Cortex-M3, zero wait states), bytes, stack
//! A call in C's convention takes 28 cycles and 40 bytes of stack more.
//!
//! | leaf | cycles | bytes | stack |
//! |---|---|---|---|
//! | `field_multiply` | 942 | 176 + 648 + 418 | 184 |
//! | `field_square` | 605 | 98 + 402 + (418, the same) | 184 |
//! | `field_multiply_public` | 653 at most | 176 + 212 + (418, the same) | 184 |
//! | `field_square_public` | 462 at most | 346 + 132 + (part of 418, the same) | 184 |
//! | `field_add`, `field_subtract` | 64, 54 | 122, 84 | 0 |
//! | `field_three_halves`, `field_subtract_twice` | 82, 83 | 194, 154 | 0 |
//! | `select`, 16 entries | about 1240 | 118 | 48 |
//! | `division_steps` | about 730 | 142 | 44 |
//! | `montgomery_multiply` mod p, mod n in `small` | 2056, 3400 | 334 | 120 |
//! | `montgomery_multiply` mod p, mod n in `fast` | 976, 3364 | 294 | 224, 120 |
//! | `modular_add`, `modular_subtract` | 112, 91 | 56, 52 | 40 |
//! | `wide` | 15 | 36 | 0 |
//!
//! # `fast`: 128 x 128 bits
//! With al, ah the low and high halves of the words, ab = E + O 2^16, the even part E = al bl + ah bh 2^32
//! and the odd part O = al bh + ah bl. Both are sums of rows of four products. A row ends without a carry
//! when its last word holds nothing but its product: (2^16 - 1)^2 = 2^32 - 2^17 + 1 leaves room for
//! carries. So of the two rows that reach a word first, the first begins with its top product (and
//! the carry of the row before added to it); the carry of the second waits in the flag until the
//! next top product is there. O is below 2^225: its word 7 is that last carry.
//! In a square, O = 2 al ah is added with a shift of 17 and E = 2 S + squares, S the products of
//! different halves, by adding S twice to the squares, which fill all eight words.
//!
//! # `fast`: squares of public data
//! (L + H X)^2 = L^2 + 2 L H X + H^2 X^2, X = 2^128, without differences: by `UMULL` the product of L and H costs what the
//! square of L - H and its absolute value do, and the middles are added once. A row of L H is a window of four words
//! and L times a word of H: (2^128 - 1) + (2^128 - 1) (2^32 - 1) < 2^160, five words, the lowest of which is finished.
//! Unrolled into one piece instead of two calls it would take 12 cycles less, and 112 bytes more.
//!
//! # `fast`: reduction
//! With X = 2^128: (A0 + A1 X)(B0 + B1 X) = L + (L + H - (A0 - A1)(B0 - B1)) X + H X^2. The differences are
//! taken as absolute values; their product is added, or its complement and a carry with -1 above.
//! L1 + H0, the upper half of L and the lower one of H, stands twice in the sum: in the words 4 to
//! 7 with L0, in the words 8 to 11 with H1. The words 4 to 11 are in registers, and the word above them in one
//! more: it takes the carry of each chain of additions, and the borrow of each chain of subtractions, so that none is lost.
//! Montgomery's multiplier is m_i = t_i, as -1/p = 1 modulo 2^96: m_0 to m_2 are words of L0, and
//! m_3 = t_3 + m_0, whose carry goes on to word 4. Adding m p removes words 0 to 3 and adds
//! m_1, m_2, m_3 at the words 4 to 6, m at word 6, -m at word 7 and m at word 8. Of these the runs
//! m_1 m_2 m_3 m_1 m_2 m_3 m_2 m_3 from word 4 on are one chain, m_0 and m_1 at word 8 go with L0, and
//! m_0 at word 6 less m at word 7 is subtracted: -m_0 modulo 2^32, and m_0 less 1 if m_0 is not zero, in the
//! words 6 and 7. Words 4 to 7 follow in the same way, as the words 12 to 15 are H1 and the word above. That one is not
//! negative: what is below word 12 is a sum of L, of products and of m p. The result is below 2p as ab < p^2: p is
//! subtracted, and added back under a mask.
//!
//! # `small`
//! Row by row: t = t + a_i b + q m, one word higher each time, so that nothing is moved. A word and
//! the carry of a row are x y + t_j + carry <= (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1. q p is four
//! additions and a subtraction: p = 2^256 - 2^224 + 2^192 + 2^96 - 1. The sum divided by 2^256 is below
//! 2m at the end: m is subtracted, and added back under a mask.

use core::arch::global_asm;

// Macros of the earlier files are used in the later ones: several blocks keep no order when the crate is compiled as
// one unit.
#[cfg(feature = "fast")]
global_asm!(
    include_str!("thumb2/linear.s"),
    include_str!("m3/fast.s"),
    include_str!("m3/public.s"),
    include_str!("thumb2/select.s"),
    include_str!("thumb2/division.s"),
    options(raw)
);
#[cfg(feature = "fast")]
global_asm!(
    ".set p256_fast, 1",
    include_str!("m3/small.s"),
    include_str!("thumb2/modular.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("m3/small.s"), include_str!("thumb2/modular.s"), options(raw));
