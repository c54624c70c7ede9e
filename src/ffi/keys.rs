//! Keys in slots: staged, confirmed, rolled back.

use super::aes::Aes128Key;
use super::arguments::{
    self, IS_VALID, LENGTHS_FIT, MEMORY, NUMBER, RECORD_NUMBER, at, counted, flag, number, object, shape,
    sized, structure,
};
use super::call::{Given, run};
use super::stack::KEY_SLOT;
use super::storage::{CallerStorage, StorageFunctions};
use crate::primitives::aes::Aes;
use crate::services::keys::{self, Kind, WRAPPING};
use crate::status::Status;

/// A key of this device and the head-end alone.
pub const AMISEC_KEY_INDIVIDUAL: u8 = 1;
/// A key of a group of devices.
pub const AMISEC_KEY_GROUP: u8 = 2;
/// A key of every device.
pub const AMISEC_KEY_BROADCAST: u8 = 3;
const _: () = assert!(
    AMISEC_KEY_INDIVIDUAL == Kind::INDIVIDUAL.0
        && AMISEC_KEY_GROUP == Kind::GROUP.0
        && AMISEC_KEY_BROADCAST == Kind::BROADCAST.0
);

/// Makes a slot with its first key: once, at the factory.
///
/// A slot is a record. Beside its current key it holds at most one that is staged, and the numbers
/// (epochs) of both. Every step is one store: a power cut leaves the slot as it was, or changed.
///
/// @param storage     the memory; in protected memory where there is any
/// @param record      the number of the record, 0 to 32767, which nothing else uses; 41, 57 or 73 bytes
/// @param kind        AMISEC_KEY_INDIVIDUAL, AMISEC_KEY_GROUP or AMISEC_KEY_BROADCAST: the slot's for good
/// @param epoch       the key's epoch, above 0
/// @param key         the key
/// @param key_length  its length in bytes, 16, 24 or 32: the slot's for good
/// @retval AMISEC_OK              the slot is there
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, the number of the record is too
///                                large, kind is none of those, or epoch is 0
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
/// @retval AMISEC_BAD_STATE       the slot is there already
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_create(
    storage: *const StorageFunctions, record: u16, kind: u8, epoch: u32, key: *const u8, key_length: usize,
) -> Status {
    let mut words = [
        at(storage),
        number(record.into()),
        number(kind.into()),
        at(&raw const epoch),
        at(key),
        number(key_length),
        flag(keys::is_length(key_length)),
        flag(epoch != 0),
    ];
    let create = |given: Given| {
        // SAFETY: see the shape.
        let (memory, record, kind, epoch, key) = unsafe { key_to_install(given) };
        keys::create(memory, record, kind, epoch, key)
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, KIND, NUMBER, sized(0), LENGTHS_FIT, IS_VALID]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, create) }
}

/// Puts a new key beside the current one: both open from here on, until the new one is confirmed or
/// rolled back. For a key that came inside an encrypted command; see amisec_key_stage_wrapped.
///
/// The epoch must be above all that were ever staged here. A staged key with a lower epoch is
/// replaced. The same key with the same epoch is accepted again, and costs no store.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param kind        the slot's kind
/// @param epoch       the new key's epoch
/// @param key         the new key
/// @param key_length  its length in bytes, that of the slot: 16, 24 or 32
/// @retval AMISEC_OK                 the key is staged
/// @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before, or it was another
///                                   key's
/// @retval AMISEC_WRONG_TARGET       the slot is of another kind
/// @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
///                                   was, or the key is staged
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, the number of the record is too
///                                   large, or kind is none that can be installed
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_stage(
    storage: *const StorageFunctions, record: u16, kind: u8, epoch: u32, key: *const u8, key_length: usize,
) -> Status {
    let mut words = [
        at(storage),
        number(record.into()),
        number(kind.into()),
        at(&raw const epoch),
        at(key),
        number(key_length),
        flag(keys::is_length(key_length)),
    ];
    let stage = |given: Given| {
        // SAFETY: see the shape.
        let (memory, record, kind, epoch, key) = unsafe { key_to_install(given) };
        keys::stage(memory, record, kind, epoch, key)
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, KIND, NUMBER, sized(0), LENGTHS_FIT]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, stage) }
}

