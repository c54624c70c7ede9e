//! Verification with ECDSA on P-256 under a key that was prepared for it (FIPS 186-5).

use super::arguments::{at, check, fixed, object as object_kind, shape, structure};
use super::memory::{self, array, content, content_mut};
use super::object::object;
use super::p256::{P256PublicKey, PUBLIC_KEY, answer};
use super::p256_ecdsa::{hash, no_digest};
use super::p256_object::finish;
use crate::primitives::p256::{SIGNATURE_LENGTH, Verifier};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::status::Status;
use crate::verdict::Answer;

/// Multiples of a P-256 public key, from which its signatures are verified in about half the time.
///
/// A kilobyte of public data without pointers: it may be copied, and it may be computed once and kept
/// where constants are, if they are read as memory is (not so on AVR). Keep it as safe as a public key
/// that is trusted: whoever can write to it can make any signature pass. Damage by chance is found.
#[repr(C)]
pub struct P256Verifier {
    opaque: [u32; 258],
}
object!(P256Verifier, Verifier, 0x5032_3908);

/// Prepares the verification under a public key: about the work of three verifications.
///
/// @param verifier    receives the multiples; zeroed on BAD_KEY; apart from public_key
/// @param public_key  the signer's public key, set up; it is validated again
/// @retval AMISEC_OK             the verifier is ready
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    the objects overlap
/// @retval AMISEC_BAD_STATE      the public key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verifier_from_public_key(
    verifier: *mut P256Verifier, public_key: *const P256PublicKey,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { prepare(verifier, public_key) })
}

/// Verifies the signature of a message that lies in memory, as amisec_p256_verify does (FIPS 186-5,
/// 6.4.2). Compare with != AMISEC_OK.
///
/// Everything here is public: the time depends on it.
///
/// @param verifier        the signer's verifier, set up
/// @param message         the message, which is hashed with SHA-256
/// @param message_length  its length in bytes, 0 included
/// @param signature       the 64 bytes r||s
/// @retval AMISEC_OK             the signature is the signer's, over this message
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  verifier is not aligned for its type
/// @retval AMISEC_BAD_KEY        the verifier is damaged
/// @retval AMISEC_BAD_STATE      the verifier was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_prepared(
    verifier: *const P256Verifier, message: *const u8, message_length: usize, signature: *const u8,
) -> Status {
    let mut digest = no_digest();
    // SAFETY: what this function asks of its caller.
    let hashed = unsafe { hash(message, message_length, &mut digest) };
    // SAFETY: as above.
    answer(hashed.and_then(|()| unsafe { verify(verifier, digest.as_ptr(), signature) }))
}

/// Verifies the signature of a digest made with SHA-256, as amisec_p256_verify_digest does (FIPS 186-5,
/// 6.4.2). Compare with != AMISEC_OK.
///
/// Everything here is public: the time depends on it.
///
/// @param verifier   the signer's verifier, set up
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param signature  the 64 bytes r||s
/// @retval AMISEC_OK             the signature is the signer's, over this digest
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  verifier is not aligned for its type
/// @retval AMISEC_BAD_KEY        the verifier is damaged
/// @retval AMISEC_BAD_STATE      the verifier was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_digest_prepared(
    verifier: *const P256Verifier, digest: *const u8, signature: *const u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { verify(verifier, digest, signature) })
}

/// # Safety
/// The contract of `amisec_p256_verifier_from_public_key`.
unsafe fn prepare(verifier: *mut P256Verifier, public_key: *const P256PublicKey) -> Result<(), Status> {
    shape!(SHAPE, 0, [structure::<P256Verifier>()], [PUBLIC_KEY]);
    // SAFETY: passed on.
    unsafe { check(&[at(verifier), at(public_key)], SHAPE)? };
    // SAFETY: checked above.
    unsafe { memory::clear(verifier.cast(), size_of::<P256Verifier>()) };
    // SAFETY: checked above, initialised now.
    let prepared = unsafe { content_mut(verifier) };
    // SAFETY: checked above.
    let made = prepared.set_up(unsafe { content(public_key) });
    // SAFETY: checked above; the content is no longer in use.
    unsafe { finish(verifier.cast(), size_of::<P256Verifier>(), made) }
}

/// # Safety
/// The contract of `amisec_p256_verify_digest_prepared`.
#[inline(never)]
unsafe fn verify(verifier: *const P256Verifier, digest: *const u8, signature: *const u8) -> Answer {
    shape!(SHAPE, 0, [], [object_kind::<P256Verifier>(), fixed(DIGEST_LENGTH), fixed(SIGNATURE_LENGTH)]);
    // SAFETY: passed on.
    unsafe { check(&[at(verifier), at(digest), at(signature)], SHAPE)? };
    // SAFETY: checked above.
    let verifier = unsafe { content(verifier) };
    // SAFETY: as above.
    let digest = unsafe { array(digest) };
    // SAFETY: as above.
    verifier.verify_digest(digest, unsafe { array(signature) })
}
