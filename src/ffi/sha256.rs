//! SHA-256 (FIPS 180-4).

use super::boundary::{Input, Output, apart, same_or_apart, status};
use super::object::{check_place, content_mut, object, set_up_zeroed, wipe_object};
use super::stack::{HASH, WHOLE_HASH, secret};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;

/// A message being hashed. Set it up with amisec_sha256_init; it may be copied and moved.
#[repr(C)]
pub struct Sha256Context {
    opaque: [u32; 27],
}
object!(Sha256Context, Sha256, 0x5348_4132);

/// Hashes a message that lies in memory (FIPS 180-4).
///
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param digest       receives the 32 bytes; may be exactly the data, else apart from it
/// @retval AMISEC_OK            the digest is written
/// @retval AMISEC_BAD_ARGUMENT  digest is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_OVERLAP   digest shares part of its memory with data
///
/// cbindgen:ptrs-as-arrays=[[digest; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_sha256(data: *const u8, data_length: usize, digest: *mut u8) -> Status {
    secret::<WHOLE_HASH>(move || {
        let (data, digest) = (Input::new(data, data_length)?, Output::new(digest, DIGEST_LENGTH)?);
        same_or_apart(digest, data)?;
        let mut hash = Sha256::zeroed();
        hash.start();
        // SAFETY: readable by the contract of this function; nothing is written meanwhile.
        hash.update(unsafe { data.bytes() });
        // SAFETY: writable by the contract of this function; the data is not used any more.
        hash.finish(unsafe { digest.zeroed_array::<DIGEST_LENGTH>() });
        Ok(())
    })
}

/// Starts a message that comes in parts.
///
/// @param context  is set up, whatever it held; no call is needed to give it up
/// @retval AMISEC_OK             the context takes data
/// @retval AMISEC_BAD_ARGUMENT   context is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_sha256_init(context: *mut Sha256Context) -> Status {
    let start = || {
        check_place(context)?;
        // SAFETY: checked above; the caller lends us the context for this call.
        unsafe { set_up_zeroed(context) }.start();
        Ok(())
    };
    status(start())
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
pub unsafe extern "C" fn amisec_sha256_update(
    context: *mut Sha256Context, data: *const u8, data_length: usize,
) -> Status {
    secret::<HASH>(move || {
        let (object, data) = (check_place(context)?, Input::new(data, data_length)?);
        apart(&[object], &[data.region()])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hash = unsafe { content_mut(context)? };
        // SAFETY: readable by the contract of this function and apart from the context.
        hash.update(unsafe { data.bytes() });
        Ok(())
    })
}

/// Gives the digest and wipes the context, which then answers AMISEC_BAD_STATE.
///
/// To learn the digest of what came so far and go on, finish a copy of the context.
///
/// @param context  a message under way
/// @param digest   receives the 32 bytes; apart from the context
/// @retval AMISEC_OK             the digest is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  context is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    digest lies in the context
/// @retval AMISEC_BAD_STATE      the context was not set up, or is finished
///
/// cbindgen:ptrs-as-arrays=[[digest; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_sha256_finish(context: *mut Sha256Context, digest: *mut u8) -> Status {
    secret::<HASH>(move || {
        let (object, digest) = (check_place(context)?, Output::new(digest, DIGEST_LENGTH)?);
        apart(&[digest.region()], &[object])?;
        // SAFETY: checked above; the caller lends us the context for this call.
        let hash = unsafe { content_mut(context)? };
        // SAFETY: writable by the contract of this function and apart from the context.
        hash.finish(unsafe { digest.zeroed_array::<DIGEST_LENGTH>() });
        // SAFETY: checked above; `hash` is not used any more.
        unsafe { wipe_object(context) };
        Ok(())
    })
}
