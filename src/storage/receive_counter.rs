//! The last number that a sender used: every message is accepted once, whenever the power fails.
//!
//! The record holds a number at or above every number ever accepted. It is stored **before** a
//! message with a higher one is released. With `ahead` = 0 that is the number itself, at the price
//! of a store for each message; with more, one store covers the `ahead` numbers that follow, and a
//! restart refuses up to that many that were never used: the sender has to go on above them.

use super::record::{self, Storage};
use crate::status::Status;

/// What was accepted last, and the number that is stored: `last <= bound`.
#[repr(C)]
pub struct ReceiveCounter {
    pub(super) record: u32,
    pub(super) last: u32,
    pub(super) bound: u32,
    pub(super) ahead: u32,
}

/// Makes the record: numbers above `last` will be accepted. One that is there is `BAD_STATE`: for
/// the same key it would accept old messages again.
pub fn create(storage: &mut impl Storage, record: u16, last: u32) -> Result<(), Status> {
    record::create(storage, record, &last.to_be_bytes())
}

impl ReceiveCounter {
    /// Goes on above what is stored.
    pub fn start(storage: &mut impl Storage, record: u16, ahead: u32) -> Result<Self, Status> {
        let bound = record::load_number(storage, record)?;
        Ok(ReceiveCounter { record: record.into(), last: bound, bound, ahead })
    }

    /// Refuses a number that is not above the last, without a look at the memory: the cheap check
    /// before a message is authenticated. The highest number is refused, too: nothing could follow
    /// it, and no sender of ours uses it.
    pub fn check(&self, number: u32) -> Result<(), Status> {
        if number <= self.last {
            Err(Status::REPLAYED)
        } else if number == u32::MAX {
            Err(Status::COUNTER_EXHAUSTED)
        } else {
            Ok(())
        }
    }

    /// Accepts the number of an authentic message, which may be used from here on, or refuses it.
    pub fn accept(&mut self, storage: &mut impl Storage, number: u32) -> Result<(), Status> {
        self.check(number)?;
        if number > self.bound {
            self.raise(storage, number)?;
        }
        self.last = number;
        Ok(())
    }

    /// Stores a bound for `number`. What is stored already comes first: another object on the same
    /// record may have accepted this number.
    fn raise(&mut self, storage: &mut impl Storage, number: u32) -> Result<(), Status> {
        #[expect(clippy::cast_possible_truncation, reason = "it was made from a u16")]
        let record = self.record as u16;
        let stored = record::load_number(storage, record)?;
        if stored < self.bound {
            // The memory is older than this object.
            return Err(Status::STORAGE_FAILED);
        }
        if stored > self.bound {
            (self.last, self.bound) = (stored, stored);
            self.check(number)?;
        }
        let bound = number.saturating_add(self.ahead);
        record::store(storage, record, &bound.to_be_bytes())?;
        self.bound = bound;
        Ok(())
    }
}
