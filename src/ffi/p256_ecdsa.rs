//! ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 6979).

use super::arguments::{Kind, at, check, fixed, number, pointers, shape, sized};
use super::memory::{self, array, bytes, zeroed_array};
use super::p256::{P256PrivateKey, P256PublicKey, PRIVATE_KEY, PUBLIC_KEY, answer};
use super::p256_object::content;
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{CHECKED_SIGNATURE, HEDGED_SIGNATURE, SIGNATURE as SIGNATURE_STACK, cleared};
use crate::arch::memory::zero_bytes;
use crate::primitives::ecdsa_der;
use crate::primitives::p256::{self, SIGNATURE_LENGTH};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::random::draw;
use crate::status::Status;
use crate::verdict::Answer;
use core::ffi::c_void;

/// Signs a message that lies in memory, deterministically (FIPS 186-5, 6.4; RFC 6979).
///
/// @param key             a private key that is set up
/// @param message         the message, which is hashed with SHA-256
/// @param message_length  its length in bytes, 0 included
/// @param signature       receives the 64 bytes r||s; apart from message and key
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with message or key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign(
    key: *const P256PrivateKey, message: *const u8, message_length: usize, signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let taken = unsafe { take_message(key.cast(), message, message_length, signature) };
    // SAFETY: as above.
    cleared_hedged(unsafe { sign(key.cast(), signature, taken) })
}

/// Signs a message that lies in memory, with a hedged nonce (FIPS 186-5, 6.4.1).
///
/// The nonce depends on key, digest and 32 random bytes (RFC 6979, 3.6): a fault or a power trace
/// finds no two runs alike, and a weak random function costs nothing against the deterministic
/// form. The random function is called twice for 32 bytes; its first block is only compared with
/// the second.
///
/// @param key             a private key that is set up
/// @param message         the message, which is hashed with SHA-256
/// @param message_length  its length in bytes, 0 included
/// @param random          fills blocks with random bytes
/// @param context         is passed to random
/// @param signature       receives the 64 bytes r||s; apart from message and key; zeroed on
///                        RANDOM_FAILED and BAD_KEY
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with message or key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_hedged(
    key: *const P256PrivateKey, message: *const u8, message_length: usize, random: amisec_random_fn,
    context: *mut c_void, signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let take = || unsafe { take_message(key.cast(), message, message_length, signature) };
    // SAFETY: as above.
    cleared_hedged(unsafe {
        sign_hedged(key.cast(), random, context, signature, given(random).and_then(|()| take()))
    })
}

/// Signs a digest made with SHA-256, deterministically (FIPS 186-5, 6.4; RFC 6979).
///
/// @param key        a private key that is set up
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param signature  receives the 64 bytes r||s; apart from digest and key
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_digest(
    key: *const P256PrivateKey, digest: *const u8, signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let taken = unsafe { take_digest(key.cast(), digest, signature) };
    // SAFETY: as above.
    cleared_signature(unsafe { sign(key.cast(), signature, taken) })
}

