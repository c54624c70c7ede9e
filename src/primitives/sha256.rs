//! SHA-256 (FIPS 180-4). A context is 104 bytes on every target; the compression function is the target's
//! kernel.

use super::hash::{Algorithm, Hash};
use crate::arch::flash::flash;
pub use crate::arch::sha256::State;
use crate::arch::sha256::{Block, compress};

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
    type Block = Block;
    type Digest = [u8; DIGEST_LENGTH];

    const ZERO_BLOCK: Block = [0; BLOCK_LENGTH];
    const ZERO_DIGEST: [u8; DIGEST_LENGTH] = [0; DIGEST_LENGTH];
    const LENGTH_BYTES: usize = 8;

    #[cfg_attr(target_arch = "avr", inline(never))]
    fn initial_state() -> State {
        INITIAL_STATE.get()
    }

    fn compress(state: &mut State, block: &Block) {
        compress(state, block);
    }

    fn write_digest(state: &State, digest: &mut [u8; DIGEST_LENGTH]) {
        for (bytes, word) in digest.as_chunks_mut().0.iter_mut().zip(state) {
            *bytes = word.to_be_bytes();
        }
    }
}

#[cfg(test)]
mod tests;
