//! Encrypted commands (RFC 9052, AES-CCM-16-64-128), inside signed ones.

use super::aes::Aes128Key;
use super::arguments::{LENGTHS_FIT, at, flag, number, object, pointers, shape, sized, structure};
use super::call::{Given, run};
use super::stack::COMPOSED;
use crate::primitives::aes::Aes;
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
    let capacity = command_length.saturating_add(MOST_OVERHEAD);
    let fits = command_length <= MOST_LENGTH - OVERHEAD - MOST_OVERHEAD;
    let encrypt = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, about) = unsafe { key_and_command(given) };
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(2) };
        // SAFETY: as above.
        let sealed = unsafe { given.zeroed(0) };
        // SAFETY: as above.
        *length = command_encryption::encrypt(&cipher, about, unsafe { given.bytes(5) }, sealed)?;
        Ok(())
    };
    let mut words = [
        at(sealed),
        number(capacity),
        at(sealed_length),
        at(key),
        at(about),
        at(command),
        number(command_length),
        flag(fits),
    ];
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, encrypt) }
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
    let fits = (LEAST_OVERHEAD..=MOST_LENGTH).contains(&sealed_length);
    let capacity = if fits { sealed_length.wrapping_sub(LEAST_OVERHEAD) } else { 0 };
    let decrypt = |given: Given| {
        // SAFETY: see the shape.
        let (cipher, about) = unsafe { key_and_command(given) };
        // SAFETY: as above.
        let length = unsafe { given.new_structure::<usize>(2) };
        // SAFETY: as above.
        let command = unsafe { given.zeroed(0) };
        // SAFETY: as above.
        let (decrypted, status) =
            command_encryption::decrypt(&cipher, about, unsafe { given.bytes(5) }, command)?;
        *length = decrypted;
        Ok(status)
    };
    let mut words = [
        at(command),
        number(capacity),
        at(command_length),
        at(key),
        at(about),
        at(sealed),
        number(sealed_length),
        flag(fits),
    ];
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, decrypt) }
}

shape!(
    SHAPE,
    COMPOSED,
    [sized(0), pointers::<usize>()],
    [object::<Aes128Key>(), structure::<Command>(), sized(0), LENGTHS_FIT]
);

/// # Safety
/// The words are those of the shape.
unsafe fn key_and_command<'a>(given: Given) -> (Aes<'a>, &'a Command) {
    // SAFETY: passed on; nothing writes to the key.
    let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
    // SAFETY: passed on.
    (cipher, unsafe { given.structure(4) })
}