/// Signs a digest made with SHA-256, with a hedged nonce (FIPS 186-5, 6.4.1).
///
/// The nonce depends on key, digest and 32 random bytes (RFC 6979, 3.6): a fault or a power trace
/// finds no two runs alike, and a weak random function costs nothing against the deterministic
/// form. The random function is called twice for 32 bytes; its first block is only compared with
/// the second.
///
/// @param key        a private key that is set up
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param random     fills blocks with random bytes
/// @param context    is passed to random
/// @param signature  receives the 64 bytes r||s; apart from digest and key; zeroed on RANDOM_FAILED
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key (any more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or key
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_digest_hedged(
    key: *const P256PrivateKey, digest: *const u8, random: amisec_random_fn, context: *mut c_void,
    signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let take = || unsafe { take_digest(key.cast(), digest, signature) };
    // SAFETY: as above.
    cleared_hedged(unsafe {
        sign_hedged(key.cast(), random, context, signature, given(random).and_then(|()| take()))
    })
}

/// Signs a message that lies in memory as amisec_p256_sign_hedged does, and verifies the signature before
/// it is released: a fault while signing gives none.
///
/// @param key             a private key that is set up
/// @param public_key      its public key, set up
/// @param message         the message, which is hashed with SHA-256
/// @param message_length  its length in bytes, 0 included
/// @param random          fills blocks with random bytes
/// @param context         is passed to random
/// @param signature       receives the 64 bytes r||s; apart from message and keys; zeroed on
///                        RANDOM_FAILED, BAD_KEY and NOT_AUTHENTIC
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any
///                               more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with message or a key
/// @retval AMISEC_BAD_STATE      a key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_checked(
    key: *const P256PrivateKey, public_key: *const P256PublicKey, message: *const u8, message_length: usize,
    random: amisec_random_fn, context: *mut c_void, signature: *mut u8,
) -> Status {
    shape!(SHAPE, 0, [SIGNATURE], [sized(0), PRIVATE_KEY, PUBLIC_KEY]);
    let mut digest = zero_bytes();
    let words = [at(signature), at(message), number(message_length), at(key), at(public_key)];
    // SAFETY: what this function asks of its caller.
    let accepted = unsafe { check(&words, SHAPE) };
    // SAFETY: as above.
    let hashed = accepted.map(|()| unsafe { hash_bytes(message, message_length, &mut digest) });
    let (key, public_key, digest) = (key.cast(), public_key.cast(), digest.as_ptr());
    // SAFETY: as above.
    let sign = || unsafe { sign_checked(key, public_key, digest, random, context, signature) };
    cleared_checked(hashed.and_then(|()| sign()))
}

/// Signs a digest made with SHA-256 as amisec_p256_sign_digest_hedged does, and verifies the signature
/// before it is released: a fault while signing gives none.
///
/// @param key         a private key that is set up
/// @param public_key  its public key, set up
/// @param digest      the 32 bytes of the message's SHA-256 digest
/// @param random      fills blocks with random bytes
/// @param context     is passed to random
/// @param signature   receives the 64 bytes r||s; apart from digest and keys; zeroed on
///                    RANDOM_FAILED, BAD_KEY and NOT_AUTHENTIC
/// @retval AMISEC_OK             the signature is written
/// @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  a key is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any
///                               more)
/// @retval AMISEC_BAD_OVERLAP    signature shares memory with digest or a key
/// @retval AMISEC_BAD_STATE      a key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_sign_digest_checked(
    key: *const P256PrivateKey, public_key: *const P256PublicKey, digest: *const u8,
    random: amisec_random_fn, context: *mut c_void, signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared_checked(unsafe {
        sign_checked(key.cast(), public_key.cast(), digest, random, context, signature)
    })
}

/// Verifies the signature of a message that lies in memory (FIPS 186-5, 6.4.2). Compare with !=
/// AMISEC_OK.
///
/// Everything here is public: the time depends on it.
///
/// @param key             the signer's public key, set up; it is validated again
/// @param message         the message, which is hashed with SHA-256
/// @param message_length  its length in bytes, 0 included
/// @param signature       the 64 bytes r||s
/// @retval AMISEC_OK             the signature is the signer's, over this message
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify(
    key: *const P256PublicKey, message: *const u8, message_length: usize, signature: *const u8,
) -> Status {
    let mut digest = no_digest();
    // SAFETY: what this function asks of its caller.
    let hashed = unsafe { hash(message, message_length, &mut digest) };
    // SAFETY: as above.
    answer(hashed.and_then(|()| unsafe { verify(key.cast(), digest.as_ptr(), signature) }))
}

/// Verifies the signature of a digest made with SHA-256 (FIPS 186-5, 6.4.2). Compare with !=
/// AMISEC_OK.
///
/// Everything here is public: the time depends on it.
///
/// @param key        the signer's public key, set up; it is validated again
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param signature  the 64 bytes r||s
/// @retval AMISEC_OK             the signature is the signer's, over this digest
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_digest(
    key: *const P256PublicKey, digest: *const u8, signature: *const u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { verify(key.cast(), digest, signature) })
}

