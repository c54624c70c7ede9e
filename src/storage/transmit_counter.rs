//! Numbers that are given out once, whenever the power fails: for nonces and frame counters.
//!
//! The record holds a number above every number ever given out. It is stored **before** the numbers
//! below it are used, [`RESERVED`] at a time because memory wears out; what a restart finds reserved
//! and perhaps unused is skipped.
//!
//! How many at a time: flash of 10,000 writes has to last for twenty years, 7,305 days. Half of the
//! writes are for restarts (one each; two in three days), the other 5,000 for batches. 4,096 numbers
//! in each are 2,803 a day, one every 31 seconds. All 10,000 batches are under 1% of the numbers that
//! there are. A memory with fewer writes, or a meter with more messages, needs wear levelling below
//! these functions.

use super::record::{self, Storage};
use crate::status::Status;

/// Numbers that one store reserves.
pub const RESERVED: u32 = 4096;

/// The numbers reserved and not yet given out: `next..limit`.
#[repr(C)]
pub struct TransmitCounter {
    pub(super) record: u32,
    pub(super) next: u32,
    pub(super) limit: u32,
}

/// Makes the record, with the first number to give out. One that is there is `BAD_STATE`: for the
/// same key it would give its numbers out again.
pub fn create(storage: &mut impl Storage, record: u16, first: u32) -> Result<(), Status> {
    record::create(storage, record, &first.to_be_bytes())
}

impl TransmitCounter {
    /// Finds the record. Nothing is reserved before the first number is wanted.
    pub fn start(storage: &mut impl Storage, record: u16) -> Result<Self, Status> {
        let stored = record::load_number(storage, record)?;
        Ok(TransmitCounter { record: record.into(), next: stored, limit: stored })
    }

    /// Gives a number that was never given out before, after restarts neither, and that is greater
    /// than all of them.
    pub fn next(&mut self, storage: &mut impl Storage) -> Result<u32, Status> {
        if self.next >= self.limit {
            self.reserve(storage)?;
        }
        let number = self.next;
        self.next = number.wrapping_add(1);
        Ok(number)
    }

    /// Reserves from what is stored, not from what this object last saw: two objects on one record
    /// do not share numbers.
    fn reserve(&mut self, storage: &mut impl Storage) -> Result<(), Status> {
        #[expect(clippy::cast_possible_truncation, reason = "it was made from a u16")]
        let record = self.record as u16;
        let from = record::load_number(storage, record)?;
        if from < self.limit {
            // The memory is older than this object.
            return Err(Status::STORAGE_FAILED);
        }
        let limit = from.saturating_add(RESERVED);
        if from == limit {
            return Err(Status::COUNTER_EXHAUSTED);
        }
        record::store(storage, record, &limit.to_be_bytes())?;
        (self.next, self.limit) = (from, limit);
        Ok(())
    }
}
