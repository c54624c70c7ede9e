//! Counters that survive a power cut.

use super::arguments::{MEMORY, NUMBER, RECORD_NUMBER, at, number, object, shape, structure};
use super::call::{Given, run};
use super::object::{Laid, Object, object};
use super::storage::StorageFunctions;
use crate::status::Status;
use crate::storage::receive_counter::{self, ReceiveCounter};
use crate::storage::transmit_counter::{self, TransmitCounter};

/// Numbers that are given out once, whenever the power fails. Set it up with
/// amisec_transmit_counter_start. It may be moved, but not copied: a copy gives the same numbers.
#[repr(C)]
pub struct TransmitCounterObject {
    opaque: [u32; 4],
}
object!(TransmitCounterObject, TransmitCounter, 0x5443_4E54);

/// The last number that a sender used. Set it up with amisec_receive_counter_start. It may be moved,
/// but not copied: a copy accepts the same numbers.
#[repr(C)]
pub struct ReceiveCounterObject {
    opaque: [u32; 5],
}
object!(ReceiveCounterObject, ReceiveCounter, 0x5243_4E54);

/// Makes the record of a transmit counter: once for each key, when the key is made.
///
/// Never as a repair. A counter whose record cannot be read has lost its numbers, and a new record
/// would give them out again: the key has to be replaced.
///
/// @param storage  the memory
/// @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
/// @param first    the first number to give out; 1 where receivers start at 0
/// @retval AMISEC_OK              the record is there
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_transmit_counter_create(
    storage: *const StorageFunctions, record: u16, first: u32,
) -> Status {
    let create = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        transmit_counter::create(memory, record, unsafe { given.long(2) })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(storage), number(record.into()), at(&raw const first)], SHAPE, create) }
}

/// Sets a transmit counter up, after each restart.
///
/// @param counter  is set up, whatever it held
/// @param storage  the memory
/// @param record   the number of the record, made by amisec_transmit_counter_create
/// @retval AMISEC_OK              the counter gives numbers
/// @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; counter
///                                is zeroed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   counter or storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     counter shares memory with storage
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_transmit_counter_start(
    counter: *mut TransmitCounterObject, storage: *const StorageFunctions, record: u16,
) -> Status {
    let start = |given: Given| {
        // SAFETY: see the shape.
        let Laid { state, content } = unsafe { given.new_structure::<Laid<TransmitCounter>>(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        *content = TransmitCounter::start(memory, record)?;
        *state = TransmitCounterObject::STATE;
        Ok(())
    };
    shape!(SHAPE, 0, [structure::<TransmitCounterObject>()], [MEMORY, RECORD_NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(counter), at(storage), number(record.into())], SHAPE, start) }
}

/// Gives a number that was never given out before, whatever happened to the power, and that is
/// greater than all of them.
///
/// One number in 4096 is preceded by a store, which reserves it and those that follow; a restart
/// skips what was reserved. At 10,000 writes for a slot, half of them for restarts, that lasts for
/// twenty years with 2,803 numbers a day. A meter that sends more, or flash that endures less, needs
/// wear levelling in its storage functions.
///
/// @param counter  a counter that is set up
/// @param storage  the memory with which it was started
/// @param number   receives the number, 0 to 4294967294; apart from counter and storage. Zeroed if
///                 there is none
/// @retval AMISEC_OK                 the number is the caller's
/// @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
/// @retval AMISEC_STORAGE_FAILED     storage failed, the record is damaged, or it is older than the
///                                   counter
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
/// @retval AMISEC_BAD_ALIGNMENT      counter, storage or number is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP        counter, storage and number share memory
/// @retval AMISEC_BAD_STATE          the counter was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_transmit_counter_next(
    counter: *mut TransmitCounterObject, storage: *const StorageFunctions, number: *mut u32,
) -> Status {
    let next = |given: Given| {
        // SAFETY: see the shape; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<TransmitCounterObject>(0) };
        // SAFETY: as above.
        let number = unsafe { given.new_structure(1) };
        // SAFETY: as above.
        *number = counter.next(unsafe { given.storage(2) })?;
        Ok(())
    };
    shape!(SHAPE, 0, [object::<TransmitCounterObject>(), structure::<u32>()], [MEMORY]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(counter), at(number), at(storage)], SHAPE, next) }
}

/// Makes the record of a receive counter: once for each key, when the key is made.
///
/// Never as a repair: with a new record every old message would be accepted again.
///
/// @param storage  the memory
/// @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
/// @param last     numbers above it will be accepted; 0 where senders start at 1
/// @retval AMISEC_OK              the record is there
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_receive_counter_create(
    storage: *const StorageFunctions, record: u16, last: u32,
) -> Status {
    let create = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        receive_counter::create(memory, record, unsafe { given.long(2) })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(storage), number(record.into()), at(&raw const last)], SHAPE, create) }
}

/// Sets a receive counter up, after each restart.
///
/// With `ahead` = 0 every accepted message costs a store, and a restart loses nothing: right for
/// commands. Where messages are many, one store covers the `ahead` numbers that follow; a restart
/// then refuses up to `ahead` numbers that were never used, and the sender has to go on above them.
///
/// @param counter  is set up, whatever it held
/// @param storage  the memory
/// @param record   the number of the record, made by amisec_receive_counter_create
/// @param ahead    how many numbers a store covers besides the one that is accepted
/// @retval AMISEC_OK              the counter accepts numbers
/// @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; counter
///                                is zeroed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   counter or storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     counter shares memory with storage
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_receive_counter_start(
    counter: *mut ReceiveCounterObject, storage: *const StorageFunctions, record: u16, ahead: u32,
) -> Status {
    let start = |given: Given| {
        // SAFETY: see the shape.
        let Laid { state, content } = unsafe { given.new_structure::<Laid<ReceiveCounter>>(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        // SAFETY: as above.
        *content = ReceiveCounter::start(memory, record, unsafe { given.long(3) })?;
        *state = ReceiveCounterObject::STATE;
        Ok(())
    };
    shape!(SHAPE, 0, [structure::<ReceiveCounterObject>()], [MEMORY, RECORD_NUMBER, NUMBER]);
    let mut words = [at(counter), at(storage), number(record.into()), at(&raw const ahead)];
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, start) }
}

/// Accepts the number of a message that was found authentic, and stores that it did: only then may
/// the message be used. Each number is accepted once at most, whatever happened to the power.
///
/// @param counter  a counter that is set up
/// @param storage  the memory with which it was started
/// @param number   the message's number
/// @retval AMISEC_OK                 the number is above all that were accepted, and is so no more
/// @retval AMISEC_REPLAYED           it is not above the last one, or not above what a store before a
///                                   restart covered
/// @retval AMISEC_COUNTER_EXHAUSTED  it is 4294967295, behind which nothing comes
/// @retval AMISEC_STORAGE_FAILED     storage failed, the record is damaged, or it is older than the
///                                   counter: the message must not be used
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
/// @retval AMISEC_BAD_ALIGNMENT      counter or storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP        counter shares memory with storage
/// @retval AMISEC_BAD_STATE          the counter was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_receive_counter_accept(
    counter: *mut ReceiveCounterObject, storage: *const StorageFunctions, number: u32,
) -> Status {
    let accept = |given: Given| {
        // SAFETY: see the shape; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<ReceiveCounterObject>(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let number = unsafe { given.long(2) };
        counter.accept(memory, number)
    };
    shape!(SHAPE, 0, [object::<ReceiveCounterObject>()], [MEMORY, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(counter), at(storage), at(&raw const number)], SHAPE, accept) }
}
