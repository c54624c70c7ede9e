//! DLMS/COSEM: APDUs protected with AES-128-GCM, and HLS mechanism 5.

use super::aes::Aes128Key;
use super::arguments::{
    IS_VALID, LENGTHS_FIT, MEMORY, Word, at, fixed, flag, number, object, pointers, shape, sized,
};
use super::call::{Given, run};
use super::object::check_place;
use super::stack::DLMS;
use super::storage::{CallerStorage, StorageFunctions};
use super::storage_counters::{ReceiveCounterObject, TransmitCounterObject};
use crate::primitives::aes::Aes;
use crate::protocols::dlms_apdu::{
    AUTHENTICATION_KEY_LENGTH, OVERHEAD, Protection, check_authentication_only, check_security_control,
};
use crate::protocols::dlms_hls::{SYSTEM_TITLE_LENGTH, check_length};
use crate::status::Status;

/// What DLMS/COSEM protection needs besides the encryption key. The structure is only read.
#[repr(C)]
pub struct DlmsParameters {
    /// The 16 bytes of the authentication key.
    pub authentication_key: *const u8,
    /// The 8 bytes of the sender's system title: one's own to protect and to answer, the other side's
    /// to unprotect and to check.
    pub system_title: *const u8,
    /// 0x10: authenticated, or 0x30: encrypted as well; plus the suite, 0 or 1; plus 0x40 with the
    /// broadcast key. A receiver accepts exactly this.
    pub security_control: u8,
}

/// Protects an APDU with AES-128-GCM (IEC 62056-5-3, security suites 0 and 1).
///
/// The body is that of every glo-ciphering, ded-ciphering, general-glo-ciphering and
/// general-ded-ciphering APDU: security control, invocation counter, the APDU, 12 bytes of tag. The
/// caller puts the APDU's tag and length in front, and in a general one the system title. Counter and
/// nonce are the library's: the number is reserved in the memory before it is used.
///
/// Transferring a key is amisec_aes128_key_wrap; agreeing on one is amisec_dlms_agree_key.
///
/// @param key          the encryption key, set up: global or dedicated, unicast or broadcast
/// @param parameters   authentication key, one's own system title, what is applied
/// @param counter      the transmit counter of this key, set up
/// @param storage      the memory with which it was started
/// @param apdu         the APDU in clear
/// @param apdu_length  its length in bytes, 0 included
/// @param body         receives `apdu_length` + 17 bytes; apart from everything else. Zeroed if there
///                     is no number for it
/// @retval AMISEC_OK                 the body is written
/// @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
///                                   security_control is none of those that are offered
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP        body or counter shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or counter was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_protect(
    key: *const Aes128Key, parameters: *const DlmsParameters, counter: *mut TransmitCounterObject,
    storage: *const StorageFunctions, apdu: *const u8, apdu_length: usize, body: *mut u8,
) -> Status {
    let mut words = [NONE; 11];
    let [output, capacity, state, named @ .., start, length] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, key, storage, parameters, check_security_control) } {
        return status;
    }
    (*output, *capacity, *state) = (at(body), number(apdu_length.saturating_add(OVERHEAD)), at(counter));
    (*start, *length) = (at(apdu), number(apdu_length));
    let protect = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, memory) = unsafe { key_and_memory(given, 3) };
        // SAFETY: as above.
        let protection = unsafe { protection(given, 3, &cipher) };
        // SAFETY: as above; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<TransmitCounterObject>(2) };
        // SAFETY: as above.
        let apdu = unsafe { given.bytes(9) };
        // SAFETY: as above.
        protection.protect(counter, memory, apdu, unsafe { given.zeroed(0) })
    };
    shape!(
        SHAPE,
        DLMS,
        [sized(0), object::<TransmitCounterObject>()],
        [
            object::<Aes128Key>(),
            MEMORY,
            pointers::<DlmsParameters>(),
            fixed(AUTHENTICATION_KEY_LENGTH),
            fixed(SYSTEM_TITLE_LENGTH),
            IS_VALID,
            sized(0)
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, protect) }
}

