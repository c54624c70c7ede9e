//! GHASH (SP 800-38D, 6.4), without tables. The time depends on the number of blocks only.

use crate::arch::ghash::{Element, multiply};
use crate::arch::memory::words;

/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 16;

/// A sequence of blocks being hashed under a secret subkey.
#[repr(C)]
pub struct Ghash {
    /// H / x, which spares each multiplication a shift.
    key: Element,
    accumulator: Element,
}

words!(Ghash { key, accumulator });

impl Ghash {
    /// Takes the hash subkey H, where there was none.
    pub fn set_key(&mut self, subkey: &[u8; BLOCK_LENGTH]) {
        absorb(&mut self.key, subkey);
        // x^0, the topmost bit, becomes x^-1 = x^127 + x^6 + x + 1.
        let [_, _, _, mut below] = self.key;
        for word in &mut self.key {
            let moved = *word << 1 | below >> 31;
            below = *word;
            *word = moved;
        }
        let fallen = below >> 31;
        self.key[3] ^= fallen << 31 | fallen << 30 | fallen << 25;
    }

    /// Begins another sequence under the same subkey.
    pub fn restart(&mut self) {
        self.accumulator = [0; 4];
    }

    /// Absorbs one block.
    pub fn absorb_block(&mut self, block: &[u8; BLOCK_LENGTH]) {
        absorb(&mut self.accumulator, block);
        multiply(&mut self.accumulator, &self.key);
    }

    /// Absorbs the block of two numbers of 64 bits, each in words of which the least significant is first.
    pub fn absorb_lengths(&mut self, first: [u32; 2], second: [u32; 2]) {
        self.accumulator[0] ^= second[0];
        self.accumulator[1] ^= second[1];
        self.accumulator[2] ^= first[0];
        self.accumulator[3] ^= first[1];
        multiply(&mut self.accumulator, &self.key);
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

#[cfg(test)]
mod tests;
