//! AES-GCM and GMAC (SP 800-38D), for messages that lie in memory.

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, Region, apart, same_or_apart};
use super::object::{Object, check_place};
use super::stack::{MODE, secret, verified};
use crate::modes::gcm::{self, Header, Length};
use crate::status::Status;

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

/// The parameters, checked but for overlaps.
pub(super) struct Checked {
    pub(super) place: Region,
    pub(super) nonce: Input,
    pub(super) aad: Input,
    pub(super) tag: Output,
}

/// # Safety
/// `parameters` is NULL or points to a structure that the caller of the C function lends us.
pub(super) unsafe fn check(parameters: *const GcmParameters, length: usize) -> Result<Checked, Status> {
    let place = check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    let nonce = Input::new(given.nonce, given.nonce_length)?;
    let aad = Input::new(given.aad, given.aad_length)?;
    let tag = Output::new(given.tag, given.tag_length)?;
    gcm::check_nonce_length(given.nonce_length)?;
    gcm::check_tag_length(given.tag_length)?;
    gcm::check_text_length(Length::default(), length)?;
    Ok(Checked { place, nonce, aad, tag })
}

/// # Safety
/// The contract of `amisec_aes*_gcm_seal`.
unsafe fn seal<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, parameters: *const GcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    secret::<MODE>(|| {
        let object = check_place(key)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: what the C function asks of its caller.
        let Checked { place, nonce, aad, tag } = unsafe { check(parameters, input_length)? };
        same_or_apart(output, input)?;
        apart(&[output.region(), tag.region()], &[object, place, nonce.region(), aad.region()])?;
        apart(&[tag.region()], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the outputs.
        let nonce = unsafe { nonce.bytes() };
        // SAFETY: as above.
        let aad = unsafe { aad.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        gcm::seal(&cipher, &Header { nonce, aad }, buffer, unsafe { tag.zeroed() });
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_gcm_open`.
unsafe fn open<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, parameters: *const GcmParameters, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    verified::<MODE>(|| {
        let object = check_place(key)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: what the C function asks of its caller.
        let Checked { place, nonce, aad, tag } = unsafe { check(parameters, input_length)? };
        let tag = tag.as_input();
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, place, nonce.region(), aad.region(), tag.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the output.
        let nonce = unsafe { nonce.bytes() };
        // SAFETY: as above.
        let aad = unsafe { aad.bytes() };
        // SAFETY: as above.
        gcm::open(&cipher, &Header { nonce, aad }, buffer, unsafe { tag.bytes() })
    })
}
