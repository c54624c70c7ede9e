//! AES key wrap (RFC 3394; SP 800-38F, KW).

use super::aes::{Aes128Key, Aes192Key, Aes256Key};
use super::arguments::{LENGTHS_FIT, Shape, at, flag, number, object, shape, sized};
use super::call::{Given, run};
use super::object::Object;
use super::stack::CHAIN;
use crate::copy::copy;
use crate::modes::key_wrap::{self, MINIMUM_LENGTH, SEMIBLOCK};
use crate::primitives::aes::Aes;
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
unsafe fn wrap<O: Key>(key: *const O, input: *const u8, input_length: usize, output: *mut u8) -> Status {
    let mut words = [
        at(output),
        // Never NULL with room for nothing: a wrong length is refused first.
        number(input_length.saturating_add(SEMIBLOCK)),
        at(key),
        at(input),
        number(input_length),
        flag(key_wrap::check_length(input_length).is_ok()),
    ];
    let wrap = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<O>(2) }.as_ref());
        // SAFETY: as above.
        let buffer = unsafe { given.zeroed(0) };
        // SAFETY: as above.
        copy(buffer.get_mut(SEMIBLOCK..).unwrap_or_default(), unsafe { given.bytes(3) });
        key_wrap::wrap(&cipher, buffer);
        Ok(())
    };
    // SAFETY: what the C function asks of its caller.
    unsafe { run(&mut words, O::SHAPE, wrap) }
}

/// # Safety
/// The contract of `amisec_aes*_key_unwrap`.
unsafe fn unwrap<O: Key>(key: *const O, input: *const u8, input_length: usize, output: *mut u8) -> Status {
    let length = input_length.saturating_sub(SEMIBLOCK);
    let mut words = [
        at(output),
        number(length.max(MINIMUM_LENGTH)),
        at(key),
        at(input),
        number(input_length),
        flag(key_wrap::check_length(length).is_ok()),
    ];
    let unwrap = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<O>(2) }.as_ref());
        // SAFETY: as above.
        let buffer = unsafe { given.zeroed(0) };
        // SAFETY: as above.
        let (check, wrapped) = unsafe { given.bytes(3) }.split_first_chunk().ok_or(Status::BAD_LENGTH)?;
        copy(buffer, wrapped);
        release(key_wrap::unwrap(&cipher, check, buffer), buffer)
    };
    // SAFETY: what the C function asks of its caller.
    unsafe { run(&mut words, O::SHAPE, unwrap) }
}

/// A key, and the shape of functions that take it.
trait Key: Object<Content: AsRef<[u32]>> {
    const SHAPE: Shape;
}

impl Key for Aes128Key {
    shape!(SHAPE, CHAIN, [sized(0)], [object::<Aes128Key>(), sized(0), LENGTHS_FIT]);
}

impl Key for Aes192Key {
    shape!(SHAPE, CHAIN, [sized(0)], [object::<Aes192Key>(), sized(0), LENGTHS_FIT]);
}

impl Key for Aes256Key {
    shape!(SHAPE, CHAIN, [sized(0)], [object::<Aes256Key>(), sized(0), LENGTHS_FIT]);
}