/// Gives the APDU in a body that amisec_dlms_protect or another implementation protected, if it is
/// authentic and new (IEC 62056-5-3, security suites 0 and 1).
///
/// A body that was not protected as `security_control` says is refused, and so is a number that is not
/// above all that were accepted: this is stored before the APDU is released.
///
/// @param key          the encryption key, set up
/// @param parameters   authentication key, the sender's system title, what must have been applied
/// @param counter      the receive counter of this key and sender, set up
/// @param storage      the memory with which it was started
/// @param body         the body, from the security control to the tag
/// @param body_length  its length in bytes
/// @param apdu         receives `body_length` - 17 bytes; apart from everything else. Zeroed unless the
///                     status is AMISEC_OK
/// @retval AMISEC_OK                 the APDU is authentic, new, and written
/// @retval AMISEC_NOT_AUTHENTIC      keys, title and body do not belong together
/// @retval AMISEC_MALFORMED          the body's security control is another one
/// @retval AMISEC_REPLAYED           its number is not above all that were accepted
/// @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
///                                   security_control is none of those that are offered
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         body_length is below 17
/// @retval AMISEC_BAD_OVERLAP        apdu or counter shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or counter was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_unprotect(
    key: *const Aes128Key, parameters: *const DlmsParameters, counter: *mut ReceiveCounterObject,
    storage: *const StorageFunctions, body: *const u8, body_length: usize, apdu: *mut u8,
) -> Status {
    let mut words = [NONE; 11];
    let [output, capacity, state, named @ .., start, length] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, key, storage, parameters, check_security_control) } {
        return status;
    }
    (*output, *capacity, *state) = (at(apdu), number(body_length.saturating_sub(OVERHEAD)), at(counter));
    (*start, *length) = (at(body), number(body_length));
    let unprotect = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, memory) = unsafe { key_and_memory(given, 3) };
        // SAFETY: as above.
        let protection = unsafe { protection(given, 3, &cipher) };
        // SAFETY: as above; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<ReceiveCounterObject>(2) };
        // SAFETY: as above.
        let body = unsafe { given.bytes(9) };
        // SAFETY: as above.
        protection.unprotect(counter, memory, body, unsafe { given.zeroed(0) })
    };
    shape!(
        SHAPE,
        DLMS,
        [sized(0), object::<ReceiveCounterObject>()],
        [
            object::<Aes128Key>(),
            MEMORY,
            pointers::<DlmsParameters>(),
            fixed(AUTHENTICATION_KEY_LENGTH),
            fixed(SYSTEM_TITLE_LENGTH),
            IS_VALID,
            sized(OVERHEAD)
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, unprotect) }
}

/// Answers a challenge in HLS mechanism 5, GMAC (IEC 62056-5-3): f(StoC) of a client, f(CtoS) of a
/// server.
///
/// @param key               the encryption key, set up
/// @param parameters        authentication key, one's own system title; security_control is 0x10 or
///                          0x11
/// @param counter           the transmit counter of this key, set up
/// @param storage           the memory with which it was started
/// @param challenge         the challenge that was received
/// @param challenge_length  its length in bytes, 8 to 64
/// @param answer            receives the 17 bytes: security control, counter, tag; apart from everything
///                          else. Zeroed if there is no number for it
/// @retval AMISEC_OK                 the answer is written
/// @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
///                                   security_control is another one
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         challenge_length is not 8 to 64
/// @retval AMISEC_BAD_OVERLAP        answer or counter shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or counter was not set up
///
/// cbindgen:ptrs-as-arrays=[[answer; 17]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls5_answer(
    key: *const Aes128Key, parameters: *const DlmsParameters, counter: *mut TransmitCounterObject,
    storage: *const StorageFunctions, challenge: *const u8, challenge_length: usize, answer: *mut u8,
) -> Status {
    let mut words = [NONE; 11];
    let [output, state, named @ .., start, length, fits] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, key, storage, parameters, check_authentication_only) } {
        return status;
    }
    (*output, *state) = (at(answer), at(counter));
    (*start, *length, *fits) =
        (at(challenge), number(challenge_length), flag(check_length(challenge_length).is_ok()));
    let answer = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, memory) = unsafe { key_and_memory(given, 2) };
        // SAFETY: as above.
        let protection = unsafe { protection(given, 2, &cipher) };
        // SAFETY: as above; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<TransmitCounterObject>(1) };
        // SAFETY: as above.
        let challenge = unsafe { given.bytes(8) };
        // SAFETY: as above.
        protection.answer(counter, memory, challenge, unsafe { given.zeroed_array(0) })
    };
    shape!(
        SHAPE,
        DLMS,
        [fixed(OVERHEAD), object::<TransmitCounterObject>()],
        [
            object::<Aes128Key>(),
            MEMORY,
            pointers::<DlmsParameters>(),
            fixed(AUTHENTICATION_KEY_LENGTH),
            fixed(SYSTEM_TITLE_LENGTH),
            IS_VALID,
            sized(0),
            LENGTHS_FIT
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, answer) }
}

