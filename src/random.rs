//! Random blocks from the caller's function, and the checks that catch a dead one.

use crate::arch::memory::zero_bytes;
use crate::constant_time::equal;
use crate::copy::copy;
use crate::status::Status;
use crate::wipe::wipe;

/// Length in bytes of the blocks drawn: one P-256 scalar, one SHA-256 output.
pub const BLOCK_LENGTH: usize = 32;

/// Where random bytes come from.
pub trait Random {
    /// Fills `output` or fails.
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status>;
}

/// Draws blocks and refuses what a working source does not give: a block of zeros, or one that
/// equals the block before it. The first block serves the comparison only and is never handed out
/// (the continuous test of FIPS 140-2, 4.9.2).
pub struct CheckedBlocks<'a, R: Random> {
    source: &'a mut R,
    previous: [u8; BLOCK_LENGTH],
    /// Whether the first block was drawn.
    begun: bool,
}

impl<'a, R: Random> CheckedBlocks<'a, R> {
    /// Nothing is drawn yet.
    pub fn new(source: &'a mut R) -> Self {
        CheckedBlocks { source, previous: zero_bytes(), begun: false }
    }

    /// Draws a block, and before the first one the block against which it is compared.
    pub fn next(&mut self, block: &mut [u8; BLOCK_LENGTH]) -> Result<(), Status> {
        loop {
            let filled = self.source.fill(block);
            // `previous` starts as zeros: the first comparison is the one with the block of zeros.
            let repeated = equal(block, &self.previous).is_ok();
            let any = block.iter().fold(0, |seen, byte| seen | *byte);
            if filled.is_err() || repeated || any == 0 {
                wipe(block);
                return Err(Status::RANDOM_FAILED);
            }
            copy(&mut self.previous, block);
            if core::mem::replace(&mut self.begun, true) {
                return Ok(());
            }
        }
    }
}

impl<R: Random> Drop for CheckedBlocks<'_, R> {
    fn drop(&mut self) {
        wipe(&mut self.previous);
    }
}

/// Draws one block, checked: the entropy of a hedged signature, or a challenge. Zeros if this fails.
#[inline(never)]
pub fn draw(source: &mut impl Random, block: &mut [u8; BLOCK_LENGTH]) -> Result<(), Status> {
    CheckedBlocks::new(source).next(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scripted(Vec<Result<u8, Status>>);

    impl Random for Scripted {
        fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
            let value = self.0.remove(0)?;
            output.fill(value);
            Ok(())
        }
    }

    fn draw(script: &[Result<u8, Status>]) -> Result<[u8; BLOCK_LENGTH], Status> {
        let mut alone = [0xFF; BLOCK_LENGTH];
        let drawn_alone = super::draw(&mut Scripted(script.to_vec()), &mut alone);
        assert_eq!(
            drawn_alone.is_err(),
            alone == [0; BLOCK_LENGTH],
            "a refused block must not be handed out"
        );
        let mut source = Scripted(script.to_vec());
        let mut block = [0xFF; BLOCK_LENGTH];
        let drawn = CheckedBlocks::new(&mut source).next(&mut block);
        assert_eq!((drawn, block), (drawn_alone, alone));
        drawn.map(|()| block)
    }

    #[test]
    fn hands_out_the_second_block() {
        assert_eq!(draw(&[Ok(1), Ok(2)]), Ok([2; BLOCK_LENGTH]));
    }

    #[test]
    fn refuses_zeros_repeats_and_failures() {
        for script in [
            vec![Ok(0), Ok(2)],
            vec![Ok(1), Ok(0)],
            vec![Ok(1), Ok(1)],
            vec![Err(Status::BAD_STATE), Ok(1)],
            vec![Ok(1), Err(Status::BAD_STATE)],
        ] {
            assert_eq!(draw(&script), Err(Status::RANDOM_FAILED), "{script:?}");
        }
    }
}
