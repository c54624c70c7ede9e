//! Secure boot and software validation: images in the format of MCUboot.

use super::arguments::{self, Argument};
use super::boundary::status;
use super::memory::{bytes, content, content_mut};
use super::object::{Object, check_place, object, set_up, wipe_object};
use super::storage::{CallerStorage, StorageFunctions};
use crate::primitives::p256::PUBLIC_LENGTH;
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::services::boot::{self, Entry, Trust};
use crate::services::boot_image::{Image, VERSION_LENGTH};
use crate::services::boot_state::{self, BootState};
use crate::status::Status;
use crate::verdict::Answer;

/// What a device trusts, and what it is. The structure is only read.
#[repr(C)]
pub struct BootParameters {
    /// The trusted public keys, x || y, 64 bytes each, the oldest first: a later one may revoke those
    /// before it. Where an image was signed by several, the first one that is trusted counts.
    pub keys: *const u8,
    /// How many they are.
    pub key_count: usize,
    /// The device's serial number or address, for images that name the device that they are for.
    pub identity: *const u8,
    /// Its length in bytes, 0 to 72.
    pub identity_length: usize,
    /// The versions of the images 0, 1, ... that are installed, for images that depend on another one:
    /// 8 bytes each, as they stand in an image's header and in amisec_boot_entry_t.
    pub installed: *const u8,
    /// How many they are.
    pub installed_count: usize,
    /// Where the image lies: what was built for another address (imgtool's --rom-fixed) is refused.
    pub address: u32,
    /// 0 to accept firmware, 1 to accept a configuration: an image that is not bootable (imgtool's
    /// --non-bootable) and names this device.
    pub configuration: u8,
}

/// What a verified image says: all zeros unless it is verified. Start from it, use its payload, and
/// believe its numbers only after AMISEC_OK.
#[repr(C)]
pub struct BootEntry {
    /// Set up by amisec_boot_verify and amisec_boot_finish.
    pub state: u32,
    /// Where the payload starts, counted from the start of the image: on a Cortex-M the vector table.
    pub payload_offset: u32,
    /// Bytes in the payload.
    pub payload_length: u32,
    /// The image's security counter; 0 if it has none.
    pub security_counter: u32,
    /// The first trusted key that is not revoked once the image is confirmed.
    pub first_key: u32,
    /// Its version: major, minor, revision and build, of 1, 1, 2 and 4 bytes, little-endian.
    pub version: [u8; 8],
    /// The SHA-256 that was signed: over header, payload and protected TLVs.
    pub digest: [u8; 32],
}
object!(BootEntry, Entry, 0x424F_4F4B);
const _: () = assert!(VERSION_LENGTH == 8 && DIGEST_LENGTH == 32);

/// An image of which some bytes came. Set it up with amisec_boot_start. It may be moved.
#[repr(C)]
pub struct BootContext {
    opaque: [u32; 88],
}
object!(BootContext, Image, 0x424F_4F54);

/// Makes the record of what only rises: the security counter below which no image is accepted any
/// more, and the first trusted key that is not revoked. Once, at the factory; for firmware and for
/// configurations one each.
///
/// Never as a repair: with a new record old images would be accepted again.
///
/// @param storage  the memory
/// @param record   the number of the record, 0 to 32767, which nothing else uses; 8 bytes long
/// @retval AMISEC_OK              the record is there, with zeros
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       the record is there already
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_create(storage: *const StorageFunctions, record: u16) -> Status {
    let create = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        boot_state::create(&mut memory, record)
    };
    status(create())
}

/// Verifies an image that lies in memory, in the format of MCUboot as imgtool makes it: SHA-256, ECDSA
/// P-256, hash of the key, security counter, dependencies, identity of the device (TLV 0x00A0, of our
/// own; --custom-tlv 0x00A0), first key that is not revoked (TLV 0x00A1, 4 bytes, little-endian).
///
/// What is verified is the copy that runs: verify it where it was installed, at each start, and start
/// from `entry`, which holds zeros unless the image was accepted. Encrypted, compressed and big-endian
/// images and those to be copied to RAM are not taken.
///
/// @param parameters    trusted keys and the device
/// @param storage       the memory
/// @param record        the number of the record made by amisec_boot_create
/// @param image         the image, from its header on
/// @param image_length  how many bytes may belong to it: its length, or that of the flash it lies in
/// @param entry         receives what the image says; apart from everything else. Zeroed unless the
///                      status is AMISEC_OK
/// @retval AMISEC_OK                the image is authentic, and for this device and time
/// @retval AMISEC_NOT_AUTHENTIC     it is not what was signed, or not signed
/// @retval AMISEC_UNKNOWN_KEY       it was signed by keys that are not trusted, or revoked
/// @retval AMISEC_MALFORMED         it breaks the format, is cut off, revokes its own key, or needs what
///                                  is not offered
/// @retval AMISEC_WRONG_TARGET      it is for another device or address, or firmware where a
///                                  configuration is wanted, or the other way round
/// @retval AMISEC_ROLLED_BACK       its security counter is below the stored one
/// @retval AMISEC_UNMET_DEPENDENCY  it needs an image that is not installed, or a later version of it
/// @retval AMISEC_BAD_KEY           the trusted key that it names is no point of the curve
/// @retval AMISEC_STORAGE_FAILED    there is no such record, it is damaged, or storage failed
/// @retval AMISEC_BAD_ARGUMENT      a pointer or a function is NULL, a length or the number of the record
///                                  is too large
/// @retval AMISEC_BAD_ALIGNMENT     a structure is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP       entry shares memory with anything else
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_verify(
    parameters: *const BootParameters, storage: *const StorageFunctions, record: u16, image: *const u8,
    image_length: usize, entry: *mut BootEntry,
) -> Status {
    let verify = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        let entry_place = Argument::new_object(entry);
        // SAFETY: as above.
        let trust = unsafe { trust(&[entry_place], parameters)? };
        let read = [entry_place, Argument::parameters(storage), Argument::input(image, image_length)];
        // SAFETY: as above.
        unsafe { arguments::check(1, &read)? };
        // SAFETY: checked above, apart from the entry.
        let image = unsafe { bytes(image, image_length) };
        // SAFETY: checked above.
        unsafe { release(entry, |content| boot::verify(&trust, &mut memory, record, image, content)) }
    };
    status(verify())
}

