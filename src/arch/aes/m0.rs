//! AES for ARMv6-M (Cortex-M0, M0+), with the planes of `portable`, which see.
//!
//! Constant time: straight-line code and loops over fixed counts and the rounds; addresses and branches
//! depend on the length of the key only.
//!
//! # Lower bound
//! Eight planes fill the registers that compute, so the state lies in memory, where each part of a round
//! takes it from: loads and stores cost two cycles, moves to the five high registers one. The
//! S-box is 115 gates; where both operands are needed later one is copied.
//!
//! # Two orders of rounds
//! `fast` has that of `portable`. In `small` every round shifts rows, in a loop over the planes, so that one
//! `MixColumns` does, all rounds are one piece of code, and round keys need no more than their planes.
//!
//! # Cycles (Cortex-M0, zero wait states, AES-128), bytes, stack
//! | part | cycles, `fast` and `small` | bytes, `fast` and `small` | stack |
//! |---|---|---|---|
//! | `encrypt_pair`, with all that it calls | 5,876, 7,077 | 1,572, 952 | 136 |
//! | `set_key`, besides `sub_bytes` | 6,214, 5,587 | 340, 272 | 136 |
//! | `decrypt_pair`, besides those of `encrypt_pair` | | 654, 392 | 136 |
//!
//! `sub_bytes` has 420 bytes and takes 258 cycles, found by a search for the order of its gates and for
//! what waits in high registers and in memory.

use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(
    include_str!("m0/sub_bytes.s"),
    include_str!("m0/rounds.s"),
    include_str!("m0/fast.s"),
    include_str!("m0/fixsliced.s"),
    include_str!("m0/set_key.s"),
    include_str!("m0/decrypt.s"),
    include_str!("m0/fixsliced_decrypt.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(
    include_str!("m0/sub_bytes.s"),
    include_str!("m0/rounds.s"),
    include_str!("m0/small.s"),
    include_str!("m0/set_key.s"),
    include_str!("m0/decrypt.s"),
    include_str!("m0/small_decrypt.s"),
    options(raw)
);
