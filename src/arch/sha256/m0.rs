//! The compression function of SHA-256 for ARMv6-M (Cortex-M0, -M0+) and ARMv8-M Baseline (Cortex-M23),
//! FIPS 180-4.
//!
//! Constant time: straight-line code and loops over fixed counts; addresses depend on the round only.
//!
//! # Form
//! The message schedule of 64 words first, then the rounds, one at a time: all working variables
//! stay in registers, a and e to g, which rotations and choices work on, in low ones.
//! - Sigma1(e) = ror(e ^ ror(e ^ ror(e, 14), 5), 6), and Sigma0(a) = ror(a ^ ror(a ^ ror(a, 9), 11), 2): every
//!   rotation takes its distance from a register.
//! - Maj(a, b, c) = ((a ^ b) & (b ^ c)) ^ b, and a ^ b is b ^ c of the next round.
//!
//! Both profiles: 5488 cycles a block, 552 bytes with the constants, 296 bytes of stack.

use super::{Block, State};
use core::arch::global_asm;

global_asm!(include_str!("constants.s"), include_str!("m0/compress.s"), options(raw));

unsafe extern "C" {
    /// Takes one block of the padded message into the chaining value.
    #[link_name = "amisec_sha256_compress"]
    pub safe fn compress(state: &mut State, block: &Block);
}
