//! AES key wrap (RFC 3394; SP 800-38F, KW).

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart};
use super::object::{Object, check_place};
use super::stack::{MODE, secret, verified};
use crate::copy::copy;
use crate::modes::key_wrap::{self, MINIMUM_LENGTH, SEMIBLOCK};
use crate::status::Status;
use crate::verdict::release;

/// Wraps a key under an AES-128 key (RFC 3394): encrypts and authenticates it, without a nonce.
///
/// @param key           the wrapping key, set up
/// @param input         the key to be wrapped
/// @param input_length  its length in bytes: 16, 24, 32, ...
/// @param output        receives `input_length` + 8 bytes, apart from input and key
/// @retval AMISEC_OK             the wrapped key is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_key_wrap(
    key: *const Aes128Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { wrap(key, input, input_length, output) }
}

/// Unwraps a key under an AES-128 key (RFC 3394) and checks it in constant time. Unless the status is
/// AMISEC_OK the output holds zeros.
///
/// A forgery succeeds with odds of 2^-64.
///
/// @param key           the wrapping key, set up
/// @param input         the wrapped key
/// @param input_length  its length in bytes: 24, 32, 40, ...
/// @param output        receives `input_length` - 8 bytes, apart from input and key
/// @retval AMISEC_OK             the key is authentic and written
/// @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_key_unwrap(
    key: *const Aes128Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { unwrap(key, input, input_length, output) }
}

/// Wraps a key under an AES-192 key (RFC 3394): encrypts and authenticates it, without a nonce.
///
/// @param key           the wrapping key, set up
/// @param input         the key to be wrapped
/// @param input_length  its length in bytes: 16, 24, 32, ...
/// @param output        receives `input_length` + 8 bytes, apart from input and key
/// @retval AMISEC_OK             the wrapped key is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_key_wrap(
    key: *const Aes192Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { wrap(key, input, input_length, output) }
}

/// Unwraps a key under an AES-192 key (RFC 3394) and checks it in constant time. Unless the status is
/// AMISEC_OK the output holds zeros.
///
/// A forgery succeeds with odds of 2^-64.
///
/// @param key           the wrapping key, set up
/// @param input         the wrapped key
/// @param input_length  its length in bytes: 24, 32, 40, ...
/// @param output        receives `input_length` - 8 bytes, apart from input and key
/// @retval AMISEC_OK             the key is authentic and written
/// @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_key_unwrap(
    key: *const Aes192Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { unwrap(key, input, input_length, output) }
}

/// Wraps a key under an AES-256 key (RFC 3394): encrypts and authenticates it, without a nonce.
///
/// @param key           the wrapping key, set up
/// @param input         the key to be wrapped
/// @param input_length  its length in bytes: 16, 24, 32, ...
/// @param output        receives `input_length` + 8 bytes, apart from input and key
/// @retval AMISEC_OK             the wrapped key is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 16 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_key_wrap(
    key: *const Aes256Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { wrap(key, input, input_length, output) }
}

/// Unwraps a key under an AES-256 key (RFC 3394) and checks it in constant time. Unless the status is
/// AMISEC_OK the output holds zeros.
///
/// A forgery succeeds with odds of 2^-64.
///
/// @param key           the wrapping key, set up
/// @param input         the wrapped key
/// @param input_length  its length in bytes: 24, 32, 40, ...
/// @param output        receives `input_length` - 8 bytes, apart from input and key
/// @retval AMISEC_OK             the key is authentic and written
/// @retval AMISEC_NOT_AUTHENTIC  it was not wrapped under this key, or was changed
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is below 24 or no multiple of 8
/// @retval AMISEC_BAD_OVERLAP    output shares memory with input or key
/// @retval AMISEC_BAD_STATE      the wrapping key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_key_unwrap(
    key: *const Aes256Key, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { unwrap(key, input, input_length, output) }
}

/// # Safety
/// The contract of `amisec_aes*_key_wrap`.
unsafe fn wrap<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    secret::<MODE>(|| {
        let object = check_place(key)?;
        let input = Input::new(input, input_length)?;
        // Never NULL with room for nothing: a wrong length is refused first.
        let output = Output::new(output, input_length.saturating_add(SEMIBLOCK))?;
        key_wrap::check_length(input_length)?;
        apart(&[output.region()], &[object, input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: writable by contract and apart from everything else.
        let buffer = unsafe { output.zeroed() };
        // SAFETY: readable by contract and apart from the output.
        let plain = unsafe { input.bytes() };
        buffer.iter_mut().skip(SEMIBLOCK).zip(plain).for_each(|(place, byte)| *place = *byte);
        key_wrap::wrap(&cipher, buffer);
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_key_unwrap`.
unsafe fn unwrap<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    verified::<MODE>(|| {
        let object = check_place(key)?;
        let input = Input::new(input, input_length)?;
        let output = Output::new(output, input_length.saturating_sub(SEMIBLOCK).max(MINIMUM_LENGTH))?;
        key_wrap::check_length(input_length.saturating_sub(SEMIBLOCK))?;
        apart(&[output.region()], &[object, input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: readable by contract and apart from the output.
        let wrapped = unsafe { input.bytes() };
        let (check, wrapped) = wrapped.split_first_chunk().ok_or(Status::BAD_LENGTH)?;
        // SAFETY: writable by contract and apart from everything else.
        let buffer = unsafe { output.zeroed() };
        copy(buffer, wrapped);
        release(key_wrap::unwrap(&cipher, check, buffer), buffer)
    })
}
