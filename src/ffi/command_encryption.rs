//! Encrypted commands (RFC 9052, AES-CCM-16-64-128), inside signed ones.

use super::aes::{Aes128Key, cipher};
use super::arguments::{self, Argument};
use super::memory::{bytes, zeroed};
use super::object::check_place;
use super::stack::{PROTOCOL, secret, verified};
use crate::services::command::{MOST_LENGTH, OVERHEAD};
use crate::services::command_content::Command;
use crate::services::command_encryption::{self, LEAST_OVERHEAD, MOST_OVERHEAD};
use crate::status::Status;

/// Encrypts a command for amisec_command_sign: the head-end's side.
///
/// The nonce is made of the key id, the target and the sequence number: who encrypts two commands with the
/// same three under a key gives both away.
///
/// @param key             the key that the meter or the group has, set up
/// @param about           what will be said about the command; `encrypted` is not looked at
/// @param command         the command
/// @param command_length  its length in bytes, 0 to 65408
/// @param sealed          receives at most `command_length` + 17 bytes; what is left of them is zero. Apart from
///                        everything else
/// @param sealed_length   receives the length of the message in bytes
/// @retval AMISEC_OK             the message is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key, about or sealed_length is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     command_length is above 65408
/// @retval AMISEC_BAD_OVERLAP    sealed or sealed_length shares memory with anything else
/// @retval AMISEC_BAD_STATE      key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_encrypt(
    key: *const Aes128Key, about: *const Command, command: *const u8, command_length: usize, sealed: *mut u8,
    sealed_length: *mut usize,
) -> Status {
    secret::<PROTOCOL>(|| {
        let capacity = command_length.saturating_add(MOST_OVERHEAD);
        let fits = command_length <= MOST_LENGTH - OVERHEAD - MOST_OVERHEAD;
        // SAFETY: what this function asks of its caller.
        unsafe { check(key, about, (command, command_length), (sealed, capacity), sealed_length, fits)? };
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; nothing writes to it.
        let about = unsafe { &*about };
        // SAFETY: checked above.
        let command = unsafe { bytes(command, command_length) };
        // SAFETY: checked above, apart from everything else.
        let sealed = unsafe { zeroed(sealed, capacity) };
        let length = command_encryption::encrypt(&cipher, about, command, sealed)?;
        // SAFETY: as above.
        unsafe { sealed_length.write(length) };
        Ok(())
    })
}

/// Decrypts what amisec_command_receive released of an encrypted command.
///
/// @param key             the key of the meter or the group, set up
/// @param about           what amisec_command_receive said about the command
/// @param sealed          the message that it released
/// @param sealed_length   its length in bytes, at least 15
/// @param command         receives at most `sealed_length` - 15 bytes, the command; what is left of them is zero.
///                        Zeroed unless the status is AMISEC_OK. Apart from everything else
/// @param command_length  receives the length of the command in bytes; zeroed unless the status is AMISEC_OK
/// @retval AMISEC_OK             the command is authentic and written
/// @retval AMISEC_MALFORMED      the message is not of the form, or not in deterministic CBOR
/// @retval AMISEC_NOT_AUTHENTIC  key, about and message do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key, about or command_length is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     sealed_length is below 15 or above 65535
/// @retval AMISEC_BAD_OVERLAP    command or command_length shares memory with anything else
/// @retval AMISEC_BAD_STATE      key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_command_decrypt(
    key: *const Aes128Key, about: *const Command, sealed: *const u8, sealed_length: usize, command: *mut u8,
    command_length: *mut usize,
) -> Status {
    verified::<PROTOCOL>(|| {
        let fits = (LEAST_OVERHEAD..=MOST_LENGTH).contains(&sealed_length);
        let capacity = if fits { sealed_length.wrapping_sub(LEAST_OVERHEAD) } else { 0 };
        // SAFETY: what this function asks of its caller.
        unsafe { check(key, about, (sealed, sealed_length), (command, capacity), command_length, fits)? };
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; nothing writes to it.
        let about = unsafe { &*about };
        // SAFETY: checked above.
        let sealed = unsafe { bytes(sealed, sealed_length) };
        // SAFETY: checked above, apart from everything else.
        unsafe { command_length.write(0) };
        // SAFETY: as above.
        let command = unsafe { zeroed(command, capacity) };
        let (length, status) = command_encryption::decrypt(&cipher, about, sealed, command)?;
        // SAFETY: as above.
        unsafe { command_length.write(length) };
        Ok(status)
    })
}

/// The arguments of both ways.
///
/// # Safety
/// The contract of the C functions.
#[inline(never)]
unsafe fn check(
    key: *const Aes128Key, about: *const Command, (input, input_length): (*const u8, usize),
    (output, capacity): (*mut u8, usize), length: *mut usize, fits: bool,
) -> Result<(), Status> {
    check_place(about)?;
    check_place(length)?;
    let arguments = [
        Argument::output(output, capacity),
        Argument::parameters_written(length),
        Argument::object(key),
        Argument::parameters(about),
        Argument::input(input, input_length),
    ];
    // SAFETY: passed on.
    unsafe { arguments::check_with_lengths(2, &arguments, fits) }
}
