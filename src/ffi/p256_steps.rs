//! P-256 in steps, for firmware with one thread and a watchdog.

use super::arguments::{Kind, Shape, Word, at, check, fixed, object as object_kind, shape, structure};
use super::memory::{self, array, content, content_mut, zeroed};
use super::object::{Object, object, wipe_object};
use super::p256::{P256PrivateKey, P256PublicKey, PRIVATE_KEY, PUBLIC_KEY, answer};
use super::p256_ecdsa::cleared_signature;
use super::p256_object::{STATE_LENGTH, finish};
use crate::primitives::p256::{AGREE, DERIVE, SHARED_LENGTH, SIGN, SIGNATURE_LENGTH, Steps, VERIFY};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::status::Status;
use core::ptr::null_mut;

/// A P-256 operation under way: started by a `_start` function and advanced by the `_continue` function
/// of the same name, until that answers another status than AMISEC_IN_PROGRESS.
///
/// It holds secrets and no pointers: it may be moved between calls. It is wiped when the operation is
/// done, and amisec_wipe gives an operation up. An operation has 46 to 300 steps, each a small part of it: the
/// longest one is the row p256_step of the README, which counts start functions as well.
#[repr(C)]
pub struct P256Steps {
    opaque: [u32; 258],
}
object!(P256Steps, Steps, 0x5032_5354);

/// Starts a signature of a digest made with SHA-256, as amisec_p256_sign_digest makes it.
///
/// The call itself takes as long as the secret number of RFC 6979, 18 to 22 hashed blocks.
///
/// @param steps   receives the operation; zeroed on BAD_KEY; apart from key and digest
/// @param key     a private key that is set up
/// @param digest  the 32 bytes of the message's SHA-256 digest
/// @retval AMISEC_OK             call amisec_p256_sign_continue
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    steps shares memory with digest or key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_start(
    steps: *mut P256Steps, key: *const P256PrivateKey, digest: *const u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_signature(unsafe { start_sign(steps, key, digest) })
}

/// Goes on with a signature.
///
/// @param steps      the operation; wiped when it is done
/// @param count      how many steps to take at most
/// @param signature  receives the 64 bytes r||s when it is done, zeros before; apart from steps
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_IN_PROGRESS    steps are left
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with steps
/// @retval AMISEC_BAD_STATE      no signature is under way
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_continue(
    steps: *mut P256Steps, count: u16, signature: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [fixed(SIGNATURE_LENGTH)], [STEPS]);
    // SAFETY: what this function asks of its caller.
    cleared_signature(unsafe { advance(steps, SIGN, count, signature, SHAPE) })
}

/// Starts a verification of a digest's signature, as amisec_p256_verify_digest does it.
///
/// @param steps      receives the operation; zeroed on BAD_KEY; apart from the others
/// @param key        the signer's public key, set up; it is validated again
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param signature  the 64 bytes r||s
/// @retval AMISEC_OK             call amisec_p256_verify_continue
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_OVERLAP    steps shares memory with another argument
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_start(
    steps: *mut P256Steps, key: *const P256PublicKey, digest: *const u8, signature: *const u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { start_verify(steps, key, digest, signature) })
}

/// Goes on with a verification. AMISEC_OK, and nothing else, says that the signature is authentic.
///
/// @param steps  the operation; wiped when it is done
/// @param count  how many steps to take at most
/// @retval AMISEC_OK             the signature is the signer's, over this digest
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_IN_PROGRESS    steps are left
/// @retval AMISEC_BAD_ARGUMENT   steps is NULL
/// @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
/// @retval AMISEC_BAD_STATE      no verification is under way
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_continue(steps: *mut P256Steps, count: u16) -> Status {
    shape!(SHAPE, 0, [fixed(0)], [STEPS]);
    // SAFETY: what this function asks of its caller.
    answer(unsafe { advance(steps, VERIFY, count, null_mut(), SHAPE) })
}

