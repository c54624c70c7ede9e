//! Key derivation with one hash or one PRF for each block (SP 800-56C, SP 800-108).

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart};
use super::object::{Object, check_place};
use super::stack::{CCM, COMPOSED_HMAC, WIDE_HMAC, secret};
use crate::modes::kdf;
use crate::status::Status;

/// Derives keys from a shared secret with SHA-256 (SP 800-56C, 4.1, one-step; the KDF of DLMS/COSEM):
/// SHA-256(counter || secret || info) for each 32 bytes of output, with counters of 4 bytes from 1 on.
///
/// @param secret         the shared secret, as a key agreement gives it
/// @param secret_length  its length in bytes
/// @param info           the other information that the protocol fixes: algorithm and parties
/// @param info_length    its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK            the keys are written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP   output shares memory with an input
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_one_step_sha256(
    secret: *const u8, secret_length: usize, info: *const u8, info_length: usize, output: *mut u8,
    output_length: usize,
) -> Status {
    clear(|| {
        // SAFETY: what this function asks of its caller.
        unsafe {
            derive(secret, secret_length, info, info_length, output, output_length, kdf::one_step_sha256)
        }
    })
}

/// Derives keys from a shared secret with SHA-384 (SP 800-56C, 4.1, one-step; the KDF of DLMS/COSEM, suite 2):
/// SHA-384(counter || secret || info) for each 48 bytes of output, with counters of 4 bytes from 1 on.
///
/// @param secret         the shared secret, as a key agreement gives it
/// @param secret_length  its length in bytes
/// @param info           the other information that the protocol fixes: algorithm and parties
/// @param info_length    its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK            the keys are written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP   output shares memory with an input
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_one_step_sha384(
    secret: *const u8, secret_length: usize, info: *const u8, info_length: usize, output: *mut u8,
    output_length: usize,
) -> Status {
    wide(|| {
        // SAFETY: what this function asks of its caller.
        unsafe {
            derive(secret, secret_length, info, info_length, output, output_length, kdf::one_step_sha384)
        }
    })
}

/// Derives keys from a key with HMAC-SHA-256 (SP 800-108, 4.1: counter mode, the counter of 4 bytes in front).
///
/// @param key            the key to derive from
/// @param key_length     its length in bytes
/// @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
///                       of output, in 4 bytes
/// @param fixed_length   its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK            the keys are written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_LENGTH    output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP   output shares memory with an input
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_counter_hmac_sha256(
    key: *const u8, key_length: usize, fixed: *const u8, fixed_length: usize, output: *mut u8,
    output_length: usize,
) -> Status {
    clear(|| {
        // SAFETY: what this function asks of its caller.
        unsafe {
            derive(key, key_length, fixed, fixed_length, output, output_length, kdf::counter_hmac_sha256)
        }
    })
}

/// Derives keys from an AES-128 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
/// front).
///
/// @param key            a key that is set up, and used for nothing else
/// @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
///                       of output, in 4 bytes
/// @param fixed_length   its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK             the keys are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_counter_aes128_cmac(
    key: *const Aes128Key, fixed: *const u8, fixed_length: usize, output: *mut u8, output_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { derive_cmac(key, fixed, fixed_length, output, output_length) }
}

/// Derives keys from an AES-192 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
/// front).
///
/// @param key            a key that is set up, and used for nothing else
/// @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
///                       of output, in 4 bytes
/// @param fixed_length   its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK             the keys are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_counter_aes192_cmac(
    key: *const Aes192Key, fixed: *const u8, fixed_length: usize, output: *mut u8, output_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { derive_cmac(key, fixed, fixed_length, output, output_length) }
}

/// Derives keys from an AES-256 key with CMAC (SP 800-108, 4.1: counter mode, the counter of 4 bytes in
/// front).
///
/// @param key            a key that is set up, and used for nothing else
/// @param fixed          the fixed input that the protocol composes: by default label || 00 || context || bits
///                       of output, in 4 bytes
/// @param fixed_length   its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes, at least 1
/// @retval AMISEC_OK             the keys are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     output_length is 0, or above 2^32 - 1
/// @retval AMISEC_BAD_OVERLAP    output shares memory with an input or key
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_kdf_counter_aes256_cmac(
    key: *const Aes256Key, fixed: *const u8, fixed_length: usize, output: *mut u8, output_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { derive_cmac(key, fixed, fixed_length, output, output_length) }
}

/// # Safety
/// The contract of the functions above that take two inputs.
unsafe fn derive(
    secret: *const u8, secret_length: usize, info: *const u8, info_length: usize, output: *mut u8,
    output_length: usize, function: fn(&[u8], &[u8], &mut [u8]),
) -> Result<(), Status> {
    let (key, info) = (Input::new(secret, secret_length)?, Input::new(info, info_length)?);
    let output = Output::new(output, output_length)?;
    kdf::check_output_length(output_length)?;
    apart(&[output.region()], &[key.region(), info.region()])?;
    // SAFETY: readable by contract and apart from the output.
    let key = unsafe { key.bytes() };
    // SAFETY: as above.
    let info = unsafe { info.bytes() };
    // SAFETY: writable by contract and apart from the inputs.
    function(key, info, unsafe { output.zeroed() });
    Ok(())
}

/// # Safety
/// The contract of `amisec_kdf_counter_aes*_cmac`.
unsafe fn derive_cmac<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, fixed: *const u8, fixed_length: usize, output: *mut u8, output_length: usize,
) -> Status {
    secret::<CCM>(|| {
        let object = check_place(key)?;
        let (fixed, output) = (Input::new(fixed, fixed_length)?, Output::new(output, output_length)?);
        kdf::check_output_length(output_length)?;
        apart(&[output.region()], &[object, fixed.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: readable by contract and apart from the output.
        let fixed = unsafe { fixed.bytes() };
        // SAFETY: writable by contract and apart from the inputs.
        kdf::counter_cmac(&cipher, fixed, unsafe { output.zeroed() });
        Ok(())
    })
}

/// `secret` for SHA-384, where a parameter has that name.
fn wide(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    secret::<WIDE_HMAC>(operation)
}

/// `secret`, where a parameter has that name.
fn clear(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    secret::<COMPOSED_HMAC>(operation)
}
