//! Secure boot and software validation: images in the format of MCUboot.

use super::arguments::{
    MEMORY, NUMBER, RECORD_NUMBER, Word, at, length_of, number, object, pointers, shape, sized, structure,
};
use super::call::{Given, run};
use super::object::{Laid, Object, check_place, object};
use super::storage::StorageFunctions;
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::services::boot::{self, Entry, PublicKey, Trust};
use crate::services::boot_image::{Image, VERSION_LENGTH, Version};
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
    let create = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        boot_state::create(memory, record)
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(storage), number(record.into())], SHAPE, create) }
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
    let mut words = [NONE; 12];
    let [first, named @ .., memory, number_of_record, start, length] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, parameters) } {
        return status;
    }
    (*first, *memory, *number_of_record) = (at(entry), at(storage), number(record.into()));
    (*start, *length) = (at(image), number(image_length));
    let verify = |given: Given| {
        // SAFETY: see the shape.
        let trust = unsafe { trust(given, 1) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(8) };
        // SAFETY: as above.
        let record = unsafe { given.half(9) };
        // SAFETY: as above.
        let image = unsafe { given.bytes(10) };
        // SAFETY: as above.
        unsafe { release(given, |content| boot::verify(&trust, memory, record, image, content)) }
    };
    shape!(
        SHAPE,
        0,
        [structure::<BootEntry>()],
        [pointers::<BootParameters>(), sized(0), sized(0), sized(0), MEMORY, RECORD_NUMBER, sized(0)]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, verify) }
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
    let mut words = [at(context), at(storage), number(record.into()), at(&raw const capacity)];
    let start = |given: Given| {
        // SAFETY: see the shape.
        let _: &mut Laid<Image> = unsafe { given.new_structure(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        let state = BootState::load(memory, record)?;
        // SAFETY: as above.
        let image = Image::new(state, unsafe { given.long(3) });
        // SAFETY: as above; nothing else uses it.
        unsafe { given.set_up::<BootContext>(0, image) };
        Ok(())
    };
    shape!(SHAPE, 0, [structure::<BootContext>()], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, start) }
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
    let mut words = [NONE; 10];
    let [first, named @ .., start, length] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, parameters) } {
        return status;
    }
    (*first, *start, *length) = (at(context), at(data), number(data_length));
    let update = |given: Given| {
        // SAFETY: see the shape.
        let trust = unsafe { trust(given, 1) };
        // SAFETY: as above; the caller lends us the context for this call.
        let image = unsafe { given.content_mut::<BootContext>(0) };
        // SAFETY: as above.
        let taken = image.update(&trust, unsafe { given.bytes(8) });
        if taken.is_err() {
            // SAFETY: as above; the content is no longer in use.
            unsafe { given.wipe::<BootContext>(0) };
        }
        taken
    };
    shape!(
        SHAPE,
        0,
        [object::<BootContext>()],
        [pointers::<BootParameters>(), sized(0), sized(0), sized(0), sized(0)]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, update) }
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
    let mut words = [NONE; 9];
    let [first, second, named @ ..] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, parameters) } {
        return status;
    }
    (*first, *second) = (at(entry), at(context));
    let finish = |given: Given| {
        // SAFETY: see the shape.
        let trust = unsafe { trust(given, 2) };
        // SAFETY: as above; nothing writes to the context meanwhile.
        let image = unsafe { given.content::<BootContext>(1) };
        // SAFETY: as above.
        let verified = unsafe { release(given, |content| image.check(&trust, content)) };
        // SAFETY: as above; the content is no longer in use.
        unsafe { given.wipe::<BootContext>(1) };
        verified
    };
    shape!(
        SHAPE,
        0,
        [structure::<BootEntry>(), object::<BootContext>()],
        [pointers::<BootParameters>(), sized(0), sized(0), sized(0)]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, finish) }
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
    let confirm = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above; nothing writes to the entry.
        boot::confirm(memory, record, unsafe { given.content::<BootEntry>(2) })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, object::<BootEntry>()]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(storage), number(record.into()), at(entry)], SHAPE, confirm) }
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
    let mut words = [at(storage), number(record.into()), at(&raw const first_key)];
    let revoke = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        boot_state::raise(memory, record, &BootState { counter: 0, first_key: unsafe { given.long(2) } })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, revoke) }
}

/// Sets an entry up with what `verify` releases, which is zeros unless the image is accepted.
///
/// # Safety
/// The first word is that of a new entry.
unsafe fn release(given: Given, verify: impl FnOnce(&mut Entry) -> Answer) -> Answer {
    // SAFETY: passed on.
    let Laid { state, content } = unsafe { given.new_structure::<Laid<Entry>>(0) };
    let answer = verify(content);
    if answer.is_ok() {
        *state = BootEntry::STATE;
    }
    answer
}

const NONE: Word = core::ptr::null_mut();

/// Puts parameters, and what they name, into words.
///
/// # Safety
/// The caller of the C function vouches for the memory.
#[inline(never)]
unsafe fn name(words: &mut [Word; 7], parameters: *const BootParameters) -> Result<(), Status> {
    check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    *words = [
        at(parameters),
        at(given.keys),
        number(length_of::<PublicKey>(given.key_count)),
        at(given.identity),
        number(given.identity_length),
        at(given.installed),
        number(length_of::<Version>(given.installed_count)),
    ];
    Ok(())
}

/// What the parameters say.
///
/// # Safety
/// From `first` on there are the words that `name` made.
#[inline(never)]
unsafe fn trust<'a>(given: Given, first: usize) -> Trust<'a> {
    // SAFETY: passed on.
    let parameters = unsafe { given.structure::<BootParameters>(first) };
    // SAFETY: passed on.
    let keys = unsafe { given.bytes(first + 1) };
    // SAFETY: passed on.
    let identity = unsafe { given.bytes(first + 3) };
    // SAFETY: passed on.
    let installed = unsafe { given.bytes(first + 5) };
    Trust {
        keys: keys.as_chunks().0,
        identity,
        installed: installed.as_chunks().0,
        address: parameters.address,
        configuration: parameters.configuration != 0,
    }
}
