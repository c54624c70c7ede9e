//! AES (FIPS 197) with 128-, 192- and 256-bit keys, as the joint for the modes.
//!
//! A mode knows a block cipher only as [`BlockCipher`]; a kernel of ours or a chip's engine takes
//! the crate's place by implementing the same `cipher` traits. The `aes` crate's fixsliced code
//! looks nothing up in tables: its time depends on lengths only.

pub use aes::{Aes128, Aes192, Aes256};
use cipher::array::Array;
use cipher::consts::U16;
pub use cipher::{BlockCipherDecrypt, BlockCipherEncrypt};

/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 16;

/// A block, as the `cipher` traits know it.
pub type Block = Array<u8, U16>;

/// A cipher that encrypts 16-byte blocks: what CCM, CTR and other counter modes need.
pub trait BlockEncrypt: BlockCipherEncrypt<BlockSize = U16> {}
impl<C: BlockCipherEncrypt<BlockSize = U16>> BlockEncrypt for C {}

/// A cipher that decrypts 16-byte blocks: what CBC decryption needs besides.
pub trait BlockDecrypt: BlockCipherDecrypt<BlockSize = U16> {}
impl<C: BlockCipherDecrypt<BlockSize = U16>> BlockDecrypt for C {}

/// XORs `mask` into `data`, as far as the shorter of the two reaches.
pub fn xor(data: &mut [u8], mask: &[u8]) {
    for (byte, mask) in data.iter_mut().zip(mask) {
        *byte ^= mask;
    }
}
