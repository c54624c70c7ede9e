//! AES in counter mode (SP 800-38A, 6.5; RFC 3686), unauthenticated.

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart, same_or_apart};
use super::object::{Object, check_place};
use super::stack::{CHAIN, secret};
use crate::modes::ctr;
use crate::primitives::aes::BLOCK_LENGTH;
use crate::status::Status;

/// Encrypts or decrypts with AES-128 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
/// NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
/// standard demands this mode.
///
/// The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
/// counter block may ever be used twice under one key: that gives both plaintexts away.
///
/// @param key           a key that is set up
/// @param counter       the 16 bytes of the first counter block
/// @param input         plaintext or ciphertext
/// @param input_length  its length in bytes, any, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and counter
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[counter; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_ctr(
    key: *const Aes128Key, counter: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(key, counter, input, input_length, output) }
}

/// Encrypts or decrypts with AES-192 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
/// NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
/// standard demands this mode.
///
/// The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
/// counter block may ever be used twice under one key: that gives both plaintexts away.
///
/// @param key           a key that is set up
/// @param counter       the 16 bytes of the first counter block
/// @param input         plaintext or ciphertext
/// @param input_length  its length in bytes, any, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and counter
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[counter; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_ctr(
    key: *const Aes192Key, counter: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(key, counter, input, input_length, output) }
}

/// Encrypts or decrypts with AES-256 in counter mode (SP 800-38A, 6.5), which AUTHENTICATES
/// NOTHING: whoever flips a bit of the ciphertext flips that bit of the plaintext. Use CCM unless a
/// standard demands this mode.
///
/// The counter is the whole block, big-endian; it goes up by one for each block and wraps. No
/// counter block may ever be used twice under one key: that gives both plaintexts away.
///
/// @param key           a key that is set up
/// @param counter       the 16 bytes of the first counter block
/// @param input         plaintext or ciphertext
/// @param input_length  its length in bytes, any, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and counter
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[counter; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_ctr(
    key: *const Aes256Key, counter: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { apply(key, counter, input, input_length, output) }
}

/// # Safety
/// The contract of `amisec_aes*_ctr`.
unsafe fn apply<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, counter: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    secret::<CHAIN>(|| {
        let (object, counter) = (check_place(key)?, Input::new(counter, BLOCK_LENGTH)?);
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, counter.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: `counter` was made with this length and is apart from the output.
        let counter = unsafe { counter.array() };
        // SAFETY: of one length; the same or apart.
        ctr::apply(&cipher, counter, unsafe { output.holding(input) });
        Ok(())
    })
}