/// Verifies the signature of a digest as amisec_p256_verify_digest does, and releases the digest only if it
/// is authentic: for whoever must withstand a fault, such as a boot loader.
///
/// A processor can be made to miss an instruction, once: the branch behind a comparison, or the call itself. Inside
/// this function no missed instruction makes a wrong signature pass. Around it, let what comes next depend on
/// both the status and the digest that was released:
///
///   static const volatile amisec_status_t ok = AMISEC_OK;
///
///   status = amisec_p256_verify_and_release(&key, digest, signature, released);
///   if (status != ok) { reset(); }
///   if (amisec_equal(digest, released, 32U) != ok) { reset(); }
///
/// The constant is volatile, because compilers compare the second status with what passed the first comparison.
///
/// A digest of zeros is refused: no message has it, and anybody can sign it.
///
/// @param key        the signer's public key, set up; it is validated again
/// @param digest     the 32 bytes of the message's SHA-256 digest
/// @param signature  the 64 bytes r||s
/// @param released   receives the digest if the signature is the signer's, else zeros; apart from the rest
/// @retval AMISEC_OK             the signature is the signer's, over this digest
/// @retval AMISEC_NOT_AUTHENTIC  it is not, whatever the reason
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_KEY        the public key is not a point on the curve (any more)
/// @retval AMISEC_BAD_OVERLAP    released shares memory with key, digest or signature
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64], [released; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_verify_and_release(
    key: *const P256PublicKey, digest: *const u8, signature: *const u8, released: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { verify_and_release(key.cast(), digest, signature, released) })
}

/// Writes a signature in DER (SEC 1, C.5), the form of X.509 and CMS.
///
/// @param signature   the 64 bytes r||s
/// @param der         receives the encoding, at most 72 bytes; apart from signature
/// @param capacity    bytes that der has room for; 72 is always enough
/// @param der_length  receives the length of the encoding; apart from der and signature
/// @retval AMISEC_OK             the encoding and its length are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or capacity is too large
/// @retval AMISEC_BAD_ALIGNMENT  der_length is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     capacity is too small for this signature
/// @retval AMISEC_BAD_OVERLAP    der or der_length shares memory with the others
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_signature_to_der(
    signature: *const u8, der: *mut u8, capacity: usize, der_length: *mut usize,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { to_der(signature, der, capacity, der_length) })
}

/// Reads a signature in DER. Strict: shortest forms only, nothing after the end (X.690, 10.1).
///
/// That r and s are in range is found out by the verification.
///
/// @param der         the encoding
/// @param der_length  its length in bytes
/// @param signature   receives the 64 bytes r||s; zeroed if der is malformed; apart from der
/// @retval AMISEC_OK            the signature is written
/// @retval AMISEC_MALFORMED     der is not the encoding of two numbers of at most 32 bytes
/// @retval AMISEC_BAD_ARGUMENT  signature is NULL, or der is NULL or too long
/// @retval AMISEC_BAD_OVERLAP   signature shares memory with der
///
/// cbindgen:ptrs-as-arrays=[[signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_p256_signature_from_der(
    der: *const u8, der_length: usize, signature: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    answer(unsafe { from_der(der, der_length, signature) })
}

const SIGNATURE: Kind = fixed(SIGNATURE_LENGTH);
const DIGEST: Kind = fixed(DIGEST_LENGTH);

/// Clears the stack behind a signature that was made in frames of its own.
#[inline(never)]
fn cleared_hedged(result: Result<(), Status>) -> Status {
    cleared::<HEDGED_SIGNATURE>(result)
}

/// Clears the stack behind a signature that was verified in frames of its own, too.
#[inline(never)]
fn cleared_checked(result: Result<(), Status>) -> Status {
    cleared::<CHECKED_SIGNATURE>(result)
}

/// Clears the stack behind a signature of a digest that was made in a frame of its own.
#[inline(never)]
pub(super) fn cleared_signature(result: Result<(), Status>) -> Status {
    cleared::<SIGNATURE_STACK>(result)
}

/// Signs the digest that was taken.
///
/// # Safety
/// That of what has taken it.
#[inline(never)]
unsafe fn sign(key: *const u8, signature: *mut u8, taken: Result<(), Status>) -> Result<(), Status> {
    taken?;
    // SAFETY: passed on.
    unsafe { sign_taken(key, signature, false) }
}