/// Stages a key that was wrapped (RFC 3394) under an AES-128 key: amisec_key_stage for what comes from
/// outside. What is wrapped names its place, so that a wrapped key goes nowhere else: kind (1 byte),
/// length of the key (1), number of the slot's record (2), epoch (4), big-endian, then the key.
///
/// @param wrapping_key    the key that wraps, set up: this device's own
/// @param storage         the memory
/// @param record          the number of the slot's record
/// @param kind            the slot's kind
/// @param wrapped         the wrapped key
/// @param wrapped_length  its length in bytes: 32, 40 or 48, for a key of 16, 24 or 32
/// @retval AMISEC_OK                 the key is staged
/// @retval AMISEC_NOT_AUTHENTIC      it was not wrapped under this key, or was changed
/// @retval AMISEC_MALFORMED          its length is not the one that it names
/// @retval AMISEC_WRONG_TARGET       it is for another slot or kind, or the slot is of another kind
/// @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before, or it was another
///                                   key's
/// @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
///                                   was, or the key is staged
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length or the number of the record
///                                   is too large, or kind is none that can be installed
/// @retval AMISEC_BAD_ALIGNMENT      wrapping_key or storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         wrapped_length is not 32, 40 or 48
/// @retval AMISEC_BAD_STATE          wrapping_key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_stage_wrapped(
    wrapping_key: *const Aes128Key, storage: *const StorageFunctions, record: u16, kind: u8,
    wrapped: *const u8, wrapped_length: usize,
) -> Status {
    let mut words = [
        at(storage),
        number(record.into()),
        number(kind.into()),
        at(wrapping_key),
        at(wrapped),
        number(wrapped_length),
        flag(keys::is_length(wrapped_length.wrapping_sub(WRAPPING))),
    ];
    let stage = |given: Given| {
        // SAFETY: see the shape.
        let (memory, record, kind) = unsafe { slot(given) };
        // SAFETY: as above.
        let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
        // SAFETY: as above.
        keys::stage_wrapped(&cipher, memory, record, kind, unsafe { given.bytes(4) })
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, KIND, object::<Aes128Key>(), sized(0), LENGTHS_FIT]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, stage) }
}

/// The staged key takes the place of the current one, which is gone. Call it when the head-end has used
/// the new key: it has it, then.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
/// @param epoch       the epoch of the staged key; once more that of the current one changes nothing
/// @retval AMISEC_OK                 the key of this epoch is the current one
/// @retval AMISEC_UNKNOWN_KEY        no key of this epoch is staged
/// @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
///                                   was, or the key is confirmed
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
///                                   large
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_confirm(
    storage: *const StorageFunctions, record: u16, key_length: usize, epoch: u32,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { settle(storage, record, key_length, epoch, true) }
}

/// The staged key is gone, the current one stays. Its epoch is used up: what is staged next has a higher
/// one.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
/// @param epoch       the epoch of the staged key; once more changes nothing
/// @retval AMISEC_OK                 no key of this epoch is staged any more
/// @retval AMISEC_UNKNOWN_KEY        no key of this epoch was staged
/// @retval AMISEC_STORAGE_FAILED     there is no such slot, it is damaged, or storage failed: it is as it
///                                   was, or the key is gone
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
///                                   large
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         key_length is not 16, 24 or 32
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_roll_back(
    storage: *const StorageFunctions, record: u16, key_length: usize, epoch: u32,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { settle(storage, record, key_length, epoch, false) }
}

/// Gives the key of an epoch, the current one or the staged one. Wipe it with amisec_wipe when it is
/// used.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param kind        the slot's kind
/// @param epoch       the epoch; see amisec_key_epochs
/// @param key         receives the key; apart from storage. Zeroed unless the status is AMISEC_OK
/// @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
/// @retval AMISEC_OK              the key is written
/// @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
/// @retval AMISEC_WRONG_TARGET    the slot is of another kind
/// @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, the number of the record is too large,
///                                or kind is none that can be loaded
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
/// @retval AMISEC_BAD_OVERLAP     key shares memory with storage
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_load(
    storage: *const StorageFunctions, record: u16, kind: u8, epoch: u32, key: *mut u8, key_length: usize,
) -> Status {
    let mut words = [
        at(key),
        number(key_length),
        at(storage),
        number(record.into()),
        number(kind.into()),
        flag(keys::is_length(key_length)),
        at(&raw const epoch),
    ];
    let load = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(2) };
        // SAFETY: as above.
        let record = unsafe { given.half(3) };
        // SAFETY: as above.
        let kind = unsafe { given.half(4) };
        let [kind, _] = kind.to_le_bytes();
        // SAFETY: as above.
        let epoch = unsafe { given.long(6) };
        // SAFETY: as above.
        keys::load(memory, record, Kind(kind), epoch, unsafe { given.zeroed(0) })
    };
    shape!(SHAPE, KEY_SLOT, [sized(0)], [MEMORY, RECORD_NUMBER, KIND, LENGTHS_FIT, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, load) }
}

