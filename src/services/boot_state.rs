//! What only rises: the security counter below which no image starts any more, and the first of the trusted
//! keys that is not revoked. Both stand in one record, so that a power cut leaves both as they were or both raised.

use crate::status::Status;
use crate::storage::record::{self, Storage};

/// Bytes of the record.
pub const LENGTH: usize = 8;

/// The two numbers.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BootState {
    /// Images with a lower security counter are refused.
    pub counter: u32,
    /// Trusted keys before this one are revoked.
    pub first_key: u32,
}

/// Makes the record, with zeros. One that is there is `BAD_STATE`: it would let old images start again.
pub fn create(storage: &mut impl Storage, record: u16) -> Result<(), Status> {
    // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
    let zeros = [0; LENGTH];
    record::create(storage, record, &zeros)
}

/// Raises what is lower, in one store; none if nothing is.
pub fn raise(storage: &mut impl Storage, record: u16, to: &BootState) -> Result<(), Status> {
    let stored = BootState::load(storage, record)?;
    let raised =
        BootState { counter: stored.counter.max(to.counter), first_key: stored.first_key.max(to.first_key) };
    if raised == stored { Ok(()) } else { raised.store(storage, record) }
}

impl BootState {
    /// Reads the record.
    pub fn load(storage: &mut impl Storage, record: u16) -> Result<Self, Status> {
        let mut bytes = [0; LENGTH];
        record::load(storage, record, &mut bytes)?;
        let [a, b, c, d, e, f, g, h] = bytes;
        Ok(BootState {
            counter: u32::from_be_bytes([a, b, c, d]),
            first_key: u32::from_be_bytes([e, f, g, h]),
        })
    }

    fn store(self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        let [a, b, c, d] = self.counter.to_be_bytes();
        let [e, f, g, h] = self.first_key.to_be_bytes();
        record::store(storage, record, &[a, b, c, d, e, f, g, h])
    }
}
