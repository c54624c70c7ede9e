//! AES (FIPS 197) with 128-, 192- and 256-bit keys, as the joint for the modes.
//!
//! A mode knows a block cipher only as [`BlockEncrypt`] and [`BlockDecrypt`]; a kernel of ours, a
//! crate or a chip's engine does the work by implementing them. The `aes` crate's fixsliced code
//! looks nothing up in tables: its time depends on lengths only.

pub use aes::{Aes128, Aes192, Aes256};
use cipher::consts::U16;
use cipher::{BlockCipherDecrypt, BlockCipherEncrypt};

/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 16;

/// A block.
pub type Block = [u8; BLOCK_LENGTH];

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

impl<C: BlockCipherEncrypt<BlockSize = U16>> BlockEncrypt for C {
    fn encrypt_block(&self, block: &mut Block) {
        BlockCipherEncrypt::encrypt_block(self, block.into());
    }

    fn encrypt_pair(&self, pair: &mut [Block; 2]) {
        self.encrypt_blocks(cipher::array::Array::cast_slice_from_core_mut(pair));
    }
}

impl<C: BlockCipherDecrypt<BlockSize = U16>> BlockDecrypt for C {
    fn decrypt_block(&self, block: &mut Block) {
        BlockCipherDecrypt::decrypt_block(self, block.into());
    }
}

/// XORs `mask` into `data`, as far as the shorter of the two reaches.
pub fn xor(data: &mut [u8], mask: &[u8]) {
    for (byte, mask) in data.iter_mut().zip(mask) {
        *byte ^= mask;
    }
}
