//! What a meter remembers of a signer's commands: the last that was accepted, and those of which the firmware
//! did not say yet that it is through with them.
//!
//! One record holds both, so that a power cut leaves both as they were before or after: five numbers of 4
//! bytes, big-endian. A command is *accepted* when the record with its number is stored; then it is released,
//! and the firmware acts on it; it is *confirmed* when the record without it is stored. A power cut in
//! between leaves a number that a restart finds: it was accepted, it may have been obeyed or not, it will not
//! be released again.

use crate::copy::copy;
use crate::status::Status;
use crate::storage::record::{self, Storage};

/// Commands of a signer that may be unconfirmed at a time.
pub const UNCONFIRMED: usize = 4;

/// The content of the record: the last number, then those that are unconfirmed. No command has the number 0: such
/// an entry is free.
pub struct CommandLog([Number; 1 + UNCONFIRMED]);

/// Big-endian.
type Number = [u8; 4];

/// Makes the record of a signer: numbers above `last` will be accepted. One that is there is `BAD_STATE`: it
/// would accept old commands again.
pub fn create(storage: &mut impl Storage, record: u16, last: u32) -> Result<(), Status> {
    let mut log = CommandLog::empty();
    log.0[0] = last.to_be_bytes();
    record::create(storage, record, log.0.as_flattened())
}

impl CommandLog {
    /// Of no command.
    #[must_use]
    pub fn empty() -> Self {
        CommandLog([[0; 4]; 1 + UNCONFIRMED])
    }

    /// Reads the record, in the place where it stays.
    #[inline(never)]
    pub fn load(&mut self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        record::load(storage, record, self.0.as_flattened_mut())
    }

    /// Stores the record.
    #[inline(never)]
    pub fn store(&self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        record::store(storage, record, self.0.as_flattened())
    }

    /// Puts a number in: REPLAYED if it is not above the last, BAD_STATE if as many as there may be are
    /// unconfirmed. The highest is refused: nothing could follow it.
    pub fn accept(&mut self, number: u32) -> Result<(), Status> {
        if number <= self.last() {
            return Err(Status::REPLAYED);
        }
        if number == u32::MAX {
            return Err(Status::COUNTER_EXHAUSTED);
        }
        self.replace(0, number)?;
        self.0[0] = number.to_be_bytes();
        Ok(())
    }

    /// Takes a number out; BAD_STATE if it is not in.
    pub fn confirm(&mut self, number: u32) -> Result<(), Status> {
        if number == 0 { Err(Status::BAD_STATE) } else { self.replace(number, 0) }
    }

    #[inline(never)]
    fn replace(&mut self, old: u32, new: u32) -> Result<(), Status> {
        let entry = self.0.iter_mut().skip(1).find(|entry| u32::from_be_bytes(**entry) == old);
        *entry.ok_or(Status::BAD_STATE)? = new.to_be_bytes();
        Ok(())
    }

    /// The number that was accepted last.
    #[must_use]
    pub fn last(&self) -> u32 {
        u32::from_be_bytes(self.0[0])
    }

    /// Gives the numbers that were accepted and not confirmed, and zeros.
    pub fn unconfirmed(&self, place: &mut [u8; 4 * UNCONFIRMED]) {
        copy(place, self.0.as_flattened().get(4..).unwrap_or_default());
    }
}
