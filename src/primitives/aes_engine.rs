//! An AES engine of the chip at the joint of the modes: whatever encrypts a block takes the place of our
//! kernels, and the modes stay as they are.

use super::aes::{Block, BlockEncrypt};
use crate::status::Status;
use core::cell::Cell;
use zeroize::Zeroize;

/// What encrypts a block, or fails.
pub trait TryEncrypt {
    /// Encrypts a block in place.
    fn try_encrypt(&self, block: &mut Block) -> Result<(), Status>;
}

/// An engine, and whether it has failed.
///
/// A mode has no way to stop in the middle: after a failure the engine is not asked any more, blocks
/// become zeros, and whoever started the mode asks [`Engine::verdict`] before any output counts.
pub struct Engine<E> {
    engine: E,
    failed: Cell<bool>,
}

impl<E: TryEncrypt> Engine<E> {
    /// Takes the engine.
    pub fn new(engine: E) -> Self {
        Engine { engine, failed: Cell::new(false) }
    }

    /// Whether every block was encrypted.
    pub fn verdict(&self) -> Result<(), Status> {
        if self.failed.get() { Err(Status::ENGINE_FAILED) } else { Ok(()) }
    }
}

impl<E: TryEncrypt> BlockEncrypt for Engine<E> {
    fn encrypt_block(&self, block: &mut Block) {
        if self.failed.get() || self.engine.try_encrypt(block).is_err() {
            self.failed.set(true);
            block.zeroize();
        }
    }

    fn encrypt_pair(&self, pair: &mut [Block; 2]) {
        pair.iter_mut().for_each(|block| self.encrypt_block(block));
    }
}
