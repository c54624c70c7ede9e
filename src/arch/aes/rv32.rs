//! AES for RV32IMC, with the planes of `portable`, which see.
//!
//! Constant time: straight-line code and loops over the rounds; addresses and branches depend on the length
//! of the key only.
//!
//! # Lower bound
//! 27 registers hold the state and all that the S-box's 115 gates need; nothing waits in memory. But a
//! rotation is three operations: `MixColumns` is 75 in the even rounds and 160 in the odd ones, with 48 to
//! shift rows twice in between, and a round key is 40.
//!
//! # Two orders of rounds
//! `fast` has that of `portable`. In `small` every round shifts rows, in a loop over the planes, so that one
//! `MixColumns` does and round keys need no more than their planes.
//!
//! # Cycles (model of the E31, AES-128), bytes, stack
//! | part | cycles, `fast` and `small` | bytes, `fast` and `small` | stack |
//! |---|---|---|---|
//! | `encrypt_pair`, with all that it calls | 3,582, 5,187 | 2,006, 1,424 | 96 |
//! | `set_key`, besides `sub_bytes` | 3,451, 2,990 | 540, 452 | 80 |
//! | `decrypt_pair`, besides those of `encrypt_pair` | | 842, 516 | 96 |

use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(
    include_str!("rv32/sub_bytes.s"),
    include_str!("rv32/rounds.s"),
    include_str!("rv32/fast.s"),
    include_str!("rv32/set_key.s"),
    include_str!("rv32/decrypt.s"),
    include_str!("rv32/fast_decrypt.s"),
    options(raw)
);
#[cfg(not(feature = "fast"))]
global_asm!(
    include_str!("rv32/sub_bytes.s"),
    include_str!("rv32/rounds.s"),
    include_str!("rv32/small.s"),
    include_str!("rv32/set_key.s"),
    include_str!("rv32/decrypt.s"),
    include_str!("rv32/small_decrypt.s"),
    options(raw)
);
