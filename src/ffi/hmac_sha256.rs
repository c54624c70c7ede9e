//! HMAC-SHA-256 (FIPS 198-1, RFC 2104).

use super::boundary::{Input, Output, apart, same_or_apart};
use super::object::{check_place, content_mut, object, set_up_zeroed, wipe_object};
use super::stack::{HMAC, secret, verified};
use crate::primitives::hmac::{HmacSha256, MINIMUM_TAG_LENGTH, TAG_LENGTH};
use crate::status::Status;

/// A message being authenticated. Set it up with amisec_hmac_sha256_init; it holds the key's two
/// chaining values, not the key, and is wiped by finish. It may be copied: a copy is a second
/// secret.
#[repr(C)]
pub struct HmacSha256Context {
    opaque: [u32; 35],
}
object!(HmacSha256Context, HmacSha256, 0x484D_4143);

/// Computes the tag of a message that lies in memory (FIPS 198-1).
///
/// @param key          the key; at least 16 bytes are advised, any length is taken
/// @param key_length   its length in bytes; a key above 64 bytes counts for its SHA-256 digest
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          receives the 32 bytes; may be exactly the data or the key, else apart
/// @retval AMISEC_OK            the tag is written
/// @retval AMISEC_BAD_ARGUMENT  tag is NULL, or key or data is NULL or too long
/// @retval AMISEC_BAD_OVERLAP   tag shares part of its memory with key or data
///
/// cbindgen:ptrs-as-arrays=[[tag; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256(
    key: *const u8, key_length: usize, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    secret::<HMAC>(move || {
        let (key, data) = (Input::new(key, key_length)?, Input::new(data, data_length)?);
        let tag = Output::new(tag, TAG_LENGTH)?;
        same_or_apart(tag, key)?;
        same_or_apart(tag, data)?;
        let mut hmac = HmacSha256::zeroed();
        // SAFETY: readable by the contract of this function; nothing is written meanwhile.
        hmac.start(unsafe { key.bytes() });
        // SAFETY: as above.
        hmac.update(unsafe { data.bytes() });
        // SAFETY: writable by the contract of this function; key and data are not used any more.
        hmac.finish(unsafe { tag.zeroed_array() });
        Ok(())
    })
}

/// Checks the tag of a message that lies in memory, whole or truncated, in constant time.
///
/// @param key          the key
/// @param key_length   its length in bytes
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          the leftmost bytes of the tag
/// @param tag_length   how many: 16 to 32 (RFC 2104, section 5: at least half the hash)
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL or too long
/// @retval AMISEC_BAD_LENGTH     tag_length is below 16 or above 32
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256_verify(
    key: *const u8, key_length: usize, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<HMAC>(move || {
        let (key, data) = (Input::new(key, key_length)?, Input::new(data, data_length)?);
        let tag = checked_tag(tag, tag_length)?;
        let mut hmac = HmacSha256::zeroed();
        // SAFETY: readable by the contract of this function; nothing is written meanwhile.
        hmac.start(unsafe { key.bytes() });
        // SAFETY: as above.
        hmac.update(unsafe { data.bytes() });
        // SAFETY: as above.
        hmac.finish_verify(unsafe { tag.bytes() })
    })
}

/// Starts a message that comes in parts.
///
/// @param context     is set up, whatever it held
/// @param key         the key; it is not needed any more after this call
/// @param key_length  its length in bytes; a key above 64 bytes counts for its SHA-256 digest
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   context is NULL, or key is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key lies in the context
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256_init(
    context: *mut HmacSha256Context, key: *const u8, key_length: usize,
) -> Status {
    secret::<HMAC>(move || {
        let (object, key) = (check_place(context)?, Input::new(key, key_length)?);
        apart(&[object], &[key.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hmac = unsafe { set_up_zeroed(context) };
        // SAFETY: readable by the contract of this function and apart from the context.
        hmac.start(unsafe { key.bytes() });
        Ok(())
    })
}

/// Absorbs the next part of the message.
///
/// @param context      a message under way
/// @param data         the next bytes of the message
/// @param data_length  how many, 0 included
/// @retval AMISEC_OK             absorbed
/// @retval AMISEC_BAD_ARGUMENT   context is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    data lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, or is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256_update(
    context: *mut HmacSha256Context, data: *const u8, data_length: usize,
) -> Status {
    secret::<HMAC>(move || {
        let (object, data) = (check_place(context)?, Input::new(data, data_length)?);
        apart(&[object], &[data.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hmac = unsafe { content_mut(context)? };
        // SAFETY: readable by the contract of this function and apart from the context.
        hmac.update(unsafe { data.bytes() });
        Ok(())
    })
}

/// Gives the tag and wipes the context, which then answers AMISEC_BAD_STATE.
///
/// @param context  a message under way
/// @param tag      receives the 32 bytes; apart from the context
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    tag lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, or is finished
///
/// cbindgen:ptrs-as-arrays=[[tag; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256_finish(context: *mut HmacSha256Context, tag: *mut u8) -> Status {
    secret::<HMAC>(move || {
        let (object, tag) = (check_place(context)?, Output::new(tag, TAG_LENGTH)?);
        apart(&[tag.region()], &[object])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hmac = unsafe { content_mut(context)? };
        // SAFETY: writable by the contract of this function and apart from the context.
        hmac.finish(unsafe { tag.zeroed_array() });
        // SAFETY: checked above; `hmac` is not used any more.
        unsafe { wipe_object(context) };
        Ok(())
    })
}

/// Checks a whole or truncated tag in constant time and wipes the context, whatever the verdict.
///
/// @param context     a message under way
/// @param tag         the leftmost bytes of the tag
/// @param tag_length  how many: 16 to 32 (RFC 2104, section 5: at least half the hash)
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   context is NULL, or tag is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 16 or above 32; the context is as before
/// @retval AMISEC_BAD_OVERLAP    tag lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, or is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_hmac_sha256_finish_verify(
    context: *mut HmacSha256Context, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<HMAC>(move || {
        let object = check_place(context)?;
        let tag = checked_tag(tag, tag_length)?;
        apart(&[object], &[tag.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hmac = unsafe { content_mut(context)? };
        // SAFETY: readable by the contract of this function and apart from the context.
        let verdict = hmac.finish_verify(unsafe { tag.bytes() });
        // SAFETY: checked above; `hmac` is not used any more.
        unsafe { wipe_object(context) };
        verdict
    })
}

fn checked_tag(tag: *const u8, tag_length: usize) -> Result<Input, Status> {
    let tag = Input::new(tag, tag_length)?;
    if (MINIMUM_TAG_LENGTH..=TAG_LENGTH).contains(&tag_length) { Ok(tag) } else { Err(Status::BAD_LENGTH) }
}
