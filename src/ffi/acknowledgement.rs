//! Acknowledgements of signed commands (RFC 9052).

use super::arguments::{RANDOM_FUNCTION, at, fixed, number, object, pointers, shape, sized, structure};
use super::call::{Given, run};
use super::p256::{P256PrivateKey, P256PublicKey};
use super::random::{RandomFunction, amisec_random_fn, with_entropy};
use super::stack::{COMPOSED_HMAC, SERVICE_SIGNATURE};
use crate::services::acknowledgement::{self, SIGNED_LENGTH, TAGGED_LENGTH};
use crate::services::command_content::Acknowledgement;
use crate::status::Status;
use core::ffi::c_void;

/// Bytes in the longest acknowledgement that amisec_acknowledgement_sign makes.
pub const AMISEC_ACKNOWLEDGEMENT_SIGNED_LENGTH: usize = 97;
/// Bytes in the longest acknowledgement that amisec_acknowledgement_tag makes.
pub const AMISEC_ACKNOWLEDGEMENT_TAGGED_LENGTH: usize = 40;
const _: () = assert!(AMISEC_ACKNOWLEDGEMENT_SIGNED_LENGTH == SIGNED_LENGTH);
const _: () = assert!(AMISEC_ACKNOWLEDGEMENT_TAGGED_LENGTH == TAGGED_LENGTH);

/// Acknowledges a command under the meter's private key: COSE_Sign1 with ES256. The signature has a hedged
/// nonce, and is verified before it is released.
///
/// @param key                     the meter's private key, set up
/// @param public_key              its public key, set up
/// @param acknowledgement         which command, and what became of it
/// @param random                  fills blocks with random bytes
/// @param context                 is passed to random
/// @param message                 receives at most 97 bytes; what is left of them is zero. Apart from everything
///                                else; zeroed unless the status is AMISEC_OK
/// @param message_length          receives the length of the message in bytes; zeroed unless the status is
///                                AMISEC_OK
/// @retval AMISEC_OK             the message is written
/// @retval AMISEC_NOT_AUTHENTIC  the signature that was made is not one under public_key
/// @retval AMISEC_RANDOM_FAILED  random failed, gave zeros, or gave the same block twice
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or the result is above 65535
/// @retval AMISEC_BAD_ALIGNMENT  a key, acknowledgement or message_length is not aligned for its type
/// @retval AMISEC_BAD_KEY        key holds no private key, or public_key no point on the curve (any more)
/// @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
/// @retval AMISEC_BAD_STATE      a key was not set up
///
/// cbindgen:ptrs-as-arrays=[[message; 97]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_acknowledgement_sign(
    key: *const P256PrivateKey, public_key: *const P256PublicKey, acknowledgement: *const Acknowledgement,
    random: amisec_random_fn, context: *mut c_void, message: *mut u8, message_length: *mut usize,
) -> Status {
    let random = RandomFunction { function: random, context };
    let mut words = [
        at(message),
        at(message_length),
        at(key),
        at(public_key),
        at(acknowledgement),
        at(&raw const random),
    ];
    let sign = |given: Given| {
        // SAFETY: see the shape; nothing writes to it.
        let said = unsafe { given.structure(4) };
        acknowledgement::check_sendable(said)?;
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(1) };
        // SAFETY: as above.
        let place = unsafe { given.zeroed_array(0) };
        // SAFETY: as above.
        let private = unsafe { given.content::<P256PrivateKey>(2) };
        // SAFETY: as above.
        let public = unsafe { given.content::<P256PublicKey>(3) };
        // SAFETY: as above.
        let random = unsafe { given.random(5) };
        with_entropy(random, length, &mut |entropy| {
            acknowledgement::sign(private, public, said, entropy, place)
        })
    };
    shape!(
        SHAPE,
        SERVICE_SIGNATURE,
        [fixed(SIGNED_LENGTH), pointers::<usize>()],
        [
            object::<P256PrivateKey>(),
            object::<P256PublicKey>(),
            structure::<Acknowledgement>(),
            RANDOM_FUNCTION
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, sign) }
}

