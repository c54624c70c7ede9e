//! AES (FIPS 197) with 128-, 192- and 256-bit keys, as the joint for the modes.
//!
//! A mode knows a block cipher only as [`BlockEncrypt`] and [`BlockDecrypt`]; a kernel of ours or a
//! chip's engine does the work by implementing them. [`Aes`] is one type for all lengths of key, so that
//! a mode is compiled once. Its time depends on lengths only.

use crate::arch::aes;

pub use aes::Block;

/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 16;

/// A cipher that encrypts 16-byte blocks: what CCM, CTR and other counter modes need.
pub trait BlockEncrypt {
    /// Encrypts a block in place.
    fn encrypt_block(&self, block: &mut Block);

    /// Encrypts two blocks in place that do not depend on each other, at the price of one where a
    /// kernel takes two at once.
    fn encrypt_pair(&self, pair: &mut [Block; 2]);
}

/// A cipher that decrypts 16-byte blocks: what CBC decryption needs besides.
pub trait BlockDecrypt {
    /// Decrypts a block in place.
    fn decrypt_block(&self, block: &mut Block);
}

/// The expanded key of AES-128.
pub type Aes128Schedule = [u32; 44];
/// The expanded key of AES-192.
pub type Aes192Schedule = [u32; 52];
/// The expanded key of AES-256.
pub type Aes256Schedule = [u32; 60];

/// Expands a key of 16, 24 or 32 bytes into the schedule of its length.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    aes::set_key(schedule, key);
}

/// AES with an expanded key, whose length tells the number of rounds.
#[derive(Clone, Copy)]
pub struct Aes<'a> {
    schedule: &'a [u32],
}

impl<'a> Aes<'a> {
    /// The cipher of a schedule that `set_key` filled.
    pub fn new(schedule: &'a [u32]) -> Self {
        Aes { schedule }
    }
}

impl BlockEncrypt for Aes<'_> {
    fn encrypt_block(&self, block: &mut Block) {
        aes::encrypt_block(self.schedule, block);
    }

    fn encrypt_pair(&self, pair: &mut [Block; 2]) {
        aes::encrypt_pair(self.schedule, pair);
    }
}

impl BlockDecrypt for Aes<'_> {
    fn decrypt_block(&self, block: &mut Block) {
        aes::decrypt_block(self.schedule, block);
    }
}

/// XORs `mask` into `data`, as far as the shorter of the two reaches.
pub fn xor(data: &mut [u8], mask: &[u8]) {
    for (byte, mask) in data.iter_mut().zip(mask) {
        *byte ^= mask;
    }
}

#[cfg(test)]
mod tests;
