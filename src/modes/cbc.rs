//! Cipher block chaining (SP 800-38A, 6.2), without padding, which authenticates nothing.
//!
//! Buffers are whole blocks: the caller has checked that. The time depends on lengths only.

use crate::copy::copy;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockDecrypt, BlockEncrypt, xor};
use zeroize::Zeroize;

/// Encrypts `buffer` in place.
pub fn encrypt<C: BlockEncrypt>(cipher: &C, iv: &[u8; BLOCK_LENGTH], buffer: &mut [u8]) {
    let mut chain = *iv;
    for block in buffer.chunks_exact_mut(BLOCK_LENGTH) {
        xor(&mut chain, block);
        cipher.encrypt_block(&mut chain);
        copy(block, &chain);
    }
}

/// Decrypts `buffer` in place.
pub fn decrypt<C: BlockDecrypt>(cipher: &C, iv: &[u8; BLOCK_LENGTH], buffer: &mut [u8]) {
    let mut previous = *iv;
    let mut plain = Block::default();
    for block in buffer.chunks_exact_mut(BLOCK_LENGTH) {
        copy(&mut plain, block);
        cipher.decrypt_block(&mut plain);
        xor(&mut plain, &previous);
        copy(&mut previous, block);
        copy(block, &plain);
    }
    plain.zeroize();
}
