//! Acknowledgements of signed commands (RFC 9052).

use super::arguments::{self, Argument};
use super::boundary::status;
use super::memory::{bytes, content, zeroed_array};
use super::object::check_place;
use super::p256::{P256PrivateKey, P256PublicKey};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{GENERATOR, SERVICE_SIGNATURE, secret, verified};
use crate::random::{BLOCK_LENGTH, draw};
use crate::services::acknowledgement::{self, SIGNED_LENGTH, TAGGED_LENGTH};
use crate::services::command_content::Acknowledgement;
use crate::status::Status;
use crate::verdict::Answer;
use core::ffi::c_void;
use zeroize::Zeroize;

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
    secret::<SERVICE_SIGNATURE>(|| {
        check_place(acknowledgement)?;
        check_place(message_length)?;
        let mut random = CallerRandom::new(random, context)?;
        let arguments = [
            Argument::output(message, SIGNED_LENGTH),
            Argument::parameters_written(message_length),
            Argument::object(key),
            Argument::object(public_key),
            Argument::parameters(acknowledgement),
        ];
        // SAFETY: what this function asks of its caller.
        unsafe { arguments::check(2, &arguments)? };
        // SAFETY: checked above; nothing writes to it.
        let said = unsafe { &*acknowledgement };
        acknowledgement::check_sendable(said)?;
        // SAFETY: checked above; nothing writes to the key.
        let private = unsafe { content(key) };
        // SAFETY: as above.
        let public = unsafe { content(public_key) };
        // SAFETY: checked above, apart from everything else.
        unsafe { message_length.write(0) };
        // SAFETY: as above.
        let place = unsafe { zeroed_array(message) };
        let mut entropy = [0; BLOCK_LENGTH];
        draw(&mut random, &mut entropy)?;
        let signed = acknowledgement::sign(private, public, said, &entropy, place);
        entropy.zeroize();
        // SAFETY: as above.
        signed.map(|length| unsafe { message_length.write(length) })
    })
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
    let verify = || -> Answer {
        check_place(acknowledgement)?;
        let arguments = [
            Argument::parameters_written(acknowledgement),
            Argument::object(public_key),
            Argument::input(message, message_length),
        ];
        // SAFETY: what this function asks of its caller.
        unsafe { arguments::check(1, &arguments)? };
        // SAFETY: checked above; nothing writes to the key.
        let public = unsafe { content(public_key) };
        // SAFETY: checked above.
        let message = unsafe { bytes(message, message_length) };
        // SAFETY: checked above, apart from everything else.
        unsafe { acknowledgement.write_bytes(0, 1) };
        let (said, status) = acknowledgement::verify(public, message)?;
        // SAFETY: as above.
        unsafe { acknowledgement.write(said) };
        Ok(status)
    };
    status(verify())
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
    secret::<GENERATOR>(|| {
        check_place(acknowledgement)?;
        check_place(message_length)?;
        let arguments = [
            Argument::output(message, TAGGED_LENGTH),
            Argument::parameters_written(message_length),
            Argument::input(key, key_length),
            Argument::parameters(acknowledgement),
        ];
        // SAFETY: what this function asks of its caller.
        unsafe { arguments::check_with_lengths(2, &arguments, key_length >= LEAST_KEY_LENGTH)? };
        // SAFETY: checked above; nothing writes to it.
        let said = unsafe { &*acknowledgement };
        acknowledgement::check_sendable(said)?;
        // SAFETY: checked above.
        let key = unsafe { bytes(key, key_length) };
        // SAFETY: checked above, apart from everything else.
        let length = acknowledgement::tag(key, said, unsafe { zeroed_array(message) })?;
        // SAFETY: as above.
        unsafe { message_length.write(length) };
        Ok(())
    })
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
    verified::<GENERATOR>(|| {
        check_place(acknowledgement)?;
        let arguments = [
            Argument::parameters_written(acknowledgement),
            Argument::input(key, key_length),
            Argument::input(message, message_length),
        ];
        // SAFETY: what this function asks of its caller.
        unsafe { arguments::check_with_lengths(1, &arguments, key_length >= LEAST_KEY_LENGTH)? };
        // SAFETY: checked above.
        let key = unsafe { bytes(key, key_length) };
        // SAFETY: as above.
        let message = unsafe { bytes(message, message_length) };
        // SAFETY: checked above, apart from everything else.
        unsafe { acknowledgement.write_bytes(0, 1) };
        let (said, status) = acknowledgement::check(key, message)?;
        // SAFETY: as above.
        unsafe { acknowledgement.write(said) };
        Ok(status)
    })
}

/// 128 bits.
const LEAST_KEY_LENGTH: usize = 16;