/// Starts a key agreement, as amisec_p256_ecdh makes it.
///
/// @param steps        receives the operation; zeroed on BAD_KEY; apart from the keys
/// @param private_key  own private key, set up
/// @param public_key   the other party's public key, set up; it is validated again
/// @retval AMISEC_OK             call amisec_p256_ecdh_continue
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more), or
///                               private_key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    steps shares memory with a key
/// @retval AMISEC_BAD_STATE      a key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_ecdh_start(
    steps: *mut P256Steps, private_key: *const P256PrivateKey, public_key: *const P256PublicKey,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_signature(unsafe { start_agree(steps, private_key, public_key) })
}

/// Goes on with a key agreement.
///
/// @param steps          the operation; wiped when it is done
/// @param count          how many steps to take at most
/// @param shared_secret  receives the 32 bytes when it is done, zeros before; apart from steps
/// @retval AMISEC_OK             the secret is written
/// @retval AMISEC_IN_PROGRESS    steps are left
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  steps is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    shared_secret shares memory with steps
/// @retval AMISEC_BAD_STATE      no key agreement is under way
///
/// cbindgen:ptrs-as-arrays=[[shared_secret; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_ecdh_continue(
    steps: *mut P256Steps, count: u16, shared_secret: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [fixed(SHARED_LENGTH)], [STEPS]);
    // SAFETY: what this function asks of its caller.
    cleared_signature(unsafe { advance(steps, AGREE, count, shared_secret, SHAPE) })
}

/// Starts to compute the public key of a private key: with amisec_p256_private_key_generate before it,
/// which takes no time to speak of, this is key generation in steps.
///
/// @param steps        receives the operation; zeroed on BAD_KEY; apart from private_key
/// @param private_key  a private key that is set up
/// @retval AMISEC_OK             call amisec_p256_public_key_from_private_continue
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_KEY        private_key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    the objects overlap
/// @retval AMISEC_BAD_STATE      the private key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_private_start(
    steps: *mut P256Steps, private_key: *const P256PrivateKey,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_signature(unsafe { start_derive(steps, private_key) })
}

/// Goes on computing a public key.
///
/// @param steps       the operation; wiped when it is done
/// @param count       how many steps to take at most
/// @param public_key  receives the public key when it is done, zeros before; apart from steps
/// @retval AMISEC_OK             the public key is ready
/// @retval AMISEC_IN_PROGRESS    steps are left
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  an object is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    the objects overlap
/// @retval AMISEC_BAD_STATE      no such operation is under way
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_public_key_from_private_continue(
    steps: *mut P256Steps, count: u16, public_key: *mut P256PublicKey,
) -> Status {
    shape!(SHAPE, 0, [structure::<P256PublicKey>()], [STEPS]);
    // SAFETY: what this function asks of its caller.
    let derived = unsafe { advance(steps, DERIVE, count, at(public_key), SHAPE) };
    if derived.is_ok() {
        // SAFETY: checked by `advance`, which wrote the content.
        cleared_signature(unsafe { finish(public_key.cast(), size_of::<P256PublicKey>(), derived) })
    } else {
        cleared_signature(derived)
    }
}

/// # Safety
/// The contract of `amisec_p256_sign_start`.
#[inline(never)]
unsafe fn start_sign(
    steps: *mut P256Steps, key: *const P256PrivateKey, digest: *const u8,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_STEPS], [PRIVATE_KEY, fixed(DIGEST_LENGTH)]);
    // SAFETY: passed on.
    let begun = unsafe { begin(steps, &[at(steps), at(key), at(digest)], SHAPE)? };
    // SAFETY: checked above.
    let private = unsafe { content(key) };
    // SAFETY: as above.
    let started = begun.start_sign(private, unsafe { array(digest) });
    // SAFETY: as above; the content is no longer in use.
    unsafe { started_or_wiped(steps, started) }
}

/// # Safety
/// The contract of `amisec_p256_verify_start`.
unsafe fn start_verify(
    steps: *mut P256Steps, key: *const P256PublicKey, digest: *const u8, signature: *const u8,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_STEPS], [PUBLIC_KEY, fixed(DIGEST_LENGTH), fixed(SIGNATURE_LENGTH)]);
    // SAFETY: passed on.
    let begun = unsafe { begin(steps, &[at(steps), at(key), at(digest), at(signature)], SHAPE)? };
    // SAFETY: checked above.
    let public = unsafe { content(key) };
    // SAFETY: as above.
    let digest = unsafe { array(digest) };
    // SAFETY: as above.
    let started = begun.start_verify(public, digest, unsafe { array(signature) });
    // SAFETY: as above; the content is no longer in use.
    unsafe { started_or_wiped(steps, started) }
}

