//! AES key wrap (RFC 3394; SP 800-38F, KW). The time depends on the length of the key only.

use crate::arch::opaque::distinct;
use crate::copy::copy;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockDecrypt, BlockEncrypt, xor};
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use crate::wipe::wipe;

/// Bytes in a semiblock: what the wrapped key is longer by, and what lengths are multiples of.
pub const SEMIBLOCK: usize = 8;
/// Bytes in the shortest key that can be wrapped.
pub const MINIMUM_LENGTH: usize = 2 * SEMIBLOCK;

/// Each byte of the check value (RFC 3394, 2.2.3.1).
const CHECK: u8 = 0xA6;
const ROUNDS: usize = 6;

/// Whether a key of this length can be wrapped.
pub fn check_length(length: usize) -> Result<(), Status> {
    if length >= MINIMUM_LENGTH && length.is_multiple_of(SEMIBLOCK) {
        Ok(())
    } else {
        Err(Status::BAD_LENGTH)
    }
}

/// Wraps the key that lies behind the first semiblock of `buffer`, which becomes the check value.
pub fn wrap<C: BlockEncrypt>(cipher: &C, buffer: &mut [u8]) {
    let Some((check, key)) = buffer.split_first_chunk_mut::<SEMIBLOCK>() else { return };
    // The right half is filled before it is used.
    let mut block = [CHECK; BLOCK_LENGTH];
    let mut step = 0_usize;
    for _ in 0..ROUNDS {
        for semiblock in key.chunks_exact_mut(SEMIBLOCK) {
            step = step.wrapping_add(1);
            put(&mut block, semiblock);
            cipher.encrypt_block(&mut block);
            count(&mut block, step);
            take(&block, semiblock);
        }
    }
    copy(check, &block);
    wipe(&mut block);
}

/// Unwraps `key` in place, whose check value `check` is; if it does not match, `key` is zeroed.
pub fn unwrap<C: BlockDecrypt>(cipher: &C, check: &[u8; SEMIBLOCK], key: &mut [u8]) -> Answer {
    open(cipher, check, key).answer()
}

/// The same, for who has more to check before there is an answer.
#[inline(never)]
pub fn open<C: BlockDecrypt>(cipher: &C, check: &[u8; SEMIBLOCK], key: &mut [u8]) -> Verdict {
    // Variables: of a literal the compiler makes a constant, which AVR copies to RAM. The one to compare with is there
    // before anything is decrypted: a place on the stack that holds something of it and is not written compares equal.
    let (none, wanted) = ([0; SEMIBLOCK], [distinct(CHECK); SEMIBLOCK]);
    let mut block = Block::default();
    copy(&mut block, check);
    let mut step = ROUNDS.wrapping_mul(key.len() / SEMIBLOCK);
    for _ in 0..ROUNDS {
        for semiblock in key.rchunks_exact_mut(SEMIBLOCK) {
            count(&mut block, step);
            step = step.wrapping_sub(1);
            put(&mut block, semiblock);
            cipher.decrypt_block(&mut block);
            take(&block, semiblock);
        }
    }
    let verdict = Verdict::of_tags(block.first_chunk::<SEMIBLOCK>().unwrap_or(&none), &wanted);
    wipe(&mut block);
    verdict.release(key);
    verdict
}

/// Adds the number of a step to the left half of a block, in which it ends; no number is longer than a length is.
#[inline(never)]
fn count(block: &mut Block, step: usize) {
    xor(block.get_mut(SEMIBLOCK - size_of::<usize>()..).unwrap_or_default(), &step.to_be_bytes());
}

/// Puts a semiblock into the right half of a block.
fn put(block: &mut Block, semiblock: &[u8]) {
    copy(block.get_mut(SEMIBLOCK..).unwrap_or_default(), semiblock);
}

/// Takes the right half of a block out.
fn take(block: &Block, semiblock: &mut [u8]) {
    copy(semiblock, block.get(SEMIBLOCK..).unwrap_or_default());
}