/// Says which keys a slot has. After a restart a meter asks what is staged, and goes on from there.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param key_length  the length of the slot's keys in bytes: 16, 24 or 32
/// @param current     receives the epoch of the current key
/// @param staged      receives the epoch of the staged key, 0 if there is none; both apart from each
///                    other and from storage, and zeroed unless the status is AMISEC_OK
/// @retval AMISEC_OK              both are written
/// @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
/// @retval AMISEC_BAD_ALIGNMENT   storage, current or staged is not aligned for its type
/// @retval AMISEC_BAD_LENGTH      key_length is not 16, 24 or 32
/// @retval AMISEC_BAD_OVERLAP     current, staged and storage share memory
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_epochs(
    storage: *const StorageFunctions, record: u16, key_length: usize, current: *mut u32, staged: *mut u32,
) -> Status {
    let mut words = [
        at(current),
        at(staged),
        at(storage),
        number(record.into()),
        flag(keys::is_length(key_length)),
        number(key_length),
    ];
    let read = |given: Given| {
        // SAFETY: see the shape.
        let current = unsafe { given.new_structure::<u32>(0) };
        // SAFETY: as above.
        let staged = unsafe { given.new_structure::<u32>(1) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(2) };
        // SAFETY: as above.
        let record = unsafe { given.half(3) };
        // SAFETY: as above.
        (*current, *staged) = keys::epochs(memory, record, unsafe { given.number(5) })?;
        Ok(())
    };
    shape!(
        SHAPE,
        KEY_SLOT,
        [structure::<u32>(), structure::<u32>()],
        [MEMORY, RECORD_NUMBER, LENGTHS_FIT, NUMBER]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, read) }
}

/// The kinds that a caller may install a key of: 1 to 3.
const KIND: arguments::Kind = counted(Kind::BROADCAST.0 as usize);

/// Memory, record and kind.
///
/// # Safety
/// The words begin with them.
unsafe fn slot<'a>(given: Given) -> (&'a mut CallerStorage, u16, Kind) {
    // SAFETY: passed on.
    let memory = unsafe { given.storage(0) };
    // SAFETY: passed on.
    let [kind, _] = unsafe { given.half(2) }.to_le_bytes();
    // SAFETY: passed on.
    (memory, unsafe { given.half(1) }, Kind(kind))
}

/// The same, and epoch and key.
///
/// # Safety
/// The words begin with them.
unsafe fn key_to_install<'a>(given: Given) -> (&'a mut CallerStorage, u16, Kind, u32, &'a [u8]) {
    // SAFETY: passed on.
    let (memory, record, kind) = unsafe { slot(given) };
    // SAFETY: passed on.
    let epoch = unsafe { given.long(3) };
    // SAFETY: passed on.
    (memory, record, kind, epoch, unsafe { given.bytes(4) })
}

/// Confirms a staged key, or rolls it back.
///
/// # Safety
/// The contract of `amisec_key_confirm`.
#[inline(never)]
unsafe fn settle(
    storage: *const StorageFunctions, record: u16, key_length: usize, epoch: u32, confirmed: bool,
) -> Status {
    let mut words = [
        at(storage),
        number(record.into()),
        flag(keys::is_length(key_length)),
        number(key_length),
        at(&raw const epoch),
        flag(confirmed),
    ];
    let settle = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        let length = unsafe { given.number(3) };
        // SAFETY: as above.
        let epoch = unsafe { given.long(4) };
        // SAFETY: as above.
        keys::settle(memory, record, length, epoch, unsafe { given.number(5) } != 0)
    };
    shape!(SHAPE, KEY_SLOT, [], [MEMORY, RECORD_NUMBER, LENGTHS_FIT, NUMBER, NUMBER, NUMBER]);
    // SAFETY: passed on.
    unsafe { run(&mut words, SHAPE, settle) }
}