/// Begins to verify an image whose bytes come in parts: on a machine whose memory for images cannot be
/// addressed, or while one is written.
///
/// What counts is the installed copy: give amisec_boot_update what was read back from where it is
/// written, and verify once more before each start. No byte is needed twice, so that memory which
/// changes between two reads gains nothing.
///
/// @param context   is set up, whatever it held
/// @param storage   the memory
/// @param record    the number of the record made by amisec_boot_create
/// @param capacity  how many bytes the image may have: a header that announces more is refused at once
/// @retval AMISEC_OK              the context takes bytes
/// @retval AMISEC_STORAGE_FAILED  there is no such record, it is damaged, or storage failed; context is
///                                zeroed
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   context or storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     context shares memory with storage
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_start(
    context: *mut BootContext, storage: *const StorageFunctions, record: u16, capacity: u32,
) -> Status {
    let start = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        // SAFETY: as above.
        unsafe { arguments::check(1, &[Argument::new_object(context), Argument::parameters(storage)])? };
        // SAFETY: checked above.
        unsafe { wipe_object(context) };
        let state = BootState::load(&mut memory, record)?;
        // SAFETY: checked above.
        unsafe { set_up(context, Image::new(state, capacity)) };
        Ok(())
    };
    status(start())
}

/// Takes the bytes of the image that follow, in their order, in parts of any length. Those behind its
/// end are accepted and ignored.
///
/// @param context      the image, begun
/// @param parameters   trusted keys and the device; the same with each call
/// @param data         the bytes
/// @param data_length  how many they are, 0 included
/// @retval AMISEC_OK             they are taken; nothing is verified yet
/// @retval AMISEC_MALFORMED      the image breaks the format; context is zeroed
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  context or parameters is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    context shares memory with anything else
/// @retval AMISEC_BAD_STATE      the context was not set up, or is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_update(
    context: *mut BootContext, parameters: *const BootParameters, data: *const u8, data_length: usize,
) -> Status {
    let update = || {
        // SAFETY: what this function asks of its caller.
        let trust = unsafe { trust(&[Argument::new_object(context)], parameters)? };
        // SAFETY: as above.
        unsafe { arguments::check(1, &[Argument::object(context), Argument::input(data, data_length)])? };
        // SAFETY: checked above, apart from the context.
        let data = unsafe { bytes(data, data_length) };
        // SAFETY: checked above; the caller lends us the context for this call.
        let taken = unsafe { content_mut(context) }.update(&trust, data);
        if taken.is_err() {
            // SAFETY: checked above; the content is no longer in use.
            unsafe { wipe_object(context) };
        }
        taken
    };
    status(update())
}

