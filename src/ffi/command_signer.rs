//! Signed commands: whose a meter obeys, and what it remembers of them.

use super::arguments::{self, Argument};
use super::boundary::status;
use super::memory::{array, content};
use super::object::{check_place, object, set_up};
use super::p256::P256PublicKey;
use super::storage::{CallerStorage, StorageFunctions};
use crate::services::command::Signer;
use crate::services::command_log::{self, CommandLog, UNCONFIRMED};
use crate::services::cose::KEY_ID_LENGTH;
use crate::status::Status;
use crate::storage::record::MAXIMUM_RECORD;

/// A public key whose commands a meter obeys, its name, and the number of their record. Set it up with
/// amisec_command_signer_init; no call changes it afterwards.
#[repr(C)]
pub struct CommandSignerObject {
    opaque: [u32; 19],
}
object!(CommandSignerObject, Signer, 0x434D_5347);

/// Makes the record of a signer: once for each key, when the meter begins to trust it.
///
/// Never as a repair: a new record accepts old commands again. A record that cannot be read has lost its
/// numbers, and the signer has to go on under another key. Its length is 20 bytes: slots have 28.
///
/// @param storage  the memory
/// @param record   the number of the record, 0 to 32767, which nothing else uses
/// @param last     commands above this number will be accepted; 0 for a new key
/// @retval AMISEC_OK              the record is there
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       the record is there already; amisec_record_erase it for a new key
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_signer_create(
    storage: *const StorageFunctions, record: u16, last: u32,
) -> Status {
    let create = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        command_log::create(&mut memory, record, last)
    };
    status(create())
}

/// Sets a signer up, after each restart. Nothing is read from the memory yet.
///
/// @param signer      is set up, whatever it held
/// @param key_id      the 4 bytes that name the key in its commands: what the head-end and the meter agreed
///                    upon, such as the first bytes of a digest of the key
/// @param public_key  the signer's public key, set up
/// @param record      the number of its record, made by amisec_command_signer_create
/// @retval AMISEC_OK             the signer is ready
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or the number of the record is too large
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    signer shares memory with key_id or public_key
/// @retval AMISEC_BAD_STATE      public_key was not set up
///
/// cbindgen:ptrs-as-arrays=[[key_id; 4]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_signer_init(
    signer: *mut CommandSignerObject, key_id: *const u8, public_key: *const P256PublicKey, record: u16,
) -> Status {
    let init = || {
        let arguments = [
            Argument::new_object(signer),
            Argument::input(key_id, KEY_ID_LENGTH),
            Argument::object(public_key),
        ];
        // SAFETY: what this function asks of its caller.
        unsafe { arguments::check(1, &arguments)? };
        if record > MAXIMUM_RECORD {
            return Err(Status::BAD_ARGUMENT);
        }
        // SAFETY: checked above.
        let key_id = unsafe { *array(key_id) };
        // SAFETY: checked above; nothing writes to the key.
        let public = unsafe { *content(public_key) };
        // SAFETY: checked above.
        unsafe { set_up(signer, Signer { key_id, public, record: record.into() }) };
        Ok(())
    };
    status(init())
}

/// Says which commands of a signer were accepted and not confirmed: after a restart, what may have been
/// obeyed or not when the power failed, and will not be released again.
///
/// @param signer       a signer that is set up
/// @param storage      the memory of its record
/// @param unconfirmed  receives 16 bytes, four sequence numbers of 4 bytes, big-endian; 0 where there are
///                     fewer. Apart from the others; zeroed if the record cannot be read
/// @retval AMISEC_OK              the numbers are written
/// @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL
/// @retval AMISEC_BAD_ALIGNMENT   signer or storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     unconfirmed shares memory with signer or storage
/// @retval AMISEC_BAD_STATE       the signer was not set up
///
/// cbindgen:ptrs-as-arrays=[[unconfirmed; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_unconfirmed(
    signer: *const CommandSignerObject, storage: *const StorageFunctions, unconfirmed: *mut u8,
) -> Status {
    let list = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, 0)? };
        let arguments = [
            Argument::output(unconfirmed, 4 * UNCONFIRMED),
            Argument::object(signer),
            Argument::parameters(storage),
        ];
        // SAFETY: as above.
        unsafe { arguments::check(1, &arguments)? };
        // SAFETY: checked above; nothing writes to the signer.
        let signer = unsafe { content(signer) };
        // SAFETY: checked above, apart from the others.
        let place: &mut [u8; 4 * UNCONFIRMED] = unsafe { super::memory::zeroed_array(unconfirmed) };
        let numbers = CommandLog::load(&mut memory, signer.record())?.unconfirmed();
        let places = place.as_chunks_mut().0.iter_mut();
        places.zip(numbers).for_each(|(place, number)| *place = number.to_be_bytes());
        Ok(())
    };
    status(list())
}

/// Notes that the firmware is through with a command: it will not be reported any more.
///
/// @param signer    a signer that is set up
/// @param storage   the memory of its record
/// @param sequence  the command's sequence number
/// @retval AMISEC_OK                 the number is confirmed, and that is stored
/// @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed: the number is
///                                   confirmed or not
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL
/// @retval AMISEC_BAD_ALIGNMENT      signer or storage is not aligned for its type
/// @retval AMISEC_BAD_STATE          the signer was not set up, or the number is not among the unconfirmed
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_confirm(
    signer: *const CommandSignerObject, storage: *const StorageFunctions, sequence: u32,
) -> Status {
    let confirm = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, 0)? };
        check_place(signer)?;
        // SAFETY: as above.
        let signer = unsafe { super::object::content(signer)? };
        let mut log = CommandLog::load(&mut memory, signer.record())?;
        log.confirm(sequence)?;
        log.store(&mut memory, signer.record())
    };
    status(confirm())
}
