//! AES-GCM and GMAC (SP 800-38D), for messages that lie in memory.

use super::aead::{Call, Key};
use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher_of};
use super::stack::{GCM, cleared};
use crate::modes::gcm;
use crate::status::Status;
use crate::verdict::{Answer, release};

/// What a GCM call needs besides the payload. The structure is only read; the lengths must be those
/// that the protocol fixes, not what a message claims.
#[repr(C)]
pub struct GcmParameters {
    /// The nonce. NEVER THE SAME TWICE under one key, or both messages and the authentication of all
    /// others are lost: a counter that survives a restart.
    pub nonce: *const u8,
    /// 12 bytes, or any other number but 0: that is slower, and random nonces of other lengths may
    /// collide after 2^32 messages (SP 800-38D, 8.3).
    pub nonce_length: usize,
    /// Associated data: authenticated, not encrypted.
    pub aad: *const u8,
    /// Any number of bytes, 0 included.
    pub aad_length: usize,
    /// The tag: written by seal, read by open.
    pub tag: *mut u8,
    /// 16, 15, 14, 13 or 12 bytes; 8 or 4 only where the protocol bounds length and number of messages
    /// (SP 800-38D, appendix C): a forgery succeeds with odds of 2^(-8 * tag_length) times the blocks of
    /// the message, and with short tags each success tells something about the key.
    pub tag_length: usize,
}

/// Encrypts and authenticates with AES-128 in GCM mode (SP 800-38D). Without payload this is GMAC: the
/// tag of the associated data.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_gcm_seal(
    key: *const Aes128Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-128 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_gcm_open(
    key: *const Aes128Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// Encrypts and authenticates with AES-192 in GCM mode (SP 800-38D). Without payload this is GMAC: the
/// tag of the associated data.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_gcm_seal(
    key: *const Aes192Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-192 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_gcm_open(
    key: *const Aes192Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// Encrypts and authenticates with AES-256 in GCM mode (SP 800-38D). Without payload this is GMAC: the
/// tag of the associated data.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_gcm_seal(
    key: *const Aes256Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { seal(key, parameters, input, input_length, output) }
}

/// Decrypts with AES-256 in GCM mode (SP 800-38D) and checks the tag in constant time. Unless the
/// status is AMISEC_OK the output holds no plaintext. Without payload this checks a GMAC.
///
/// @param key           a key that is set up
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included, at most 2^36 - 32
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic, even in
///                      place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_gcm_open(
    key: *const Aes256Key, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { open(key, parameters, input, input_length, output) }
}

/// # Safety
/// The contract of `amisec_aes*_gcm_seal`.
unsafe fn seal<O: Key>(
    key: *const O, parameters: *const GcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    let call = Call::new(true, key, parameters, input, input_length, output);
    // SAFETY: what the C function asks of its caller.
    cleared::<GCM>(unsafe { apply::<true>(&call) })
}

/// # Safety
/// The contract of `amisec_aes*_gcm_open`.
unsafe fn open<O: Key>(
    key: *const O, parameters: *const GcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    let call = Call::new(false, key, parameters, input, input_length, output);
    // SAFETY: what the C function asks of its caller.
    cleared::<GCM>(unsafe { apply::<false>(&call) })
}

/// A constant tells the two apart, so that a firmware that only seals does not pay for opening.
///
/// # Safety
/// The contract of `amisec_aes*_gcm_seal` and `_open`.
#[inline(never)]
unsafe fn apply<const SEAL: bool>(call: &Call) -> Answer {
    // SAFETY: passed on.
    let mut accepted = unsafe { call.accept(gcm::check_lengths) };
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
        gcm::seal(&cipher, &message.header, message.buffer, tag);
        Ok(Status::OK)
    } else {
        // SAFETY: accepted, not as written.
        let tag = unsafe { message.tag() };
        release(gcm::open(&cipher, &message.header, message.buffer, tag), message.buffer)
    }
}
