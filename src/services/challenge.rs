//! Who is there? One side sends a challenge of random bytes, the other one answers with HMAC-SHA-256 over its own
//! identity and the challenge: only who knows the key can, and no answer fits a second challenge, nor the other
//! direction. A meter proves itself to a head-end, a part to its maker, and the other way round.
//!
//! Attempts are counted before an answer is looked at, in a record: neither a power cut nor a restart gives more
//! of them. The time depends on lengths only, and on the verdict.

use crate::copy::copy;
use crate::primitives::hmac::{HmacSha256, TAG_LENGTH};
use crate::random::{self, BLOCK_LENGTH, Random};
use crate::status::Status;
use crate::storage::record::{self, Storage};
use crate::verdict::Answer;
use zeroize::Zeroize;

/// Bytes in a challenge.
pub const CHALLENGE_LENGTH: usize = 16;
/// Bytes in an answer.
pub const ANSWER_LENGTH: usize = TAG_LENGTH;
/// Bytes in the identity of the side that answers.
pub const IDENTITY_LENGTH: usize = 8;

/// Attempts that failed, and how many may: 2 bytes each.
const RECORD_LENGTH: usize = 4;

/// A challenge that was not answered yet.
pub type Challenge = [u8; CHALLENGE_LENGTH];

/// Makes the record. One that is there is `BAD_STATE`: it would give new attempts.
pub fn create(storage: &mut impl Storage, record: u16, limit: u16) -> Result<(), Status> {
    if limit == 0 {
        return Err(Status::BAD_ARGUMENT);
    }
    let [high, low] = limit.to_be_bytes();
    record::create(storage, record, &[0, 0, high, low])
}

/// Failed attempts are forgotten.
pub fn reset(storage: &mut impl Storage, record: u16) -> Result<(), Status> {
    let (failed, limit) = load(storage, record)?;
    if failed == 0 { Ok(()) } else { store(storage, record, 0, limit) }
}

/// Draws a challenge.
pub fn draw(source: &mut impl Random, challenge: &mut Challenge) -> Result<(), Status> {
    let mut block = [0; BLOCK_LENGTH];
    let drawn = random::draw(source, &mut block);
    copy(challenge, &block);
    block.zeroize();
    drawn
}

/// The answer of the side with this identity.
pub fn answer(
    key: &[u8], identity: &[u8; IDENTITY_LENGTH], challenge: &Challenge, answer: &mut [u8; ANSWER_LENGTH],
) {
    absorbed(key, identity, challenge).finish(answer);
}

/// Whether the answer is right; the attempt is stored before that is looked at.
pub fn check(
    storage: &mut impl Storage, record: u16, key: &[u8], identity: &[u8; IDENTITY_LENGTH],
    challenge: &Challenge, answer: &[u8; ANSWER_LENGTH],
) -> Answer {
    let (failed, limit) = load(storage, record)?;
    if failed >= limit {
        return Err(Status::TOO_MANY_ATTEMPTS);
    }
    store(storage, record, failed.wrapping_add(1), limit)?;
    // Twice: one missed instruction does not make an answer right that belongs to no key, or to another challenge.
    let first = verify(key, identity, challenge, answer);
    let second = verify(key, identity, challenge, answer);
    let status = if first == Ok(Status::OK) { second? } else { first? };
    store(storage, record, 0, limit).map(|()| status)
}

#[inline(never)]
fn verify(
    key: &[u8], identity: &[u8; IDENTITY_LENGTH], challenge: &Challenge, answer: &[u8; ANSWER_LENGTH],
) -> Answer {
    // None was drawn: what a missed instruction leaves.
    if challenge.iter().fold(0, |seen, byte| seen | byte) == 0 {
        return Err(Status::NOT_AUTHENTIC);
    }
    absorbed(key, identity, challenge).finish_verify(answer)
}

fn absorbed(key: &[u8], identity: &[u8; IDENTITY_LENGTH], challenge: &Challenge) -> HmacSha256 {
    let mut hmac = HmacSha256::zeroed();
    hmac.start(key);
    hmac.update(identity);
    hmac.update(challenge);
    hmac
}

fn load(storage: &mut impl Storage, record: u16) -> Result<(u16, u16), Status> {
    let mut stored = [0; RECORD_LENGTH];
    record::load(storage, record, &mut stored)?;
    let [a, b, c, d] = stored;
    Ok((u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])))
}

fn store(storage: &mut impl Storage, record: u16, failed: u16, limit: u16) -> Result<(), Status> {
    let ([a, b], [c, d]) = (failed.to_be_bytes(), limit.to_be_bytes());
    record::store(storage, record, &[a, b, c, d])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail")]
mod tests;
