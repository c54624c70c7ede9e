//! What a meter remembers of a signer's commands: the last that was accepted, and those of which the firmware
//! did not say yet that it is through with them.
//!
//! One record holds both, so that a power cut leaves both as they were before or after: five numbers of 4
//! bytes, big-endian. A command is *accepted* when the record with its number is stored; then it is released,
//! and the firmware acts on it; it is *confirmed* when the record without it is stored. A power cut in
//! between leaves a number that a restart finds: it was accepted, it may have been obeyed or not, it will not
//! be released again.

use crate::status::Status;
use crate::storage::record::{self, Storage};

/// Commands of a signer that may be unconfirmed at a time.
pub const UNCONFIRMED: usize = 4;

/// Bytes of the record.
const LENGTH: usize = 4 + 4 * UNCONFIRMED;

/// The content of the record.
pub struct CommandLog {
    last: u32,
    /// No command has the number 0: such an entry is free.
    unconfirmed: [u32; UNCONFIRMED],
}

/// Makes the record of a signer: numbers above `last` will be accepted. One that is there is `BAD_STATE`: it
/// would accept old commands again.
pub fn create(storage: &mut impl Storage, record: u16, last: u32) -> Result<(), Status> {
    if record::exists(storage, record, LENGTH)? {
        return Err(Status::BAD_STATE);
    }
    CommandLog { last, unconfirmed: [0; UNCONFIRMED] }.store(storage, record)
}

impl CommandLog {
    /// Reads the record.
    pub fn load(storage: &mut impl Storage, record: u16) -> Result<Self, Status> {
        let mut bytes = [0; LENGTH];
        record::load(storage, record, &mut bytes)?;
        let mut words = bytes.as_chunks().0.iter().map(|word| u32::from_be_bytes(*word));
        let last = words.next().unwrap_or(u32::MAX);
        let mut unconfirmed = [0; UNCONFIRMED];
        unconfirmed.iter_mut().zip(words).for_each(|(place, word)| *place = word);
        Ok(CommandLog { last, unconfirmed })
    }

    /// Stores the record.
    pub fn store(&self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        let mut bytes = [0; LENGTH];
        let words = core::iter::once(&self.last).chain(&self.unconfirmed);
        bytes.as_chunks_mut().0.iter_mut().zip(words).for_each(|(place, word)| *place = word.to_be_bytes());
        record::store(storage, record, &bytes)
    }

    /// Puts a number in: REPLAYED if it is not above the last, BAD_STATE if as many as there may be are
    /// unconfirmed. The highest is refused: nothing could follow it.
    pub fn accept(&mut self, number: u32) -> Result<(), Status> {
        if number <= self.last {
            return Err(Status::REPLAYED);
        }
        if number == u32::MAX {
            return Err(Status::COUNTER_EXHAUSTED);
        }
        *self.unconfirmed.iter_mut().find(|entry| **entry == 0).ok_or(Status::BAD_STATE)? = number;
        self.last = number;
        Ok(())
    }

    /// Takes a number out; BAD_STATE if it is not in.
    pub fn confirm(&mut self, number: u32) -> Result<(), Status> {
        *self
            .unconfirmed
            .iter_mut()
            .find(|entry| **entry == number && number != 0)
            .ok_or(Status::BAD_STATE)? = 0;
        Ok(())
    }

    /// The number that was accepted last.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.last
    }

    /// The numbers that were accepted and not confirmed, and zeros.
    #[must_use]
    pub fn unconfirmed(&self) -> [u32; UNCONFIRMED] {
        self.unconfirmed
    }
}
