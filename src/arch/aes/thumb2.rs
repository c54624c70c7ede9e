//! AES for ARMv7-M and ARMv8-M Main (Cortex-M3, M4, M7, M33), with the planes of `portable`, which see.
//!
//! Constant time: straight-line code and loops over the rounds; addresses and branches depend on the length of
//! the key only. Every instruction takes the same time for all operands.
//!
//! # Lower bound
//! Eight planes of two blocks stay in r4 to r11, with six registers to work in. A round is the 115 gates
//! of the S-box, a round key (24 operations on four words that are kept for two blocks) and
//! `MixColumns`: rotation of a second operand is free, so that 27 operations do in the even rounds; 48 more
//! move columns in the odd rounds, 32 shift rows twice in the even ones.
//!
//! # Two orders of rounds
//! `fast` has that of `portable`. In `small` every round shifts rows, so that one `MixColumns` does, all rounds
//! are one piece of code, and round keys need no more than their planes. What is not the S-box or
//! `MixColumns` is a loop over planes that wait in memory.
//!
//! # Cycles (Cortex-M3, zero wait states, AES-128), bytes, stack
//! | part | cycles, `fast` and `small` | bytes, `fast` and `small` | stack |
//! |---|---|---|---|
//! | `encrypt_pair`, with all that it calls | 3,030, 5,167 | 1,428, 910 | 104 |
//! | `set_key`, besides `sub_bytes` | 3,253, 3,036 | 448, 288 | 112 |
//! | `decrypt_pair`, besides those of `encrypt_pair` | | 480, 296 | 104 |
//!
//! Of these `sub_bytes` has 466 bytes, `mix_odd` 302, the `transpose` of `fast` 194. The order of its gates, and
//! which of their results wait in memory (24 loads and stores), were found by a search: 151 cycles.

use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(
    include_str!("thumb2/sub_bytes.s"),
    include_str!("thumb2/rounds.s"),
    include_str!("thumb2/fast.s"),
    include_str!("thumb2/set_key.s"),
    include_str!("thumb2/decrypt.s"),
    include_str!("thumb2/fast_decrypt.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(
    include_str!("thumb2/sub_bytes.s"),
    include_str!("thumb2/rounds.s"),
    include_str!("thumb2/small.s"),
    include_str!("thumb2/set_key.s"),
    include_str!("thumb2/decrypt.s"),
    include_str!("thumb2/small_decrypt.s"),
    options(raw)
);
