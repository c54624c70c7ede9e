//! AES-CMAC (SP 800-38B, RFC 4493).

use super::aes::{Aes128Key, Aes192Key, Aes256Key, cipher};
use super::boundary::{Input, Output, apart, same_or_apart, status};
use super::object::{Object, check_place, content_mut, object, set_up, wipe_object};
use super::stack::{CHAIN, secret, verified};
use crate::modes::cmac::{self, CbcMac, MINIMUM_TAG_LENGTH, TAG_LENGTH};
use crate::status::Status;

/// A message being authenticated. Set it up with amisec_cmac_init; it holds neither the key nor a
/// pointer to it: every call takes the same key again, and with another one the tag is meaningless.
/// It may be moved, and is wiped by finish.
#[repr(C)]
pub struct CmacContext {
    opaque: [u32; 6],
}
object!(CmacContext, CbcMac, 0x434D_4143);

/// Starts a message that comes in parts, whatever the size of the key.
///
/// @param context  is set up, whatever it held; no call is needed to give it up
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   context is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_cmac_init(context: *mut CmacContext) -> Status {
    let start = || {
        check_place(context)?;
        // SAFETY: checked above.
        unsafe { set_up(context, CbcMac::default()) };
        Ok(())
    };
    status(start())
}

/// Computes the AES-128-CMAC of a message that lies in memory (SP 800-38B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cmac(
    key: *const Aes128Key, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { compute(key, data, data_length, tag) }
}

/// Checks the AES-128-CMAC of a message that lies in memory, whole or truncated, in constant time.
///
/// A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
/// messages (SP 800-38B, appendix B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          the leftmost bytes of the tag
/// @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cmac_verify(
    key: *const Aes128Key, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { verify(key, data, data_length, tag, tag_length) }
}

/// Absorbs the next part of a message under an AES-128 key.
///
/// @param context      a message under way
/// @param key          the key of this message
/// @param data         the next bytes of the message
/// @param data_length  how many, 0 included
/// @retval AMISEC_OK             absorbed
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or data lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cmac_update(
    context: *mut CmacContext, key: *const Aes128Key, data: *const u8, data_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { update(context, key, data, data_length) }
}

/// Gives the tag of a message under an AES-128 key and wipes the context, which then answers
/// AMISEC_BAD_STATE.
///
/// @param context  a message under way
/// @param key      the key of this message
/// @param tag      receives the 16 bytes; apart from context and key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cmac_finish(
    context: *mut CmacContext, key: *const Aes128Key, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish(context, key, tag) }
}

/// Checks a whole or truncated tag under an AES-128 key in constant time and wipes the context,
/// whatever the verdict.
///
/// @param context     a message under way
/// @param key         the key of this message
/// @param tag         the leftmost bytes of the tag
/// @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_cmac_finish_verify(
    context: *mut CmacContext, key: *const Aes128Key, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish_verify(context, key, tag, tag_length) }
}

/// Computes the AES-192-CMAC of a message that lies in memory (SP 800-38B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cmac(
    key: *const Aes192Key, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { compute(key, data, data_length, tag) }
}

/// Checks the AES-192-CMAC of a message that lies in memory, whole or truncated, in constant time.
///
/// A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
/// messages (SP 800-38B, appendix B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          the leftmost bytes of the tag
/// @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cmac_verify(
    key: *const Aes192Key, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { verify(key, data, data_length, tag, tag_length) }
}

/// Absorbs the next part of a message under an AES-192 key.
///
/// @param context      a message under way
/// @param key          the key of this message
/// @param data         the next bytes of the message
/// @param data_length  how many, 0 included
/// @retval AMISEC_OK             absorbed
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or data lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cmac_update(
    context: *mut CmacContext, key: *const Aes192Key, data: *const u8, data_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { update(context, key, data, data_length) }
}

/// Gives the tag of a message under an AES-192 key and wipes the context, which then answers
/// AMISEC_BAD_STATE.
///
/// @param context  a message under way
/// @param key      the key of this message
/// @param tag      receives the 16 bytes; apart from context and key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cmac_finish(
    context: *mut CmacContext, key: *const Aes192Key, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish(context, key, tag) }
}

/// Checks a whole or truncated tag under an AES-192 key in constant time and wipes the context,
/// whatever the verdict.
///
/// @param context     a message under way
/// @param key         the key of this message
/// @param tag         the leftmost bytes of the tag
/// @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes192_cmac_finish_verify(
    context: *mut CmacContext, key: *const Aes192Key, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish_verify(context, key, tag, tag_length) }
}

/// Computes the AES-256-CMAC of a message that lies in memory (SP 800-38B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          receives the 16 bytes; may be exactly the data, else apart from it and from key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   key or tag is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    tag shares part of its memory with data, or any with key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cmac(
    key: *const Aes256Key, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { compute(key, data, data_length, tag) }
}

/// Checks the AES-256-CMAC of a message that lies in memory, whole or truncated, in constant time.
///
/// A forgery succeeds with odds of 2^(-8 * tag_length). Under one key authenticate fewer than 2^48
/// messages (SP 800-38B, appendix B).
///
/// @param key          a key that is set up
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          the leftmost bytes of the tag
/// @param tag_length   how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   key, data or tag is NULL, or data or tag is too long
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cmac_verify(
    key: *const Aes256Key, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { verify(key, data, data_length, tag, tag_length) }
}