/// Gives what a meter said about a command, if its private key signed it: the head-end's side.
///
/// An old acknowledgement is authentic still: compare meter, key id and sequence number with what is awaited.
///
/// @param public_key       the meter's public key, set up
/// @param message          the message
/// @param message_length   its length in bytes
/// @param acknowledgement  receives what it says; zeroed unless the status is AMISEC_OK. Apart from everything
///                         else
/// @retval AMISEC_OK             the message is the meter's
/// @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
/// @retval AMISEC_NOT_AUTHENTIC  the signature is not the meter's over this message
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or message_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  public_key or acknowledgement is not aligned for its type
/// @retval AMISEC_BAD_KEY        public_key is not a point on the curve (any more)
/// @retval AMISEC_BAD_OVERLAP    acknowledgement shares memory with anything else
/// @retval AMISEC_BAD_STATE      public_key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_acknowledgement_verify(
    public_key: *const P256PublicKey, message: *const u8, message_length: usize,
    acknowledgement: *mut Acknowledgement,
) -> Status {
    let mut words = [at(acknowledgement), at(public_key), at(message), number(message_length)];
    let verify = |given: Given| {
        // SAFETY: see the shape.
        let place = unsafe { given.new_structure(0) };
        // SAFETY: as above; nothing writes to the key.
        let public = unsafe { given.content::<P256PublicKey>(1) };
        // SAFETY: as above.
        let (said, status) = acknowledgement::verify(public, unsafe { given.bytes(2) })?;
        *place = said;
        Ok(status)
    };
    shape!(SHAPE, 0, [structure::<Acknowledgement>()], [object::<P256PublicKey>(), sized(0)]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, verify) }
}

/// Acknowledges a command under a key that the meter shares with the head-end: COSE_Mac0 with HMAC 256/64.
///
/// @param key              the key, 32 random bytes for instance, which is used for nothing else
/// @param key_length       its length in bytes, at least 16
/// @param acknowledgement  which command, and what became of it
/// @param message          receives at most 40 bytes; what is left of them is zero. Apart from everything else
/// @param message_length   receives the length of the message in bytes
/// @retval AMISEC_OK             the message is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, key_length is too large, or the result is above 65535
/// @retval AMISEC_BAD_ALIGNMENT  acknowledgement or message_length is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     key_length is below 16
/// @retval AMISEC_BAD_OVERLAP    message or message_length shares memory with anything else
///
/// cbindgen:ptrs-as-arrays=[[message; 40]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_acknowledgement_tag(
    key: *const u8, key_length: usize, acknowledgement: *const Acknowledgement, message: *mut u8,
    message_length: *mut usize,
) -> Status {
    let mut words = [at(message), at(message_length), at(key), number(key_length), at(acknowledgement)];
    let tag = |given: Given| {
        // SAFETY: see the shape; nothing writes to it.
        let said = unsafe { given.structure(4) };
        acknowledgement::check_sendable(said)?;
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(1) };
        // SAFETY: as above.
        let place = unsafe { given.zeroed_array(0) };
        // SAFETY: as above.
        *length = acknowledgement::tag(unsafe { given.bytes(2) }, said, place)?;
        Ok(())
    };
    shape!(
        SHAPE,
        COMPOSED_HMAC,
        [fixed(TAGGED_LENGTH), pointers::<usize>()],
        [sized(LEAST_KEY_LENGTH), structure::<Acknowledgement>()]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, tag) }
}

/// Gives what a meter said about a command under a key that it shares with the head-end: the head-end's side.
///
/// An old acknowledgement is authentic still: compare meter, key id and sequence number with what is awaited.
///
/// @param key              the key
/// @param key_length       its length in bytes, at least 16
/// @param message          the message
/// @param message_length   its length in bytes
/// @param acknowledgement  receives what it says; zeroed unless the status is AMISEC_OK. Apart from everything
///                         else
/// @retval AMISEC_OK             the message is from who has the key
/// @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
/// @retval AMISEC_NOT_AUTHENTIC  key and message do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  acknowledgement is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     key_length is below 16
/// @retval AMISEC_BAD_OVERLAP    acknowledgement shares memory with anything else
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_acknowledgement_check(
    key: *const u8, key_length: usize, message: *const u8, message_length: usize,
    acknowledgement: *mut Acknowledgement,
) -> Status {
    let mut words = [at(acknowledgement), at(key), number(key_length), at(message), number(message_length)];
    let check = |given: Given| {
        // SAFETY: see the shape.
        let place = unsafe { given.new_structure(0) };
        // SAFETY: as above.
        let key = unsafe { given.bytes(1) };
        // SAFETY: as above.
        let (said, status) = acknowledgement::check(key, unsafe { given.bytes(3) })?;
        *place = said;
        Ok(status)
    };
    shape!(SHAPE, COMPOSED_HMAC, [structure::<Acknowledgement>()], [sized(LEAST_KEY_LENGTH), sized(0)]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, check) }
}

/// 128 bits.
const LEAST_KEY_LENGTH: usize = 16;
