//! The compression function of SHA-256 for RV32IMC, FIPS 180-4.
//!
//! Constant time: straight-line code and loops over fixed counts; addresses depend on the round only.
//!
//! # Form
//! The message schedule of 64 words first, with the newest two words and the oldest in registers in
//! `fast`; then the rounds. Only registers that a function may change are used: nothing is saved.
//! Without an instruction that rotates, a Sigma is six shifts and five exclusive ors. Maj(a, b, c) =
//! ((a ^ b) & (b ^ c)) ^ b, and a ^ b is b ^ c of the next round. `fast` takes eight rounds at a time,
//! after which every variable is in its own register again, `small` moves the variables round by round.
//!
//! | profile | cycles of a block | bytes, constants included | stack |
//! |---|---|---|---|
//! | `fast` | 4320 | 1468 | 256 |
//! | `small` | 5410 | 648 | 256 |

use super::{Block, State};
use core::arch::global_asm;

#[cfg(feature = "fast")]
global_asm!(include_str!("constants.s"), include_str!("rv32/common.s"), include_str!("rv32/fast.s"), options(raw));
#[cfg(not(feature = "fast"))]
global_asm!(include_str!("constants.s"), include_str!("rv32/common.s"), include_str!("rv32/small.s"), options(raw));

unsafe extern "C" {
    /// Takes one block of the padded message into the chaining value.
    #[link_name = "amisec_sha256_compress"]
    pub safe fn compress(state: &mut State, block: &Block);
}