/// The same, hedged.
///
/// # Safety
/// That of what has taken the digest.
#[inline(never)]
unsafe fn sign_hedged(
    key: *const u8, random: amisec_random_fn, context: *mut c_void, signature: *mut u8,
    taken: Result<(), Status>,
) -> Result<(), Status> {
    taken?;
    let entropy = signature.wrapping_add(DIGEST_LENGTH);
    let mut random = CallerRandom::new(random, context)?;
    // SAFETY: the second half of the signature, initialised when the digest was taken.
    let drawn = draw(&mut random, unsafe { &mut *entropy.cast() });
    if drawn.is_err() {
        // SAFETY: the digest, written when it was taken.
        unsafe { memory::clear(signature, DIGEST_LENGTH) };
        return drawn;
    }
    // SAFETY: passed on.
    unsafe { sign_taken(key, signature, true) }
}

/// Refuses NULL.
fn given(random: amisec_random_fn) -> Result<(), Status> {
    random.map(drop).ok_or(Status::BAD_ARGUMENT)
}

/// Signs the digest in the first half of the signature, with the entropy in the second half if it is hedged.
///
/// # Safety
/// The arguments were taken.
#[inline(always)]
unsafe fn sign_taken(key: *const u8, signature: *mut u8, hedged: bool) -> Result<(), Status> {
    // SAFETY: checked; nothing writes to the key.
    let private = unsafe { content(key) };
    // SAFETY: checked, initialised, apart from the key.
    p256::sign_in_place(private, hedged, unsafe { &mut *signature.cast() })
}

/// Checks the arguments and puts the digest that is signed into the first half of the signature.
///
/// # Safety
/// The contract of `amisec_p256_sign_digest`.
#[inline(never)]
unsafe fn take_digest(key: *const u8, digest: *const u8, signature: *mut u8) -> Result<(), Status> {
    shape!(SHAPE, 0, [SIGNATURE], [PRIVATE_KEY, DIGEST]);
    // SAFETY: passed on.
    unsafe { check(&[at(signature), at(key), at(digest)], SHAPE)? };
    // SAFETY: checked above.
    let _: &mut [u8; SIGNATURE_LENGTH] = unsafe { zeroed_array(signature) };
    // SAFETY: checked above, apart from each other.
    unsafe { memory::copy(signature, digest, DIGEST_LENGTH) };
    Ok(())
}

/// The same for a message.
///
/// # Safety
/// The contract of `amisec_p256_sign`.
#[inline(never)]
unsafe fn take_message(
    key: *const u8, message: *const u8, length: usize, signature: *mut u8,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [SIGNATURE], [sized(0), PRIVATE_KEY]);
    // SAFETY: passed on.
    unsafe { check(&[at(signature), at(message), number(length), at(key)], SHAPE)? };
    // SAFETY: checked above.
    let _: &mut [u8; SIGNATURE_LENGTH] = unsafe { zeroed_array(signature) };
    // SAFETY: the first half of the signature, initialised now.
    let digest = unsafe { &mut *signature.cast() };
    // SAFETY: checked above, apart from the signature.
    unsafe { hash_bytes(message, length, digest) };
    Ok(())
}

/// # Safety
/// The contract of `amisec_p256_sign_digest_checked`.
#[inline(never)]
unsafe fn sign_checked(
    key: *const u8, public_key: *const u8, digest: *const u8, random: amisec_random_fn, context: *mut c_void,
    signature: *mut u8,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [SIGNATURE], [PRIVATE_KEY, PUBLIC_KEY, DIGEST]);
    // SAFETY: passed on.
    unsafe { check(&[at(signature), at(key), at(public_key), at(digest)], SHAPE)? };
    // SAFETY: passed on.
    let take = || unsafe { take_digest(key, digest, signature) };
    // SAFETY: passed on.
    unsafe { sign_hedged(key, random, context, signature, given(random).and_then(|()| take()))? };
    // SAFETY: checked now.
    let verified = unsafe { verify(public_key, digest, signature) };
    if verified.is_err() {
        // SAFETY: as above.
        let _: &mut [u8; SIGNATURE_LENGTH] = unsafe { zeroed_array(signature) };
    }
    verified.map(drop)
}

/// What stands in for a digest before there is one. Under a digest of zeros anybody can sign.
#[inline(always)]
pub(super) fn no_digest() -> [u8; DIGEST_LENGTH] {
    let mut digest = zero_bytes();
    invert(&mut digest);
    digest
}

