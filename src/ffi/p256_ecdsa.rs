//! ECDSA on P-256 with SHA-256 (FIPS 186-5, RFC 6979).

use super::boundary::{Input, Output, apart, status};
use super::object::{check_place, content};
use super::p256::{P256PrivateKey, P256PublicKey};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{BASE_POINT, secret};
use crate::primitives::ecdsa_der::{self, MAXIMUM_DER_LENGTH};
use crate::primitives::p256::{self, SIGNATURE_LENGTH};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::random::{BLOCK_LENGTH, CheckedBlocks};
use crate::status::Status;
use core::ffi::c_void;
use zeroize::Zeroize;

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
    secret::<BASE_POINT>(|| {
        let message = Input::new(message, message_length)?;
        // SAFETY: what this function asks of its caller.
        unsafe { sign(key, message, Content::Message, signature, || Ok([])) }
    })
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
    secret::<BASE_POINT>(|| {
        let mut random = CallerRandom::new(random, context)?;
        let message = Input::new(message, message_length)?;
        let mut entropy = [0; BLOCK_LENGTH];
        // SAFETY: what this function asks of its caller.
        let signed = unsafe {
            sign(key, message, Content::Message, signature, || {
                CheckedBlocks::start(&mut random)?.next(&mut entropy)?;
                Ok(entropy)
            })
        };
        entropy.zeroize();
        signed
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
    secret::<BASE_POINT>(|| {
        let digest = Input::new(digest, DIGEST_LENGTH)?;
        // SAFETY: what this function asks of its caller.
        unsafe { sign(key, digest, Content::Digest, signature, || Ok([])) }
    })
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
    secret::<BASE_POINT>(|| {
        let mut random = CallerRandom::new(random, context)?;
        let digest = Input::new(digest, DIGEST_LENGTH)?;
        let mut entropy = [0; BLOCK_LENGTH];
        // SAFETY: what this function asks of its caller.
        let signed = unsafe {
            sign(key, digest, Content::Digest, signature, || {
                CheckedBlocks::start(&mut random)?.next(&mut entropy)?;
                Ok(entropy)
            })
        };
        entropy.zeroize();
        signed
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
    // SAFETY: what this function asks of its caller.
    status(unsafe { verify(key, message, message_length, Content::Message, signature) })
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
    status(unsafe { verify(key, digest, DIGEST_LENGTH, Content::Digest, signature) })
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
    let convert = || {
        let place = check_place(der_length)?;
        let (signature, der) = (Input::new(signature, SIGNATURE_LENGTH)?, Output::new(der, capacity)?);
        apart(&[der.region(), place], &[signature.region()])?;
        let mut encoded = [0; MAXIMUM_DER_LENGTH];
        // SAFETY: made with this length, readable by the contract of this function.
        let length = ecdsa_der::encode(unsafe { signature.array() }, &mut encoded);
        let encoded = encoded.get(..length).ok_or(Status::BAD_LENGTH)?;
        if capacity < length {
            return Err(Status::BAD_LENGTH);
        }
        // SAFETY: at least `length` bytes, writable by the contract of this function.
        unsafe { der.write_start(encoded) };
        // SAFETY: aligned, not NULL, writable by the contract of this function.
        unsafe { der_length.write(length) };
        Ok(())
    };
    status(convert())
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
    let convert = || {
        let (der, signature) = (Input::new(der, der_length)?, Output::new(signature, SIGNATURE_LENGTH)?);
        apart(&[signature.region()], &[der.region()])?;
        // SAFETY: readable by the contract of this function and apart from the output.
        let der = unsafe { der.bytes() };
        // SAFETY: made with this length, writable by the contract of this function.
        ecdsa_der::decode(der, unsafe { signature.zeroed_array() })
    };
    status(convert())
}

/// What the input of a signature is.
#[derive(Clone, Copy)]
enum Content {
    Message,
    Digest,
}

impl Content {
    /// # Safety
    /// `input` is readable; it has 32 bytes if it is a digest.
    unsafe fn digest(self, input: Input, digest: &mut [u8; DIGEST_LENGTH]) {
        // SAFETY: passed on.
        let bytes = unsafe { input.bytes() };
        match self {
            Content::Digest => digest.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte),
            Content::Message => {
                let mut hash = Sha256::default();
                hash.update(bytes);
                hash.finish(digest);
            }
        }
    }
}

/// # Safety
/// The contract of `amisec_p256_sign*`.
unsafe fn sign<const ENTROPY: usize>(
    key: *const P256PrivateKey, input: Input, hashing: Content, signature: *mut u8,
    entropy: impl FnOnce() -> Result<[u8; ENTROPY], Status>,
) -> Result<(), Status> {
    let object = check_place(key)?;
    let signature = Output::new(signature, SIGNATURE_LENGTH)?;
    apart(&[signature.region()], &[object, input.region()])?;
    // SAFETY: checked above; nothing writes to the key.
    let private = unsafe { content(key)? };
    // SAFETY: made with this length, writable by contract, apart from the inputs.
    let signature = unsafe { signature.zeroed_array() };
    let mut entropy = entropy()?;
    let mut digest = [0; DIGEST_LENGTH];
    // SAFETY: readable by contract.
    unsafe { hashing.digest(input, &mut digest) };
    let signed = p256::sign_digest(private, &digest, &entropy, signature);
    entropy.zeroize();
    signed
}

/// # Safety
/// The contract of `amisec_p256_verify*`.
unsafe fn verify(
    key: *const P256PublicKey, input: *const u8, length: usize, hashing: Content, signature: *const u8,
) -> Result<(), Status> {
    check_place(key)?;
    let (input, signature) = (Input::new(input, length)?, Input::new(signature, SIGNATURE_LENGTH)?);
    // SAFETY: checked above; nothing writes to the key.
    let public = unsafe { content(key)? };
    let mut digest = [0; DIGEST_LENGTH];
    // SAFETY: readable by contract.
    unsafe { hashing.digest(input, &mut digest) };
    // SAFETY: made with this length, readable by contract.
    p256::verify_digest(public, &digest, unsafe { signature.array() })
}
