//! The kernels in assembly to Rust: leaves that take round keys by their ends and blocks by address.

use super::Block;

unsafe extern "C" {
    /// Expands a key of a number of words.
    #[link_name = "amisec_aes_set_key"]
    fn set_key_leaf(schedule: *mut u32, end: *mut u32, key: *const u8, words: usize);
    /// Encrypts two blocks.
    #[link_name = "amisec_aes_encrypt_pair"]
    fn encrypt_pair_leaf(first: *const u32, last: *const u32, pair: *mut [Block; 2]);
    /// Decrypts two blocks.
    #[link_name = "amisec_aes_decrypt_pair"]
    fn decrypt_pair_leaf(last: *const u32, first: *const u32, pair: *mut [Block; 2]);
}

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    let range = schedule.as_mut_ptr_range();
    if matches!(key.len(), 16 | 24 | 32) && schedule.len() == key.len() + 28 {
        // SAFETY: the key has a length of AES, and the schedule the length that belongs to it.
        unsafe { set_key_leaf(range.start, range.end, key.as_ptr(), key.len() / 4) }
    }
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