/// Says whether the image is accepted, when all of its bytes came: see amisec_boot_verify. The context
/// is wiped.
///
/// @param context     the image, all of whose bytes came
/// @param parameters  trusted keys and the device; the same as before
/// @param entry       receives what the image says; apart from everything else. Zeroed unless the
///                    status is AMISEC_OK
/// @retval AMISEC_OK                the image is authentic, and for this device and time
/// @retval AMISEC_NOT_AUTHENTIC     it is not what was signed, or not signed
/// @retval AMISEC_UNKNOWN_KEY       it was signed by keys that are not trusted, or revoked
/// @retval AMISEC_MALFORMED         it is cut off, or revokes its own key
/// @retval AMISEC_WRONG_TARGET      it is for another device or address, or firmware where a
///                                  configuration is wanted, or the other way round
/// @retval AMISEC_ROLLED_BACK       its security counter is below the stored one
/// @retval AMISEC_UNMET_DEPENDENCY  it needs an image that is not installed, or a later version of it
/// @retval AMISEC_BAD_KEY           the trusted key that it names is no point of the curve
/// @retval AMISEC_BAD_ARGUMENT      a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT     an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP       context or entry shares memory with anything else
/// @retval AMISEC_BAD_STATE         the context was not set up, or is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_finish(
    context: *mut BootContext, parameters: *const BootParameters, entry: *mut BootEntry,
) -> Status {
    let finish = || {
        let written = [Argument::new_object(entry), Argument::new_object(context)];
        // SAFETY: what this function asks of its caller.
        let trust = unsafe { trust(&written, parameters)? };
        // SAFETY: as above.
        unsafe { arguments::check(0, &[Argument::object(context)])? };
        // SAFETY: checked above; nothing writes to the context meanwhile.
        let image = unsafe { content(context) };
        // SAFETY: checked above.
        let verified = unsafe { release(entry, |content| image.check(&trust, content)) };
        // SAFETY: checked above; the content is no longer in use.
        unsafe { wipe_object(context) };
        verified
    };
    status(finish())
}

/// The image of this entry works: from here on none with a lower security counter is accepted, nor one
/// that was signed by a key which this one revokes. One store, and none if nothing rises.
///
/// Call it when the new firmware has run long enough to be kept: until then the old one still starts.
///
/// @param storage  the memory
/// @param record   the number of the record with which the image was verified
/// @param entry    what the verified image says
/// @retval AMISEC_OK              the record is raised, or was as high
/// @retval AMISEC_STORAGE_FAILED  storage failed, or the record is damaged: it is as it was, or raised
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too
///                                large
/// @retval AMISEC_BAD_ALIGNMENT   entry or storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       entry is not that of a verified image
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_confirm(
    storage: *const StorageFunctions, record: u16, entry: *const BootEntry,
) -> Status {
    let confirm = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        // SAFETY: as above.
        unsafe { arguments::check(0, &[Argument::object(entry)])? };
        // SAFETY: checked above; nothing writes to the entry.
        boot::confirm(&mut memory, record, unsafe { content(entry) })
    };
    status(confirm())
}

/// Revokes trusted keys at once, without a new image: what they signed is not accepted any more, be it
/// installed or not. Only upon a command that is authentic.
///
/// @param storage    the memory
/// @param record     the number of the record made by amisec_boot_create
/// @param first_key  the first of the trusted keys that is not revoked; what is lower than the stored
///                   number changes nothing. Above the last key, nothing starts any more
/// @retval AMISEC_OK                 the keys before first_key are revoked
/// @retval AMISEC_STORAGE_FAILED     storage failed, or the record is damaged: it is as it was, or raised
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
///                                   large
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_boot_revoke(
    storage: *const StorageFunctions, record: u16, first_key: u32,
) -> Status {
    let revoke = || {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        boot_state::raise(&mut memory, record, &BootState { counter: 0, first_key })
    };
    status(revoke())
}

/// Sets an entry up with what `verify` releases, which is zeros unless the image is accepted.
///
/// # Safety
/// The entry was checked, and the caller of the C function vouches for it.
unsafe fn release(entry: *mut BootEntry, verify: impl FnOnce(&mut Entry) -> Answer) -> Answer {
    // SAFETY: passed on.
    unsafe { wipe_object(entry) };
    // SAFETY: passed on; initialised now.
    let answer = verify(unsafe { content_mut(entry) });
    if answer.is_ok() {
        // SAFETY: passed on; the content is no longer in use.
        unsafe { entry.cast::<u32>().write(BootEntry::STATE) };
    }
    answer
}

/// What the parameters say, all of which is apart from what is written: one place or two.
///
/// # Safety
/// The caller of the C function vouches for the memory; nothing writes to what the parameters name.
#[inline(never)]
unsafe fn trust<'a>(written: &[Argument], parameters: *const BootParameters) -> Result<Trust<'a>, Status> {
    check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    let keys_length = given.key_count.saturating_mul(PUBLIC_LENGTH);
    let installed_length = given.installed_count.saturating_mul(VERSION_LENGTH);
    let mut named = [
        Argument::none(),
        Argument::none(),
        Argument::parameters(parameters),
        Argument::input(given.keys, keys_length),
        Argument::input(given.identity, given.identity_length),
        Argument::input(given.installed, installed_length),
    ];
    for (place, argument) in named.iter_mut().zip(written) {
        *place = *argument;
    }
    // SAFETY: passed on.
    unsafe { arguments::check(2, &named)? };
    // SAFETY: checked above.
    let keys = unsafe { bytes(given.keys, keys_length) };
    // SAFETY: as above.
    let identity = unsafe { bytes(given.identity, given.identity_length) };
    // SAFETY: as above.
    let installed = unsafe { bytes(given.installed, installed_length) };
    Ok(Trust {
        keys: keys.as_chunks().0,
        identity,
        installed: installed.as_chunks().0,
        address: given.address,
        configuration: given.configuration != 0,
    })
}
