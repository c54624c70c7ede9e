//! AES for ARMv7-M and ARMv8-M Main (Cortex-M3, M4, M7, M33), with the planes and the schedule of
//! `portable`, which see.
//!
//! Constant time: straight-line code and loops over the rounds; addresses and branches depend on the length of
//! the key only. Every instruction takes the same time for all operands.
//!
//! # Lower bound
//! Eight planes of two blocks stay in r4 to r11, with six registers to work in. A round is the 115 gates
//! of the S-box, a round key (24 operations on four words that are kept for two blocks) and
//! `MixColumns`: rotation of a second operand is free, so that 27 operations do in the even rounds; 48 more
//! move columns in the odd rounds, 32 shift rows twice in the even ones.
//!
//! # Cycles (Cortex-M3, zero wait states), bytes
//! | part | cycles | bytes |
//! |---|---|---|
//! | `sub_bytes` | 164 | 464 |
//! | `add_round_key` | 32 | 112 |
//! | `mix_even`, `mix_odd` | 27, 75 | 108, 302 |
//! | `shift_rows_twice` | 32 | 130 |
//! | `transpose` | 48 | 194 |
//! | `encrypt_pair`, AES-128 | | |

use super::{Block, portable};
use core::arch::global_asm;

global_asm!(
    include_str!("thumb2/sub_bytes.s"),
    include_str!("thumb2/rounds.s"),
    include_str!("thumb2/decrypt.s"),
    options(raw)
);

unsafe extern "C" {
    /// The S-box of each byte, without its constant.
    #[link_name = "amisec_aes_sub_word"]
    safe fn sub_word(word: u32) -> u32;
    /// Encrypts two blocks.
    #[link_name = "amisec_aes_encrypt_pair"]
    fn encrypt_pair_leaf(first: *const u32, last: *const u32, pair: *mut [Block; 2]);
    /// Decrypts two blocks.
    #[link_name = "amisec_aes_decrypt_pair"]
    fn decrypt_pair_leaf(last: *const u32, first: *const u32, pair: *mut [Block; 2]);
}

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    portable::set_key_with(schedule, key, |word| sub_word(word));
}

/// Encrypts two blocks in place.
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    if let Some((first, last)) = ends(schedule) {
        // SAFETY: the round keys lie in a row from the first to the last, and their number is odd.
        unsafe { encrypt_pair_leaf(first, last, pair) }
    }
}

/// Encrypts a block in place.
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    let mut pair = [*block; 2];
    encrypt_pair(schedule, &mut pair);
    *block = pair[0];
}

/// Decrypts a block in place.
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    let mut pair = [*block; 2];
    if let Some((first, last)) = ends(schedule) {
        // SAFETY: as above.
        unsafe { decrypt_pair_leaf(last, first, &mut pair) }
    }
    *block = pair[0];
}

/// The first and the last of an odd number of round keys, if there are three or more.
fn ends(schedule: &[u32]) -> Option<(*const u32, *const u32)> {
    let pairs_of_rounds = schedule.len().checked_sub(4)? / 8;
    let first = schedule.as_ptr();
    if pairs_of_rounds == 0 { None } else { Some((first, first.wrapping_add(8 * pairs_of_rounds))) }
}
