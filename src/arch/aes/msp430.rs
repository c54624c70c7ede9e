//! AES for the MSP430: the S-box on the stack, the state in memory, two bytes in a register.
//!
//! # Why a table is constant time here
//! The S-box is indexed by secrets. Flash parts (1xx to 6xx) have no cache, but FRAM parts (FR2xxx to FR6xxx)
//! read FRAM through one and wait on a miss: a table there would show which of its lines a key uses.
//! RAM answers every address in one cycle on all of them. So each call copies the table, in order, to the
//! stack: 736 cycles and 256 bytes, of which a pair of blocks pays once. A firmware for an FRAM part must keep
//! its stack in RAM, where the linker scripts of the manufacturer put it. Everything else is straight-line
//! code and loops over public counts.
//!
//! # Cycles (classic CPU), bytes, stack with the return address
//! | leaf | cycles, 128, 192, 256 bits | bytes | stack |
//! |---|---|---|---|
//! | `amisec_aes_set_key` | 2550, 2717, 3152 | 212 + 256 | 276 |
//! | `amisec_aes_encrypt`, one block | 4602, 5358, 6114 | 376 + 256 (the same) | 344 |
//! | two blocks | 8409, 9921, 11433 | | 344 |
//! | `amisec_aes_decrypt` | 5882, 6922, 7962 | 454 + 256 | 344 |
//!
//! # Two bytes at once
//! The bytes 0 to 3 of a column are the words w0 = (0, 1), w1 = (2, 3), and moved by one r0 = (1, 2),
//! r1 = (3, 0). With b0 = w0 + r0 and b1 = w1 + r1, the column becomes x b0 + r0 + b1, x b1 + r1 + b0. The
//! product by x has no branch: t = bits 7 of both bytes, t - t / 2^7 is 0x7f where they are set.
//!
//! The schedule holds the round keys of FIPS 197, 5.2, byte by byte.

use super::Block;
use core::arch::global_asm;

global_asm!(
    include_str!("msp430/key.s"),
    include_str!("msp430/encrypt.s"),
    include_str!("msp430/decrypt.s"),
    options(raw)
);

unsafe extern "C" {
    #[link_name = "amisec_aes_set_key"]
    fn expand(schedule: *mut u32, key: *const u8, length: usize);
    #[link_name = "amisec_aes_encrypt"]
    fn encrypt(schedule: *const u32, blocks: *mut Block, rounds: usize, count: usize);
    #[link_name = "amisec_aes_decrypt"]
    fn decrypt(last_round_key: *const u32, blocks: *mut Block, rounds: usize, count: usize);
}

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
#[inline(always)]
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    // SAFETY: key and schedule are as long as this function says.
    unsafe { expand(schedule.as_mut_ptr(), key.as_ptr(), key.len()) }
}

/// Encrypts two blocks in place.
#[inline(always)]
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    // SAFETY: the schedule has four words for each round and four more; there are two blocks.
    unsafe { encrypt(schedule.as_ptr(), pair.as_mut_ptr(), rounds(schedule), 2) }
}

/// Encrypts a block in place.
#[inline(always)]
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    // SAFETY: the schedule has four words for each round and four more; there is one block.
    unsafe { encrypt(schedule.as_ptr(), block, rounds(schedule), 1) }
}

/// Decrypts a block in place.
#[inline(always)]
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    let last = schedule.as_ptr().wrapping_add(4 * rounds(schedule));
    // SAFETY: the schedule has four words for each round and four more; there is one block.
    unsafe { decrypt(last, block, rounds(schedule), 1) }
}

fn rounds(schedule: &[u32]) -> usize {
    (schedule.len() >> 2) - 1
}
