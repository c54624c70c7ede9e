//! GHASH (SP 800-38D, 6.4), without tables. The time depends on the number of blocks only.

use crate::arch::ghash::{Element, multiply};
use zeroize::Zeroize;

/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 16;

/// A sequence of blocks being hashed under a secret subkey.
#[derive(Clone)]
#[repr(C)]
pub struct Ghash {
    /// H / x, which spares each multiplication a shift.
    key: Element,
    accumulator: Element,
}

impl Ghash {
    /// Takes the hash subkey H.
    #[must_use]
    pub fn new(subkey: &[u8; BLOCK_LENGTH]) -> Self {
        let mut key = [0; 4];
        absorb(&mut key, subkey);
        // x^0, the topmost bit, becomes x^-1 = x^127 + x^6 + x + 1.
        let [w0, w1, w2, w3] = key;
        let fallen = w3 >> 31;
        let key = [
            w0 << 1 | fallen,
            w1 << 1 | w0 >> 31,
            w2 << 1 | w1 >> 31,
            (w3 << 1 | w2 >> 31) ^ (fallen << 31 | fallen << 30 | fallen << 25),
        ];
        Ghash { key, accumulator: [0; 4] }
    }

    /// Absorbs one block.
    pub fn absorb_block(&mut self, block: &[u8; BLOCK_LENGTH]) {
        absorb(&mut self.accumulator, block);
        multiply(&mut self.accumulator, &self.key);
    }

    /// Absorbs data with zeros up to the end of its last block, none if it is empty.
    pub fn absorb_padded(&mut self, data: &[u8]) {
        for block in data.chunks(BLOCK_LENGTH) {
            for (bytes, word) in block.chunks(4).zip(self.accumulator.iter_mut().rev()) {
                for (byte, shift) in bytes.iter().zip([24, 16, 8, 0]) {
                    *word ^= u32::from(*byte) << shift;
                }
            }
            multiply(&mut self.accumulator, &self.key);
        }
    }

    /// Absorbs the block of two lengths in bits.
    pub fn absorb_lengths(&mut self, lengths: &[[u8; 8]; 2]) {
        if let Some(block) = lengths.as_flattened().first_chunk() {
            self.absorb_block(block);
        }
    }

    /// Adds the hash of the blocks so far.
    pub fn add_to(&self, block: &mut [u8; BLOCK_LENGTH]) {
        for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(self.accumulator.iter().rev()) {
            *bytes = (u32::from_be_bytes(*bytes) ^ word).to_be_bytes();
        }
    }
}

fn absorb(element: &mut Element, block: &[u8; BLOCK_LENGTH]) {
    for (word, bytes) in element.iter_mut().rev().zip(block.as_chunks().0) {
        *word ^= u32::from_be_bytes(*bytes);
    }
}

impl Zeroize for Ghash {
    fn zeroize(&mut self) {
        self.key.zeroize();
        self.accumulator.zeroize();
    }
}

impl Drop for Ghash {
    fn drop(&mut self) {
        self.zeroize();
    }
}

#[cfg(test)]
mod tests;