/// Checks the other side's answer to a challenge in HLS mechanism 5, GMAC (IEC 62056-5-3).
///
/// @param key               the encryption key, set up
/// @param parameters        authentication key, the other side's system title; security_control is 0x10
///                          or 0x11
/// @param counter           the receive counter of this key and sender, set up
/// @param storage           the memory with which it was started
/// @param challenge         the challenge that was sent
/// @param challenge_length  its length in bytes, 8 to 64
/// @param answer            the 17 bytes that came back
/// @retval AMISEC_OK                 the other side knows the keys
/// @retval AMISEC_NOT_AUTHENTIC      keys, title, challenge and answer do not belong together
/// @retval AMISEC_MALFORMED          the answer's security control is another one
/// @retval AMISEC_REPLAYED           its number is not above all that were accepted
/// @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or
///                                   security_control is another one
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         challenge_length is not 8 to 64
/// @retval AMISEC_BAD_OVERLAP        counter shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or counter was not set up
///
/// cbindgen:ptrs-as-arrays=[[answer; 17]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_dlms_hls5_check(
    key: *const Aes128Key, parameters: *const DlmsParameters, counter: *mut ReceiveCounterObject,
    storage: *const StorageFunctions, challenge: *const u8, challenge_length: usize, answer: *const u8,
) -> Status {
    let mut words = [NONE; 11];
    let [state, named @ .., start, length, fits, given] = &mut words;
    // SAFETY: what this function asks of its caller.
    if let Err(status) = unsafe { name(named, key, storage, parameters, check_authentication_only) } {
        return status;
    }
    (*state, *given) = (at(counter), at(answer));
    (*start, *length, *fits) =
        (at(challenge), number(challenge_length), flag(check_length(challenge_length).is_ok()));
    let check = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, memory) = unsafe { key_and_memory(given, 1) };
        // SAFETY: as above.
        let protection = unsafe { protection(given, 1, &cipher) };
        // SAFETY: as above; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<ReceiveCounterObject>(0) };
        // SAFETY: as above.
        let challenge = unsafe { given.bytes(7) };
        // SAFETY: as above.
        protection.check(counter, memory, challenge, unsafe { given.array(10) })
    };
    shape!(
        SHAPE,
        DLMS,
        [object::<ReceiveCounterObject>()],
        [
            object::<Aes128Key>(),
            MEMORY,
            pointers::<DlmsParameters>(),
            fixed(AUTHENTICATION_KEY_LENGTH),
            fixed(SYSTEM_TITLE_LENGTH),
            IS_VALID,
            sized(0),
            LENGTHS_FIT,
            fixed(OVERHEAD)
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, check) }
}

const NONE: Word = core::ptr::null_mut();

/// Puts key, memory and parameters, and what these name, into words.
///
/// # Safety
/// The caller of the C function vouches for the memory.
#[inline(never)]
unsafe fn name(
    words: &mut [Word; 6], key: *const Aes128Key, storage: *const StorageFunctions,
    parameters: *const DlmsParameters, check_control: fn(u8) -> Result<(), Status>,
) -> Result<(), Status> {
    check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    *words = [
        at(key),
        at(storage),
        at(parameters),
        at(given.authentication_key),
        at(given.system_title),
        flag(check_control(given.security_control).is_ok()),
    ];
    Ok(())
}

/// # Safety
/// From `first` on there are the words that [`name`] made.
unsafe fn key_and_memory<'a>(given: Given, first: usize) -> (Aes<'a>, &'a mut CallerStorage) {
    // SAFETY: passed on; nothing writes to the key.
    let cipher = Aes::new(unsafe { given.content::<Aes128Key>(first) });
    // SAFETY: passed on.
    (cipher, unsafe { given.storage(first + 1) })
}

/// # Safety
/// From `first` on there are the words that [`name`] made.
unsafe fn protection<'a>(given: Given, first: usize, cipher: &'a Aes<'a>) -> Protection<'a, Aes<'a>> {
    // SAFETY: passed on.
    let parameters = unsafe { given.structure::<DlmsParameters>(first + 2) };
    // SAFETY: passed on.
    let authentication_key = unsafe { given.array(first + 3) };
    // SAFETY: passed on.
    let system_title = unsafe { given.array(first + 4) };
    Protection { cipher, authentication_key, system_title, security_control: parameters.security_control }
}
