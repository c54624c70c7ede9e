//! AES in cipher block chaining mode without padding (SP 800-38A, 6.2), unauthenticated.

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart, same_or_apart};
use super::object::{Object, check_place};
use super::stack::{CHAIN, secret};
use crate::modes::cbc;
use crate::primitives::aes::{Aes, BLOCK_LENGTH};
use crate::status::Status;

/// Encrypts whole blocks with AES-128 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
/// Use CCM unless a standard demands this mode.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
///                      the last block of ciphertext if the message goes on from an earlier call
/// @param input         plaintext
/// @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the ciphertext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cbc_encrypt(
    key: *const Aes128Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::encrypt) }
}

/// Decrypts whole blocks with AES-128 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
/// never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
/// checked.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes with which the message was encrypted
/// @param input         ciphertext
/// @param input_length  its length in bytes: a multiple of 16, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the plaintext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cbc_decrypt(
    key: *const Aes128Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::decrypt) }
}

/// Encrypts whole blocks with AES-192 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
/// Use CCM unless a standard demands this mode.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
///                      the last block of ciphertext if the message goes on from an earlier call
/// @param input         plaintext
/// @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the ciphertext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cbc_encrypt(
    key: *const Aes192Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::encrypt) }
}

/// Decrypts whole blocks with AES-192 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
/// never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
/// checked.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes with which the message was encrypted
/// @param input         ciphertext
/// @param input_length  its length in bytes: a multiple of 16, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the plaintext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cbc_decrypt(
    key: *const Aes192Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::decrypt) }
}

/// Encrypts whole blocks with AES-256 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING.
/// Use CCM unless a standard demands this mode.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes of the initialisation vector, unpredictable for each message;
///                      the last block of ciphertext if the message goes on from an earlier call
/// @param input         plaintext
/// @param input_length  its length in bytes: a multiple of 16, 0 included; there is no padding
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the ciphertext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cbc_encrypt(
    key: *const Aes256Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::encrypt) }
}

/// Decrypts whole blocks with AES-256 in CBC mode (SP 800-38A, 6.2), which AUTHENTICATES NOTHING:
/// never act on the plaintext, or on its padding, before a MAC over the ciphertext has been
/// checked.
///
/// @param key           a key that is set up
/// @param iv            the 16 bytes with which the message was encrypted
/// @param input         ciphertext
/// @param input_length  its length in bytes: a multiple of 16, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from key and iv
/// @retval AMISEC_OK             the plaintext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is not a multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[iv; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cbc_decrypt(
    key: *const Aes256Key, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { chain(key, iv, input, input_length, output, cbc::decrypt) }
}

/// # Safety
/// The contract of `amisec_aes*_cbc_encrypt` and `_decrypt`.
unsafe fn chain<'a, O: Object<Content: AsRef<[u32]>> + 'a>(
    key: *const O, iv: *const u8, input: *const u8, input_length: usize, output: *mut u8,
    apply: impl FnOnce(&Aes<'a>, &[u8; BLOCK_LENGTH], &mut [u8]),
) -> Status {
    secret::<CHAIN>(|| {
        let (object, iv) = (check_place(key)?, Input::new(iv, BLOCK_LENGTH)?);
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        if !input_length.is_multiple_of(BLOCK_LENGTH) {
            return Err(Status::BAD_LENGTH);
        }
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, iv.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: `iv` was made with this length and is apart from the output.
        let iv = unsafe { iv.array() };
        // SAFETY: of one length; the same or apart.
        apply(&cipher, iv, unsafe { output.holding(input) });
        Ok(())
    })
}
