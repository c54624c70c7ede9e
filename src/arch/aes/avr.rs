//! AES for AVR: the S-box in flash, the state in registers.
//!
//! # Why a table is constant time here
//! The S-box is indexed by secrets. It stands in program memory and is read with `LPM`, which takes three
//! cycles at every address: the cores have no cache, no flash accelerator and no wait states. It is
//! aligned to 256 bytes, so that the index alone is the low byte of the address and nothing carries (the
//! padding is up to 255 bytes; without the alignment a block would take 320 cycles more). No
//! branch and no address of RAM depends on a secret. (Boot code that runs elsewhere must not write
//! flash meanwhile, which halts the processor whatever it does.)
//!
//! # Lower bound
//! A block of ten rounds reads 160 table entries (4 cycles each with the index) and 176 bytes of round key
//! (3 with the addition): 1,168 cycles before anything is mixed. Four multiplications by x a column
//! would be 4 x 4 x 36; the fourth is the sum of three: 3 x 4 x 36 = 432.
//!
//! # Cycles (simavr), bytes, stack with the return address
//! | leaf | cycles, 128, 192, 256 bits | bytes | stack |
//! |---|---|---|---|
//! | `amisec_aes_set_key` | 1740, 1954, 2323 | 148 + 256 | 8 |
//! | `amisec_aes_encrypt` | 2329, 2777, 3225 | 554 + 256 (the same) | 18 |
//! | `amisec_aes_decrypt` | 3290, 3952, 4614 | 688 + 256 | 18 |
//!
//! The schedule holds the round keys of FIPS 197, 5.2, byte by byte. Interrupt handlers need nothing
//! special.

use super::Block;
use core::arch::global_asm;

global_asm!(
    include_str!("avr/key.s"),
    include_str!("avr/encrypt.s"),
    include_str!("avr/decrypt.s"),
    options(raw)
);

unsafe extern "C" {
    #[link_name = "amisec_aes_set_key"]
    fn expand(schedule: *mut u8, key: *const u8, length: u8);
    #[link_name = "amisec_aes_encrypt"]
    fn encrypt(schedule: *const u8, block: *mut u8, rounds: u8);
    #[link_name = "amisec_aes_decrypt"]
    fn decrypt(schedule_end: *const u8, block: *mut u8, rounds: u8);
}

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
#[inline(always)]
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    #[expect(clippy::cast_possible_truncation, reason = "at most 32")]
    // SAFETY: key and schedule are as long as this function says.
    unsafe {
        expand(schedule.as_mut_ptr().cast(), key.as_ptr(), key.len() as u8);
    }
}

/// Encrypts two blocks in place.
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    for block in pair {
        encrypt_block(schedule, block);
    }
}

/// Encrypts a block in place.
#[inline(always)]
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    // SAFETY: the schedule has four words for each round and four more.
    unsafe { encrypt(schedule.as_ptr().cast(), block.as_mut_ptr(), rounds(schedule)) }
}

/// Decrypts a block in place.
#[inline(always)]
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    // SAFETY: the schedule has four words for each round and four more, and the pointer is its end.
    unsafe { decrypt(schedule.as_ptr_range().end.cast(), block.as_mut_ptr(), rounds(schedule)) }
}

#[expect(clippy::cast_possible_truncation, reason = "at most 14")]
fn rounds(schedule: &[u32]) -> u8 {
    (schedule.len() as u8 >> 2) - 1
}
