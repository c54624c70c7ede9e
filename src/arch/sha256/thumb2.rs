//! The compression function of SHA-256 for ARMv7-M and ARMv8-M Main (Cortex-M3, -M4, -M7, -M33),
//! FIPS 180-4.
//!
//! Constant time: straight-line code and loops over fixed counts; addresses depend on the round only.
//!
//! # Form
//! The message schedule of 64 words is made first, with the newest two words and the oldest in registers;
//! then the rounds find the eight working variables in r4 to r11 and take two words each, of the schedule
//! and of the constants.
//! - Sigma1(e) = ror(e ^ ror(e, 5) ^ ror(e, 19), 6): its last rotation is part of the addition. Likewise
//!   Sigma0(a) = ror(a ^ ror(a, 11) ^ ror(a, 20), 2).
//! - Maj(a, b, c) = ((a ^ b) & (b ^ c)) ^ b, and a ^ b is b ^ c of the next round.
//!
//! A round is 18 instructions and two loads, 21 cycles, and 13 cycles make a word of the schedule: 1968 in
//! all. `fast` adds little to it: eight rounds at a time, after which every variable is in its own
//! register again. `small` moves the variables round by round.
//!
//! | profile | cycles of a block (M3, M4) | bytes, constants included | stack |
//! |---|---|---|---|
//! | `fast` | 2136 | 1008 | 296 |
//! | `small` | 3467 | 464 | 296 |

use super::{Block, State};
use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(include_str!("constants.s"), include_str!("thumb2/common.s"), include_str!("thumb2/fast.s"), options(raw));
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("constants.s"), include_str!("thumb2/common.s"), include_str!("thumb2/small.s"), options(raw));

unsafe extern "C" {
    /// Takes one block of the padded message into the chaining value.
    #[link_name = "amisec_sha256_compress"]
    pub safe fn compress(state: &mut State, block: &Block);
}
