//! SHA-256 for AVR: the constants in flash, the rest on the stack.
//!
//! Constant time: loops over fixed counts; no branch and no address depends on data.
//!
//! # A window instead of moves
//! Each round makes one new a and one new e; b, c, d and f, g, h are those of the three rounds before. So
//! a round writes a record (a, e) of eight bytes below the others and moves nothing: from the
//! new record the operands stand at b 16, c 24, d 32, f 20, g 28, h 36. After 16 rounds the last four records
//! are copied back to the top. The schedule is made 16 words at a time; each word is stored twice,
//! 64 bytes apart, so that W(t-2), W(t-7) and W(t-15) are found without a wrap.
//!
//! # Rotations
//! Whole bytes are only another order of registers, so that at most three single places are left (5 or 6
//! cycles each): e right 6, 11, 25 is (e left 2, right 3, right 17) right 8. Maj(a, b, c) =
//! b + (a + b)(b + c), where b + c is the a + b of the round before and still in registers.
//!
//! # Cost
//! 22,582 cycles a block (simavr): 229 a round, 131 a word of the schedule. 936 bytes and 256 of constants,
//! 312 bytes of stack with the return address.

use super::{Block, State};
use core::arch::global_asm;

global_asm!(include_str!("constants.s"), include_str!("avr/compress.s"), options(raw));

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
