//! AES for ARMv7-M and ARMv8-M Main (Cortex-M3, M4, M7, M33), with the planes and the schedule of
//! `portable`, which see.
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
//! # Cycles (Cortex-M3, zero wait states, AES-128), bytes, stack
//! | part | cycles | bytes | stack |
//! |---|---|---|---|
//! | `encrypt_pair`, with all that it calls | 3,030 | 1,428 | 104 |
//! | `set_key`, besides `sub_bytes` | 3,253 | 448 | 112 |
//! | `decrypt_pair`, besides those of `encrypt_pair` | | 480 | 104 |
//!
//! Of these `sub_bytes` has 466 bytes, `mix_odd` 302, `transpose` 194. The order of its gates, and which of
//! their results wait in memory (24 loads and stores), were found by a search: 151 cycles.

use core::arch::global_asm;

global_asm!(
    include_str!("thumb2/sub_bytes.s"),
    include_str!("thumb2/rounds.s"),
    include_str!("thumb2/set_key.s"),
    include_str!("thumb2/decrypt.s"),
    options(raw)
);
