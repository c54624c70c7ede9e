//! SHA-256 for AVR.

use super::{Block, State};
use core::arch::global_asm;

global_asm!(include_str!("avr/compress.s"), options(raw));

unsafe extern "C" {
    #[link_name = "amisec_sha256_compress"]
    fn compress_block(state: *mut u32, block: *const u8);
}

/// Takes one block of the padded message into the chaining value.
#[inline(always)]
pub fn compress(state: &mut State, block: &Block) {
    // SAFETY: eight words and 64 bytes.
    unsafe { compress_block(state.as_mut_ptr(), block.as_ptr()) }
}