/// Absorbs the next part of a message under an AES-256 key.
///
/// @param context      a message under way
/// @param key          the key of this message
/// @param data         the next bytes of the message
/// @param data_length  how many, 0 included
/// @retval AMISEC_OK             absorbed
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or data lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cmac_update(
    context: *mut CmacContext, key: *const Aes256Key, data: *const u8, data_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { update(context, key, data, data_length) }
}

/// Gives the tag of a message under an AES-256 key and wipes the context, which then answers
/// AMISEC_BAD_STATE.
///
/// @param context  a message under way
/// @param key      the key of this message
/// @param tag      receives the 16 bytes; apart from context and key
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context, or tag in the key
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cmac_finish(
    context: *mut CmacContext, key: *const Aes256Key, tag: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish(context, key, tag) }
}

/// Checks a whole or truncated tag under an AES-256 key in constant time and wipes the context,
/// whatever the verdict.
///
/// @param context     a message under way
/// @param key         the key of this message
/// @param tag         the leftmost bytes of the tag
/// @param tag_length  how many: 8 to 16 (SP 800-38B, A.2), what the protocol fixes
/// @retval AMISEC_OK             the tag is that of the message under the key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_BAD_ARGUMENT   context or key is NULL, or tag is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  context or key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16; the context is as before
/// @retval AMISEC_BAD_OVERLAP    key or tag lies in the context
/// @retval AMISEC_BAD_STATE      context or key was not set up, or the context is finished
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes256_cmac_finish_verify(
    context: *mut CmacContext, key: *const Aes256Key, tag: *const u8, tag_length: usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    unsafe { finish_verify(context, key, tag, tag_length) }
}

/// # Safety
/// The contract of `amisec_aes*_cmac`.
unsafe fn compute<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    secret::<CHAIN>(|| {
        let object = check_place(key)?;
        let (data, tag) = (Input::new(data, data_length)?, Output::new(tag, TAG_LENGTH)?);
        same_or_apart(tag, data)?;
        apart(&[tag.region()], &[object])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        let mut mac = CbcMac::default();
        // SAFETY: readable by contract; nothing is written meanwhile.
        mac.update(&cipher, unsafe { data.bytes() });
        let mut result = [0; TAG_LENGTH];
        cmac::finish(&mut mac, &cipher, &mut result);
        // SAFETY: `tag` was made with this length.
        unsafe { tag.write(&result) };
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_cmac_verify`.
unsafe fn verify<O: Object<Content: AsRef<[u32]>>>(
    key: *const O, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<CHAIN>(|| {
        check_place(key)?;
        let data = Input::new(data, data_length)?;
        let tag = checked_tag(tag, tag_length)?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        let mut mac = CbcMac::default();
        // SAFETY: readable by contract; nothing is written meanwhile.
        mac.update(&cipher, unsafe { data.bytes() });
        // SAFETY: as above.
        cmac::finish_verify(&mut mac, &cipher, unsafe { tag.bytes() })
    })
}

/// # Safety
/// The contract of `amisec_aes*_cmac_update`.
unsafe fn update<O: Object<Content: AsRef<[u32]>>>(
    context: *mut CmacContext, key: *const O, data: *const u8, data_length: usize,
) -> Status {
    secret::<CHAIN>(|| {
        let (place, object) = (check_place(context)?, check_place(key)?);
        let data = Input::new(data, data_length)?;
        apart(&[place], &[object, data.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the context for this call.
        let mac = unsafe { content_mut(context)? };
        // SAFETY: readable by contract and apart from the context.
        mac.update(&cipher, unsafe { data.bytes() });
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_cmac_finish`.
unsafe fn finish<O: Object<Content: AsRef<[u32]>>>(
    context: *mut CmacContext, key: *const O, tag: *mut u8,
) -> Status {
    secret::<CHAIN>(|| {
        let (place, object) = (check_place(context)?, check_place(key)?);
        let tag = Output::new(tag, TAG_LENGTH)?;
        apart(&[place, tag.region()], &[object])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the context for this call.
        let mac = unsafe { content_mut(context)? };
        // SAFETY: writable by contract and apart from context and key.
        cmac::finish(mac, &cipher, unsafe { tag.zeroed_array() });
        // SAFETY: checked above; `mac` is not used any more.
        unsafe { wipe_object(context) };
        Ok(())
    })
}

/// # Safety
/// The contract of `amisec_aes*_cmac_finish_verify`.
unsafe fn finish_verify<O: Object<Content: AsRef<[u32]>>>(
    context: *mut CmacContext, key: *const O, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<CHAIN>(|| {
        let (place, object) = (check_place(context)?, check_place(key)?);
        let tag = checked_tag(tag, tag_length)?;
        apart(&[place], &[object, tag.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the context for this call.
        let mac = unsafe { content_mut(context)? };
        // SAFETY: readable by contract and apart from the context.
        let verdict = cmac::finish_verify(mac, &cipher, unsafe { tag.bytes() });
        // SAFETY: checked above; `mac` is not used any more.
        unsafe { wipe_object(context) };
        verdict
    })
}

fn checked_tag(tag: *const u8, tag_length: usize) -> Result<Input, Status> {
    let tag = Input::new(tag, tag_length)?;
    if (MINIMUM_TAG_LENGTH..=TAG_LENGTH).contains(&tag_length) { Ok(tag) } else { Err(Status::BAD_LENGTH) }
}
