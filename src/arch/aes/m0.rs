//! AES for ARMv6-M (Cortex-M0, M0+), with the planes and the schedule of `portable`, which see.
//!
//! Constant time: straight-line code and loops over fixed counts and the rounds; addresses and branches
//! depend on the length of the key only.
//!
//! # Lower bound
//! Eight planes fill the registers that compute, so the state lies in memory, where each part of a round
//! takes it from: loads and stores cost two cycles, moves to the five high registers one. The
//! S-box is 115 gates; where both operands are needed later one is copied.
//!
//! # Cycles (Cortex-M0, zero wait states, AES-128), bytes, stack
//! | part | cycles, `fast` and `small` | bytes, `fast` and `small` | stack |
//! |---|---|---|---|
//! | `encrypt_pair`, with all that it calls | 5,876, 6,212 | 1,572, 1,276 | 136 |
//! | `set_key`, besides `sub_bytes` | 6,214 | 340 | 136 |
//! | `decrypt_pair`, besides those of `encrypt_pair` | | 654 | 136 |
//!
//! `sub_bytes` has 420 bytes and takes 258 cycles, found by a search for the order of its gates and for
//! what waits in high registers and in memory.

use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(
    include_str!("m0/sub_bytes.s"),
    include_str!("m0/rounds.s"),
    include_str!("m0/fast.s"),
    include_str!("m0/set_key.s"),
    include_str!("m0/decrypt.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(
    include_str!("m0/sub_bytes.s"),
    include_str!("m0/rounds.s"),
    include_str!("m0/small.s"),
    include_str!("m0/set_key.s"),
    include_str!("m0/decrypt.s"),
    options(raw)
);
