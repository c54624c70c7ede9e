//! Self-tests: does each algorithm still give the answers that it must (FIPS 140-3, 7.10)?
//!
//! Flash forgets, and so do other people's linker scripts and compilers. Each test is a function of its own: a firmware
//! links those that it calls. What has failed once counts as failed for good, as long as the caller keeps the state.

pub mod ciphers;
pub mod hashes;
pub mod p256;

use crate::arch::memory::zero_bytes;
use crate::constant_time::equal;
use crate::status::Status;

/// What has become of the tests: no test has failed, or one has.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct State(u32);

impl State {
    /// No test has failed.
    pub const SOUND: State = State(0x536F_756E);
    /// A test has failed, or nobody knows.
    pub const FAILED: State = State(0xAC90_8A91);

    /// As it lies in memory.
    #[must_use]
    pub const fn word(self) -> u32 {
        self.0
    }

    /// Runs a test unless one has failed, and keeps what came of it.
    pub fn run(&mut self, test: impl FnOnce() -> Result<(), Status>) -> Result<(), Status> {
        if *self != State::SOUND || test().is_err() {
            *self = State::FAILED;
        }
        self.result()
    }

    /// Whether no test has failed.
    pub fn result(&self) -> Result<(), Status> {
        if *self == State::SOUND { Ok(()) } else { Err(Status::SELF_TEST_FAILED) }
    }
}

/// Succeeds if an answer is the known one.
fn expect(answer: &[u8], known: &[u8]) -> Result<(), Status> {
    equal(answer, known).map_err(|_| Status::SELF_TEST_FAILED)
}

/// Bytes that count up.
fn counting<const LENGTH: usize>(from: u8) -> [u8; LENGTH] {
    let (mut bytes, mut next) = ([0; LENGTH], from);
    for byte in &mut bytes {
        *byte = next;
        next = next.wrapping_add(1);
    }
    bytes
}

/// Bytes that are all the same. Of a literal AVR makes a constant in RAM.
fn repeated<const LENGTH: usize>(byte: u8) -> [u8; LENGTH] {
    let mut bytes = zero_bytes();
    bytes.iter_mut().for_each(|place| *place = byte);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_once_stays_failed() {
        let mut state = State::SOUND;
        assert_eq!(state.run(|| Ok(())), Ok(()));
        assert_eq!(state.run(|| Err(Status::BAD_KEY)), Err(Status::SELF_TEST_FAILED));
        assert_eq!(state.run(|| Ok(())), Err(Status::SELF_TEST_FAILED));
        assert_eq!(state.result(), Err(Status::SELF_TEST_FAILED));
    }

    #[test]
    fn a_state_that_nobody_wrote_is_failed() {
        assert_eq!(State(0).result(), Err(Status::SELF_TEST_FAILED));
    }
}