#[inline(never)]
fn invert(digest: &mut [u8; DIGEST_LENGTH]) {
    digest.iter_mut().for_each(|byte| *byte = !*byte);
}

/// Checks a message and hashes it.
///
/// # Safety
/// The contract of `amisec_p256_verify`.
#[inline(never)]
pub(super) unsafe fn hash(
    message: *const u8, length: usize, digest: &mut [u8; DIGEST_LENGTH],
) -> Result<(), Status> {
    shape!(SHAPE, 0, [], [sized(0)]);
    // SAFETY: passed on.
    unsafe { check(&[at(message), number(length)], SHAPE)? };
    // SAFETY: checked above.
    unsafe { hash_bytes(message, length, digest) };
    Ok(())
}

/// # Safety
/// `check` accepted the message.
#[inline(never)]
unsafe fn hash_bytes(message: *const u8, length: usize, digest: &mut [u8; DIGEST_LENGTH]) {
    let mut hash = Sha256::zeroed();
    hash.start();
    // SAFETY: passed on.
    hash.update(unsafe { bytes(message, length) });
    hash.finish(digest);
}

/// # Safety
/// The contract of `amisec_p256_verify_digest`.
#[inline(never)]
unsafe fn verify(key: *const u8, digest: *const u8, signature: *const u8) -> Answer {
    shape!(SHAPE, 0, [], [SIGNATURE, PUBLIC_KEY, DIGEST]);
    // SAFETY: passed on.
    unsafe { check(&[at(signature), at(key), at(digest)], SHAPE)? };
    // SAFETY: checked above.
    let public = unsafe { content(key) };
    // SAFETY: as above.
    let digest = unsafe { array(digest) };
    // SAFETY: as above.
    p256::verify_digest(public, digest, unsafe { array(signature) })
}

/// # Safety
/// The contract of `amisec_p256_verify_and_release`.
#[inline(never)]
unsafe fn verify_and_release(
    key: *const u8, digest: *const u8, signature: *const u8, released: *mut u8,
) -> Answer {
    shape!(SHAPE, 0, [DIGEST], [PUBLIC_KEY, DIGEST, SIGNATURE]);
    // SAFETY: passed on.
    unsafe { check(&[at(released), at(key), at(digest), at(signature)], SHAPE)? };
    // SAFETY: checked above.
    let public = unsafe { content(key) };
    // SAFETY: as above.
    let digest = unsafe { array(digest) };
    // SAFETY: as above.
    let signature = unsafe { array(signature) };
    // SAFETY: checked above, apart from the inputs.
    p256::verify_and_release(public, digest, signature, unsafe { zeroed_array(released) })
}

/// # Safety
/// The contract of `amisec_p256_signature_to_der`.
unsafe fn to_der(
    signature: *const u8, der: *mut u8, capacity: usize, der_length: *mut usize,
) -> Result<(), Status> {
    shape!(SHAPE, 0, [sized(0), pointers::<usize>()], [SIGNATURE]);
    // SAFETY: passed on.
    unsafe { check(&[at(der), number(capacity), at(der_length), at(signature)], SHAPE)? };
    let mut encoding = zero_bytes();
    // SAFETY: checked above.
    let length = ecdsa_der::encode(unsafe { array(signature) }, &mut encoding);
    if capacity < length {
        return Err(Status::BAD_LENGTH);
    }
    // SAFETY: aligned, not NULL, writable by the contract of this function.
    unsafe { der_length.write(length) };
    // SAFETY: checked above; no longer than either.
    unsafe { memory::copy(der, encoding.as_ptr(), length) };
    Ok(())
}

/// # Safety
/// The contract of `amisec_p256_signature_from_der`.
unsafe fn from_der(der: *const u8, length: usize, signature: *mut u8) -> Result<(), Status> {
    shape!(SHAPE, 0, [SIGNATURE], [sized(0)]);
    // SAFETY: passed on.
    unsafe { check(&[at(signature), at(der), number(length)], SHAPE)? };
    // SAFETY: checked above.
    let der = unsafe { bytes(der, length) };
    // SAFETY: checked above, apart from the encoding.
    ecdsa_der::decode(der, unsafe { zeroed_array(signature) })
}
