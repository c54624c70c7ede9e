//! AES-CCM (SP 800-38C, RFC 3610).

use super::aead::{Call, Key};
use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher_of};
use super::stack::{CCM, cleared};
use crate::modes::ccm;
use crate::status::Status;
use crate::verdict::{Answer, release};

/// What a CCM call needs besides the payload. The structure is only read; the lengths choose the
/// variant of CCM and must be those that the protocol fixes, not what a message claims.
#[repr(C)]
pub struct CcmParameters {
    /// The nonce. NEVER THE SAME TWICE under one key: a counter that survives a restart.
    pub nonce: *const u8,
    /// 7 to 13 bytes; a payload is then shorter than 2^(8 * (15 - nonce_length)) bytes.
    pub nonce_length: usize,
    /// Associated data: authenticated, not encrypted.
    pub aad: *const u8,
    /// Any number of bytes below 2^32, 0 included.
    pub aad_length: usize,
    /// The tag: written by seal, read by open.
    pub tag: *mut u8,
    /// 4, 6, 8, 10, 12, 14 or 16 bytes; a forgery succeeds with odds of 2^(-8 * tag_length).
    pub tag_length: usize,
}

/// Encrypts and authenticates with AES-128 in CCM mode (SP 800-38C).
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_ccm_seal(
    key: *const Aes128Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-128 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_ccm_open(
    key: *const Aes128Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// Encrypts and authenticates with AES-192 in CCM mode (SP 800-38C).
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_ccm_seal(
    key: *const Aes192Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-192 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_ccm_open(
    key: *const Aes192Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// Encrypts and authenticates with AES-256 in CCM mode (SP 800-38C).
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_ccm_seal(
    key: *const Aes256Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-256 in CCM mode (SP 800-38C) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_ccm_open(
    key: *const Aes256Key, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// # Safety
/// The contract of `amisec_aes*_ccm_seal`.
unsafe fn seal<O: Key>(
    key: *const O, parameters: *const CcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    let call = Call::new(true, key, parameters, input, input_length, output);
    // SAFETY: what the C function asks of its caller.
    cleared::<CCM>(unsafe { apply::<true>(&call) })
}

/// # Safety
/// The contract of `amisec_aes*_ccm_open`.
unsafe fn open<O: Key>(
    key: *const O, parameters: *const CcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    let call = Call::new(false, key, parameters, input, input_length, output);
    // SAFETY: what the C function asks of its caller.
    cleared::<CCM>(unsafe { apply::<false>(&call) })
}

/// A constant tells the two apart, so that a firmware that only seals does not pay for opening.
///
/// # Safety
/// The contract of `amisec_aes*_ccm_seal` and `_open`.
#[inline(never)]
unsafe fn apply<const SEAL: bool>(call: &Call) -> Answer {
    // SAFETY: passed on.
    let mut accepted = unsafe { call.accept(ccm::check_lengths) };
    // Where it lies: a move would be one of memory.
    let message = match &mut accepted {
        Ok(message) => message,
        Err(status) => return Err(*status),
    };
    let (key, size) = call.key();
    // SAFETY: accepted; nothing writes to the key.
    let cipher = unsafe { cipher_of(key, size) };
    if SEAL {
        // SAFETY: accepted as written.
        let tag = unsafe { message.new_tag() };
        ccm::seal(&cipher, message.header.nonce, message.header.aad, message.buffer, tag);
        Ok(Status::OK)
    } else {
        // SAFETY: accepted, not as written.
        let tag = unsafe { message.tag() };
        let answer = ccm::open(&cipher, message.header.nonce, message.header.aad, message.buffer, tag);
        release(answer, message.buffer)
    }
}
