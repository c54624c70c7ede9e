//! The caller's non-volatile memory, and records in it.

use super::arguments::{LENGTHS_FIT, MEMORY, NUMBER, RECORD_NUMBER, at, flag, number, shape, sized};
use super::boundary::Region;
use super::call::{Given, run};
use super::object::check_place;
use super::stack::KEY_SLOT;
use crate::status::Status;
use crate::storage::record::{self, MAXIMUM_RECORD};
use core::ffi::c_void;

/// Reads the first `length` bytes of a slot into `data` and answers AMISEC_OK; anything else fails
/// the call that asked.
///
/// `context` is that of the amisec_storage_t. A slot that was never written reads as any bytes.
#[expect(non_camel_case_types, reason = "the name that C sees")]
pub type amisec_storage_read_fn =
    Option<unsafe extern "C" fn(context: *mut c_void, slot: u16, data: *mut u8, length: usize) -> Status>;

/// Makes `data` the first `length` bytes of a slot and answers AMISEC_OK when they have reached the
/// memory; anything else fails the call that asked.
///
/// What flash has to erase first is erased here. If the power fails meanwhile, this slot may read as
/// anything afterwards, but no other slot may change: a slot shares no page of flash with another.
#[expect(non_camel_case_types, reason = "the name that C sees")]
pub type amisec_storage_write_fn =
    Option<unsafe extern "C" fn(context: *mut c_void, slot: u16, data: *const u8, length: usize) -> Status>;

/// Removes what a slot holds and answers AMISEC_OK; anything else fails the call that asked.
#[expect(non_camel_case_types, reason = "the name that C sees")]
pub type amisec_storage_erase_fn = Option<unsafe extern "C" fn(context: *mut c_void, slot: u16) -> Status>;

/// Non-volatile memory, which is the caller's: slots of 12 bytes for a counter, of 8 bytes more than
/// the longest record for others. Record n lies in the slots 2n and 2n + 1. The structure is only
/// read, and is passed with each call; all functions are needed.
#[repr(C)]
pub struct StorageFunctions {
    /// Reads a slot.
    pub read: amisec_storage_read_fn,
    /// Writes a slot.
    pub write: amisec_storage_write_fn,
    /// Empties a slot.
    pub erase: amisec_storage_erase_fn,
    /// Is passed to the functions.
    pub context: *mut c_void,
}

/// Reads a record.
///
/// @param storage      the memory
/// @param record       the number of the record, 0 to 32767
/// @param data         receives the record; apart from storage. Zeroed if it cannot be read
/// @param data_length  the length in bytes with which it was stored, 1 to 80
/// @retval AMISEC_OK              the record is written to data
/// @retval AMISEC_STORAGE_FAILED  there is no such record of this length, it is damaged, or storage
///                                failed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, data_length is too large, or the
///                                number of the record is
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH      data_length is not 1 to 80
/// @retval AMISEC_BAD_OVERLAP     data shares memory with storage
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_record_load(
    storage: *const StorageFunctions, record: u16, data: *mut u8, data_length: usize,
) -> Status {
    let fits = record::check_length(data_length).is_ok();
    let mut words = [at(data), number(data_length), at(storage), number(record.into()), flag(fits)];
    let load = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(2) };
        // SAFETY: as above.
        let record = unsafe { given.half(3) };
        // SAFETY: as above.
        record::load(memory, record, unsafe { given.zeroed(0) })
    };
    shape!(SHAPE, KEY_SLOT, [sized(0)], [MEMORY, RECORD_NUMBER, LENGTHS_FIT]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, load) }
}

