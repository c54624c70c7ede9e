//! SHA-256 (FIPS 180-4). A context is 104 bytes on every target; the compression function is the target's
//! kernel.

use super::hash::{Algorithm, Hash};
use crate::arch::flash::flash;
use crate::arch::memory::{zero_bytes, zeros};
pub use crate::arch::sha256::State;
use crate::arch::sha256::compress;

/// Bytes in a digest.
pub const DIGEST_LENGTH: usize = 32;
/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 64;

/// A message being hashed.
pub type Sha256 = Hash<Sha256Algorithm>;

flash! {
    /// FIPS 180-4, 5.3.3: the fractional parts of the square roots of the first eight primes.
    static INITIAL_STATE: State = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ];
}

/// What makes SHA-256 of the padding and chaining.
pub struct Sha256Algorithm;

impl Algorithm for Sha256Algorithm {
    type State = State;
    type Block = [u32; BLOCK_LENGTH / size_of::<u32>()];
    type Digest = [u8; DIGEST_LENGTH];

    const LENGTH_BYTES: usize = 8;

    fn start(state: &mut State) {
        INITIAL_STATE.copy_words_to(state);
    }

    fn zero_state() -> State {
        zeros()
    }

    fn zero_block() -> Self::Block {
        zeros()
    }

    fn zero_digest() -> Self::Digest {
        zero_bytes()
    }

    fn compress(state: &mut State, block: &[u8]) {
        if let Some(block) = block.first_chunk() {
            compress(state, block);
        }
    }

    fn write_digest(state: &State, digest: &mut [u8]) {
        for (bytes, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
            *bytes = word.to_be_bytes();
        }
    }
}

#[cfg(test)]
mod tests;
