//! Random blocks from the caller's function, and the checks that catch a dead one.

use crate::constant_time::equal;
use crate::status::Status;
use zeroize::Zeroize;

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
}

impl<'a, R: Random> CheckedBlocks<'a, R> {
    /// Draws the first block, against which the next one is compared.
    pub fn start(source: &'a mut R) -> Result<Self, Status> {
        let mut blocks = CheckedBlocks { source, previous: [0; BLOCK_LENGTH] };
        let mut first = [0; BLOCK_LENGTH];
        let drawn = blocks.next(&mut first);
        first.zeroize();
        drawn.map(|()| blocks)
    }

    /// Draws a block.
    pub fn next(&mut self, block: &mut [u8; BLOCK_LENGTH]) -> Result<(), Status> {
        let filled = self.source.fill(block);
        // `previous` starts as zeros: the first comparison is the one with the block of zeros.
        let repeated = equal(block, &self.previous).is_ok();
        // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
        let zeros = [0; BLOCK_LENGTH];
        let zero = equal(block, &zeros).is_ok();
        if filled.is_err() || repeated || zero {
            block.zeroize();
            return Err(Status::RANDOM_FAILED);
        }
        self.previous = *block;
        Ok(())
    }
}

/// Draws one block, checked: the entropy of a hedged signature, or a challenge. Zeros if this fails.
#[inline(never)]
pub fn draw(source: &mut impl Random, block: &mut [u8; BLOCK_LENGTH]) -> Result<(), Status> {
    let mut blocks = CheckedBlocks { source, previous: [0; BLOCK_LENGTH] };
    blocks.next(block)?;
    blocks.next(block)
}

impl<R: Random> Drop for CheckedBlocks<'_, R> {
    fn drop(&mut self) {
        self.previous.zeroize();
    }
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
        let drawn = CheckedBlocks::start(&mut source).and_then(|mut blocks| blocks.next(&mut block));
        assert_eq!(drawn, drawn_alone);
        if drawn.is_err() && block != [0xFF; BLOCK_LENGTH] {
            assert_eq!(block, [0; BLOCK_LENGTH], "a refused block must not be handed out");
        }
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
