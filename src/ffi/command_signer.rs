//! Signed commands: whose a meter obeys, and what it remembers of them.

use super::arguments::{MEMORY, NUMBER, RECORD_NUMBER, at, fixed, number, object, shape, structure};
use super::call::{Given, run};
use super::object::{Laid, Object, object};
use super::p256::P256PublicKey;
use super::storage::StorageFunctions;
use crate::copy::copy;
use crate::services::command::Signer;
use crate::services::command_log::{self, CommandLog, UNCONFIRMED};
use crate::services::cose::KEY_ID_LENGTH;
use crate::status::Status;

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
    let mut words = [at(storage), number(record.into()), at(&raw const last)];
    let create = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        command_log::create(memory, record, unsafe { given.long(2) })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, create) }
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
    let mut words = [at(signer), at(key_id), at(public_key), number(record.into())];
    let init = |given: Given| {
        // SAFETY: see the shape.
        let Laid { state, content } = unsafe { given.new_structure::<Laid<Signer>>(0) };
        // SAFETY: as above.
        copy(&mut content.key_id, unsafe { given.array::<KEY_ID_LENGTH>(1) });
        // SAFETY: as above.
        copy(&mut content.public, unsafe { given.content::<P256PublicKey>(2) });
        // SAFETY: as above.
        content.record = unsafe { given.half(3) }.into();
        *state = CommandSignerObject::STATE;
        Ok(())
    };
    shape!(
        SHAPE,
        0,
        [structure::<CommandSignerObject>()],
        [fixed(KEY_ID_LENGTH), object::<P256PublicKey>(), RECORD_NUMBER]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, init) }
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
    let list = |given: Given| {
        // SAFETY: see the shape.
        let place = unsafe { given.zeroed_array::<{ 4 * UNCONFIRMED }>(0) };
        // SAFETY: as above.
        let signer = unsafe { given.content::<CommandSignerObject>(1) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(2) };
        let mut log = CommandLog::empty();
        log.load(memory, signer.record())?;
        log.unconfirmed(place);
        Ok(())
    };
    shape!(SHAPE, 0, [fixed(4 * UNCONFIRMED)], [object::<CommandSignerObject>(), MEMORY]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(unconfirmed), at(signer), at(storage)], SHAPE, list) }
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
    let confirm = |given: Given| {
        // SAFETY: see the shape.
        let signer = unsafe { given.content::<CommandSignerObject>(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let sequence = unsafe { given.long(2) };
        let mut log = CommandLog::empty();
        log.load(memory, signer.record())?;
        log.confirm(sequence)?;
        log.store(memory, signer.record())
    };
    shape!(SHAPE, 0, [], [object::<CommandSignerObject>(), MEMORY, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(signer), at(storage), at(&raw const sequence)], SHAPE, confirm) }
}