/// # Safety
/// The contract of `amisec_p256_ecdh_start`.
#[inline(never)]
unsafe fn start_agree(
    steps: *mut P256Steps, private_key: *const P256PrivateKey, public_key: *const P256PublicKey,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_STEPS], [PRIVATE_KEY, PUBLIC_KEY]);
    // SAFETY: passed on.
    let begun = unsafe { begin(steps, &[at(steps), at(private_key), at(public_key)], SHAPE)? };
    // SAFETY: checked above.
    let private = unsafe { content(private_key) };
    // SAFETY: as above.
    let started = begun.start_agree(private, unsafe { content(public_key) });
    // SAFETY: as above; the content is no longer in use.
    unsafe { started_or_wiped(steps, started) }
}

/// # Safety
/// The contract of `amisec_p256_public_key_from_private_start`.
#[inline(never)]
unsafe fn start_derive(steps: *mut P256Steps, private_key: *const P256PrivateKey) -> Result<(), Status> {
    shape!(SHAPE, 0, [NEW_STEPS], [PRIVATE_KEY]);
    // SAFETY: passed on.
    let begun = unsafe { begin(steps, &[at(steps), at(private_key)], SHAPE)? };
    // SAFETY: checked above.
    let started = begun.start_derive(unsafe { content(private_key) });
    // SAFETY: as above; the content is no longer in use.
    unsafe { started_or_wiped(steps, started) }
}

/// An operation that is under way.
const STEPS: Kind = object_kind::<P256Steps>();
/// An operation that a call starts.
const NEW_STEPS: Kind = structure::<P256Steps>();

/// Checks the arguments of a `_start` function, the operation first, and zeroes that.
///
/// # Safety
/// The contract of the function.
unsafe fn begin<'a, const WORDS: usize>(
    steps: *mut P256Steps, words: &[Word; WORDS], shape: Shape,
) -> Result<&'a mut Steps, Status> {
    // SAFETY: passed on.
    unsafe { check(words, shape)? };
    // SAFETY: checked above.
    unsafe { memory::clear(steps.cast(), size_of::<P256Steps>()) };
    // SAFETY: checked above, initialised now.
    Ok(unsafe { content_mut(steps) })
}

/// # Safety
/// `begin` accepted the operation, which nothing else uses.
unsafe fn started_or_wiped(steps: *mut P256Steps, started: Result<(), Status>) -> Result<(), Status> {
    match started {
        // SAFETY: aligned, writable by contract.
        Ok(()) => unsafe { steps.cast::<u32>().write(P256Steps::STATE) },
        // SAFETY: passed on.
        Err(_) => unsafe { wipe_object(steps) },
    }
    started
}

/// Takes up to `count` steps of what writes `output`.
///
/// # Safety
/// The contract of the `_continue` functions.
#[inline(never)]
unsafe fn advance(
    steps: *mut P256Steps, operation: u32, count: u16, output: *mut u8, shape: Shape,
) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[output, at(steps)], shape)? };
    // SAFETY: checked above.
    let under_way = unsafe { content_mut(steps) };
    if under_way.operation() != operation {
        return Err(Status::BAD_STATE);
    }
    // SAFETY: checked above, apart from the operation.
    let output = unsafe { zeroed(output, shape.length(1)) };
    let content =
        if operation == DERIVE { output.get_mut(STATE_LENGTH..).unwrap_or_default() } else { output };
    for _ in 0..count {
        let taken = under_way.step(content);
        if taken != Err(Status::IN_PROGRESS) {
            // SAFETY: checked above; the content is no longer in use.
            unsafe { wipe_object(steps) };
            return taken;
        }
    }
    Err(Status::IN_PROGRESS)
}
