//! HKDF with HMAC-SHA-256 (RFC 5869).

use super::boundary::{Input, Output, apart};
use super::stack::{COMPOSED_HMAC, secret};
use crate::modes::hkdf::{self, KEY_LENGTH};
use crate::status::Status;
use zeroize::Zeroize;

/// Derives keys from a secret (RFC 5869): extracts, then expands.
///
/// @param salt           need not be secret; best random, or NULL with length 0
/// @param salt_length    its length in bytes, 0 included
/// @param secret         the input keying material: a shared secret or a key, not a password
/// @param secret_length  its length in bytes
/// @param info           what the output is for: different purposes, different keys
/// @param info_length    its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes: 1 to 8160
/// @retval AMISEC_OK            the keys are written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_LENGTH    output_length is 0 or above 8160
/// @retval AMISEC_BAD_OVERLAP   output shares memory with an input
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hkdf_sha256(
    salt: *const u8, salt_length: usize, secret: *const u8, secret_length: usize, info: *const u8,
    info_length: usize, output: *mut u8, output_length: usize,
) -> Status {
    clear(|| {
        let (salt, keying) = (Input::new(salt, salt_length)?, Input::new(secret, secret_length)?);
        let (info, output) = (Input::new(info, info_length)?, Output::new(output, output_length)?);
        hkdf::check_output_length(output_length)?;
        apart(&[output.region()], &[salt.region(), keying.region(), info.region()])?;
        let mut key = [0; KEY_LENGTH];
        // SAFETY: readable by contract; nothing is written meanwhile.
        let salt = unsafe { salt.bytes() };
        // SAFETY: as above.
        hkdf::extract(salt, unsafe { keying.bytes() }, &mut key);
        // SAFETY: readable by contract and apart from the output.
        let info = unsafe { info.bytes() };
        // SAFETY: writable by contract and apart from the inputs.
        hkdf::expand(&key, info, unsafe { output.zeroed() });
        key.zeroize();
        Ok(())
    })
}

/// Extracts a pseudorandom key from a secret (RFC 5869, 2.2): the first half of HKDF, for several
/// expansions.
///
/// @param salt           need not be secret; best random, or NULL with length 0
/// @param salt_length    its length in bytes, 0 included
/// @param secret         the input keying material
/// @param secret_length  its length in bytes
/// @param key            receives the 32 bytes of the pseudorandom key; apart from the inputs
/// @retval AMISEC_OK            the key is written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_OVERLAP   key shares memory with an input
///
/// cbindgen:ptrs-as-arrays=[[key; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hkdf_sha256_extract(
    salt: *const u8, salt_length: usize, secret: *const u8, secret_length: usize, key: *mut u8,
) -> Status {
    clear(|| {
        let (salt, keying) = (Input::new(salt, salt_length)?, Input::new(secret, secret_length)?);
        let key = Output::new(key, KEY_LENGTH)?;
        apart(&[key.region()], &[salt.region(), keying.region()])?;
        // SAFETY: readable by contract and apart from the output.
        let salt = unsafe { salt.bytes() };
        // SAFETY: as above.
        let keying = unsafe { keying.bytes() };
        // SAFETY: writable by contract and apart from the inputs.
        hkdf::extract(salt, keying, unsafe { key.zeroed_array() });
        Ok(())
    })
}

/// Expands a pseudorandom key (RFC 5869, 2.3): the second half of HKDF.
///
/// @param key            a pseudorandom key, from extract or as good as random
/// @param key_length     its length in bytes: 32 or more
/// @param info           what the output is for: different purposes, different keys
/// @param info_length    its length in bytes, 0 included
/// @param output         receives the keys; apart from everything else
/// @param output_length  how many bytes: 1 to 8160
/// @retval AMISEC_OK            the keys are written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_LENGTH    key_length is below 32, or output_length is 0 or above 8160
/// @retval AMISEC_BAD_OVERLAP   output shares memory with an input
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hkdf_sha256_expand(
    key: *const u8, key_length: usize, info: *const u8, info_length: usize, output: *mut u8,
    output_length: usize,
) -> Status {
    clear(|| {
        let (key, info) = (Input::new(key, key_length)?, Input::new(info, info_length)?);
        let output = Output::new(output, output_length)?;
        hkdf::check_output_length(output_length)?;
        if key_length < KEY_LENGTH {
            return Err(Status::BAD_LENGTH);
        }
        apart(&[output.region()], &[key.region(), info.region()])?;
        // SAFETY: readable by contract and apart from the output.
        let key = unsafe { key.bytes() };
        // SAFETY: as above.
        let info = unsafe { info.bytes() };
        // SAFETY: writable by contract and apart from the inputs.
        hkdf::expand(key, info, unsafe { output.zeroed() });
        Ok(())
    })
}

/// `secret`, where a parameter has that name.
fn clear(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    secret::<COMPOSED_HMAC>(operation)
}
