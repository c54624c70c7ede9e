//! SHA-256 for the MSP430: a word is two registers, everything else is on the stack.
//!
//! Constant time: loops over fixed counts; no branch and no address depends on data. The constants are read in
//! order, so that the cache of an FRAM part shows nothing either.
//!
//! Each round makes one new a and one new e; b, c, d and f, g, h are those of the three rounds before. So
//! a round writes a record (a, e) of eight bytes below the others and moves nothing: from the
//! new record the operands stand at b 16, c 24, d 32, f 20, g 28, h 36. After 16 rounds the last four records
//! are copied back to the top. The schedule is made 16 words at a time; each word is stored twice,
//! 64 bytes apart, so that W(t-2), W(t-7) and W(t-15) are found without a wrap.
//!
//! A rotation by 16 is another order of registers, by one place 3 cycles, by 8 places 9.
//!
//! # Cost
//! 16,555 cycles a block (classic CPU), 662 bytes and 256 of constants, 310 bytes of stack with the return
//! address.

use super::{Block, State};
use core::arch::global_asm;

global_asm!(include_str!("constants.s"), include_str!("msp430/compress.s"), options(raw));

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