/// Writes a record, whether it was there or not. It survives a power cut at any moment: afterwards
/// the record holds the old data or the new, and if this call had answered AMISEC_OK, the new.
///
/// Both slots are written, one after the other: a store costs one write of each.
///
/// @param storage      the memory
/// @param record       the number of the record, 0 to 32767
/// @param data         the new data; apart from storage
/// @param data_length  its length in bytes, 1 to 80; a record keeps its length until it is erased
/// @retval AMISEC_OK                 the record holds data, in both slots
/// @retval AMISEC_STORAGE_FAILED     storage failed, or does not read back what was written: the
///                                   record holds the old data or the new
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, data_length is too large, or
///                                   the number of the record is
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         data_length is not 1 to 80
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_record_store(
    storage: *const StorageFunctions, record: u16, data: *const u8, data_length: usize,
) -> Status {
    let fits = record::check_length(data_length).is_ok();
    let mut words = [at(storage), number(record.into()), at(data), number(data_length), flag(fits)];
    let store = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        record::store(memory, record, unsafe { given.bytes(2) })
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, sized(0), LENGTHS_FIT]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, store) }
}

/// Erases a record, so that it can be made anew: a counter for a new key, with
/// amisec_transmit_counter_create or amisec_receive_counter_create (their length is 4). A power cut
/// meanwhile brings nothing back that was not in the record at last.
///
/// @param storage      the memory
/// @param record       the number of the record, 0 to 32767
/// @param data_length  the length in bytes with which it was stored, 1 to 80
/// @retval AMISEC_OK              there is no such record (any more)
/// @retval AMISEC_STORAGE_FAILED  storage failed, or the record is there still
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH      data_length is not 1 to 80
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_record_erase(
    storage: *const StorageFunctions, record: u16, data_length: usize,
) -> Status {
    let fits = record::check_length(data_length).is_ok();
    let mut words = [at(storage), number(record.into()), number(data_length), flag(fits)];
    let erase = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        record::erase(memory, record, unsafe { given.number(2) })
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, NUMBER, LENGTHS_FIT]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, erase) }
}

impl StorageFunctions {
    /// Whether all functions are there.
    pub(super) fn are_complete(&self) -> bool {
        self.read.is_some() && self.write.is_some() && self.erase.is_some()
    }
}

/// The caller's memory: the structure that he lends us.
#[repr(transparent)]
pub(super) struct CallerStorage(*const StorageFunctions);

impl CallerStorage {
    /// Refuses NULL, a structure that is not aligned, and a record without slots. Gives the place of
    /// the structure, too.
    ///
    /// # Safety
    /// `storage` is NULL or points to a structure that the caller of the C function lends us.
    pub(super) unsafe fn new(
        storage: *const StorageFunctions, record: u16,
    ) -> Result<(Self, Region), Status> {
        check_place(storage)?;
        // SAFETY: aligned and not NULL.
        if !unsafe { &*storage }.are_complete() || record > MAXIMUM_RECORD {
            return Err(Status::BAD_ARGUMENT);
        }
        Ok((CallerStorage(storage), Region::of(storage)))
    }

    fn functions(&self) -> &StorageFunctions {
        // SAFETY: it was checked, and is lent to us for the call.
        unsafe { &*self.0 }
    }
}

impl record::Storage for CallerStorage {
    #[inline(never)]
    fn read(&mut self, slot: u16, bytes: &mut [u8]) -> Result<(), Status> {
        let functions = self.functions();
        let Some(read) = functions.read else { return Err(Status::STORAGE_FAILED) };
        // SAFETY: the caller gave the function for this use; `bytes` is writable.
        stored(unsafe { read(functions.context, slot, bytes.as_mut_ptr(), bytes.len()) })
    }

    #[inline(never)]
    fn write(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status> {
        let functions = self.functions();
        let Some(write) = functions.write else { return Err(Status::STORAGE_FAILED) };
        // SAFETY: the caller gave the function for this use; `bytes` is readable.
        stored(unsafe { write(functions.context, slot, bytes.as_ptr(), bytes.len()) })
    }

    #[inline(never)]
    fn erase(&mut self, slot: u16) -> Result<(), Status> {
        let functions = self.functions();
        let Some(erase) = functions.erase else { return Err(Status::STORAGE_FAILED) };
        // SAFETY: the caller gave the function for this use.
        stored(unsafe { erase(functions.context, slot) })
    }
}

fn stored(status: Status) -> Result<(), Status> {
    if status == Status::OK { Ok(()) } else { Err(Status::STORAGE_FAILED) }
}
