//! DLMS/COSEM: APDUs protected with AES-128-GCM, and HLS mechanism 5.

use super::aes::{Aes128Key, cipher};
use super::boundary::{Input, Output, Region, apart};
use super::object::{check_place, content_mut};
use super::stack::{PROTOCOL, secret, verified};
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
    secret::<PROTOCOL>(|| {
        let (object, counter_object) = (check_place(key)?, check_place(counter)?);
        // SAFETY: what this function asks of its caller.
        let (mut memory, memory_place) = unsafe { CallerStorage::new(storage, 0)? };
        let apdu = Input::new(apdu, apdu_length)?;
        let body = Output::new(body, apdu_length.saturating_add(OVERHEAD))?;
        // SAFETY: as above.
        let given = unsafe { Checked::new(parameters, check_security_control)? };
        let [place, authentication_key, title] = given.regions();
        let written = [body.region(), counter_object];
        apart(&written, &[object, memory_place, place, authentication_key, title, apdu.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the counter for this call.
        let counter = unsafe { content_mut(counter)? };
        // SAFETY: readable by contract and apart from what is written.
        let protection = unsafe { given.protection(&cipher) };
        // SAFETY: as above.
        let apdu = unsafe { apdu.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        let body = unsafe { body.zeroed() };
        protection.protect(counter, &mut memory, apdu, body)
    })
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
    verified::<PROTOCOL>(|| {
        let (object, counter_object) = (check_place(key)?, check_place(counter)?);
        // SAFETY: what this function asks of its caller.
        let (mut memory, memory_place) = unsafe { CallerStorage::new(storage, 0)? };
        let body = Input::new(body, body_length)?;
        let apdu = Output::new(apdu, body_length.saturating_sub(OVERHEAD))?;
        // SAFETY: as above.
        let given = unsafe { Checked::new(parameters, check_security_control)? };
        if body_length < OVERHEAD {
            return Err(Status::BAD_LENGTH);
        }
        let [place, authentication_key, title] = given.regions();
        let written = [apdu.region(), counter_object];
        apart(&written, &[object, memory_place, place, authentication_key, title, body.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the counter for this call.
        let counter = unsafe { content_mut(counter)? };
        // SAFETY: readable by contract and apart from what is written.
        let protection = unsafe { given.protection(&cipher) };
        // SAFETY: as above.
        let body = unsafe { body.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        let apdu = unsafe { apdu.zeroed() };
        protection.unprotect(counter, &mut memory, body, apdu)
    })
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
    secret::<PROTOCOL>(|| {
        let (object, counter_object) = (check_place(key)?, check_place(counter)?);
        // SAFETY: what this function asks of its caller.
        let (mut memory, memory_place) = unsafe { CallerStorage::new(storage, 0)? };
        let challenge = Input::new(challenge, challenge_length)?;
        let answer = Output::new(answer, OVERHEAD)?;
        // SAFETY: as above.
        let given = unsafe { Checked::new(parameters, check_authentication_only)? };
        check_length(challenge_length)?;
        let [place, authentication_key, title] = given.regions();
        let written = [answer.region(), counter_object];
        apart(&written, &[object, memory_place, place, authentication_key, title, challenge.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the counter for this call.
        let counter = unsafe { content_mut(counter)? };
        // SAFETY: readable by contract and apart from what is written.
        let protection = unsafe { given.protection(&cipher) };
        // SAFETY: as above.
        let challenge = unsafe { challenge.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        let answer = unsafe { answer.zeroed_array() };
        protection.answer(counter, &mut memory, challenge, answer)
    })
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
    verified::<PROTOCOL>(|| {
        let (object, counter_object) = (check_place(key)?, check_place(counter)?);
        // SAFETY: what this function asks of its caller.
        let (mut memory, memory_place) = unsafe { CallerStorage::new(storage, 0)? };
        let challenge = Input::new(challenge, challenge_length)?;
        let answer = Input::new(answer, OVERHEAD)?;
        // SAFETY: as above.
        let given = unsafe { Checked::new(parameters, check_authentication_only)? };
        check_length(challenge_length)?;
        let [place, authentication_key, title] = given.regions();
        let read =
            [object, memory_place, place, authentication_key, title, challenge.region(), answer.region()];
        apart(&[counter_object], &read)?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the counter for this call.
        let counter = unsafe { content_mut(counter)? };
        // SAFETY: readable by contract and apart from what is written.
        let protection = unsafe { given.protection(&cipher) };
        // SAFETY: as above.
        let challenge = unsafe { challenge.bytes() };
        // SAFETY: as above.
        let answer = unsafe { answer.array() };
        protection.check(counter, &mut memory, challenge, answer)
    })
}

/// The parameters, checked but for overlaps.
struct Checked {
    place: Region,
    authentication_key: Input,
    title: Input,
    security_control: u8,
}

impl Checked {
    /// # Safety
    /// `parameters` is NULL or points to a structure that the caller of the C function lends us.
    unsafe fn new(
        parameters: *const DlmsParameters, check_control: fn(u8) -> Result<(), Status>,
    ) -> Result<Self, Status> {
        let place = check_place(parameters)?;
        // SAFETY: aligned and not NULL.
        let given = unsafe { &*parameters };
        let authentication_key = Input::new(given.authentication_key, AUTHENTICATION_KEY_LENGTH)?;
        let title = Input::new(given.system_title, SYSTEM_TITLE_LENGTH)?;
        check_control(given.security_control)?;
        Ok(Checked { place, authentication_key, title, security_control: given.security_control })
    }

    fn regions(&self) -> [Region; 3] {
        [self.place, self.authentication_key.region(), self.title.region()]
    }

    /// # Safety
    /// The caller of the C function vouches for the memory; nothing writes to it meanwhile.
    unsafe fn protection<'a>(&self, cipher: &'a Aes<'a>) -> Protection<'a, Aes<'a>> {
        // SAFETY: made with this length.
        let authentication_key = unsafe { self.authentication_key.array() };
        // SAFETY: made with this length.
        let system_title = unsafe { self.title.array() };
        Protection { cipher, authentication_key, system_title, security_control: self.security_control }
    }
}
