//! Counter mode (SP 800-38A, 6.5; RFC 3686), which authenticates nothing.
//!
//! The whole 16-byte block is the counter, big-endian, and wraps. The time depends on lengths only.

use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use zeroize::Zeroize;

/// Encrypts or decrypts `buffer` in place, from the counter block `counter` on.
pub fn apply<C: BlockEncrypt>(cipher: &C, counter: &[u8; BLOCK_LENGTH], buffer: &mut [u8]) {
    let mut counter = *counter;
    let mut keystream = [Block::default(); 2];
    for pair in buffer.chunks_mut(2 * BLOCK_LENGTH) {
        for block in &mut keystream {
            *block = counter;
            increment(&mut counter);
        }
        cipher.encrypt_pair(&mut keystream);
        xor(pair, keystream.as_flattened());
    }
    keystream.iter_mut().for_each(|block| block.zeroize());
}

/// Adds one to a big-endian number of any length, in a time that depends on the length only.
#[inline(never)]
pub fn increment(number: &mut [u8]) {
    let mut carry = 1;
    for byte in number.iter_mut().rev() {
        let sum = u16::from(*byte) + carry;
        *byte = sum.to_be_bytes()[1];
        carry = sum >> 8;
    }
}
