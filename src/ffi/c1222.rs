//! ANSI C12.22, IEEE 1703: messages in both security modes.

use super::aes::Aes128Key;
use super::arguments::{IS_VALID, Word, at, fixed, flag, number, object, pointers, shape, sized};
use super::call::{Given, run};
use super::memory::holding;
use super::object::check_place;
use super::stack::MESSAGE;
use crate::primitives::aes::Aes;
use crate::protocols::c1222::{MAC_LENGTH, MINIMUM_ELEMENTS_LENGTH, Message, SecurityMode};
use crate::status::Status;
use crate::verdict::release;

/// Cleartext with authentication.
pub const AMISEC_C1222_AUTHENTICATED: u8 = 1;
/// Ciphertext with authentication.
pub const AMISEC_C1222_ENCRYPTED: u8 = 2;

/// A message of C12.22 but for its payload. The structure is only read.
#[repr(C)]
pub struct C1222Parameters {
    /// The canonical cleartext but for key id and IV: those of the elements A1, A2, A4, A7, A8, 8B, AC, BE
    /// and A6 that the message has, in this order, each with tag and length. BE ends behind the flags
    /// octet: BE, length, 28, length, 81, length, flags.
    pub elements: *const u8,
    /// Its length in bytes, 12 or more.
    pub elements_length: usize,
    /// The IV of the calling authentication value, first byte highest. It tells messages under one key
    /// apart: NO CLEARTEXT MAY OCCUR TWICE. A clock does where the calling AP invocation id differs
    /// within its second; else amisec_transmit_counter_next.
    pub iv: u32,
    /// The key id of the calling authentication value.
    pub key_id: u8,
    /// AMISEC_C1222_AUTHENTICATED or AMISEC_C1222_ENCRYPTED, as in bits 2 and 3 of the flags octet. A
    /// receiver asks for what it demands, whatever the message says.
    pub security_mode: u8,
}

/// Protects a C12.22 message with AES-128 in EAX' mode (ANSI C12.22-2012, IEEE 1703-2012), in either
/// security mode.
///
/// The canonical cleartext is the caller's elements, then key id and IV, which are put behind them here. It
/// is authenticated, and is the nonce as well. With AMISEC_C1222_ENCRYPTED the payload is encrypted; with
/// AMISEC_C1222_AUTHENTICATED it stays in clear and is authenticated.
///
/// @param key             the key that key_id names, set up
/// @param parameters      elements, key id, IV, security mode
/// @param payload         what follows the flags octet up to the MAC: ED class, if there is one, and EPSEM
/// @param payload_length  its length in bytes, 0 included
/// @param output          receives `payload_length` bytes; exactly the payload or apart from it. It and the
///                        MAC are apart from each other and from everything else
/// @param mac             receives the 4 bytes of the MAC, which the message has behind the output
/// @retval AMISEC_OK             output and MAC are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or security_mode is another
///                               number
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     elements_length is below 12: with a cleartext of 16 bytes or less anybody
///                               forges (IACR ePrint 2012/018)
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with payload, or output or MAC shares any
///                               with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[mac; 4]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_c1222_protect(
    key: *const Aes128Key, parameters: *const C1222Parameters, payload: *const u8, payload_length: usize,
    output: *mut u8, mac: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let mut words = match unsafe { name(key, parameters, mac, payload, payload_length, output) } {
        Ok(words) => words,
        Err(status) => return status,
    };
    let protect = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
        // SAFETY: as above.
        let message = unsafe { message(given) };
        // SAFETY: as above.
        let buffer = unsafe { buffer(given) };
        // SAFETY: as above.
        message.protect(&cipher, buffer, unsafe { given.zeroed_array(2) });
        Ok(())
    };
    shape!(
        SHAPE,
        MESSAGE,
        [sized(0), fixed(MAC_LENGTH)],
        [
            object::<Aes128Key>(),
            pointers::<C1222Parameters>(),
            sized(MINIMUM_ELEMENTS_LENGTH),
            IS_VALID,
            sized(0)
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, protect) }
}

/// Checks a C12.22 message with AES-128 in EAX' mode (ANSI C12.22-2012, IEEE 1703-2012), in either security
/// mode, and gives its payload.
///
/// THAT THE MESSAGE IS NEW IS NOT CHECKED: one that was recorded is authentic, too. Where a sender's IVs
/// only rise, amisec_receive_counter_accept with the IV tells it, before the payload is used; else the
/// caller compares IV and calling AP invocation id with those of the messages before.
///
/// The MAC has 4 bytes: each guess succeeds with odds of 2^-32. Count the failures of a peer and stop
/// listening to it long before some millions.
///
/// @param key           the key that key_id names, set up
/// @param parameters    elements, key id and IV of the message; the security mode that it must have
/// @param mac           the 4 bytes of the MAC
/// @param input         what the message has between flags octet and MAC
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart from
///                      everything else. Zeroed if the message is not authentic, even in place
/// @retval AMISEC_OK             the message is authentic and the payload is written
/// @retval AMISEC_NOT_AUTHENTIC  key, parameters, input and MAC do not belong together
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or security_mode is another
///                               number
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     elements_length is below 12
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[mac; 4]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_c1222_unprotect(
    key: *const Aes128Key, parameters: *const C1222Parameters, mac: *const u8, input: *const u8,
    input_length: usize, output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let mut words = match unsafe { name(key, parameters, mac, input, input_length, output) } {
        Ok(words) => words,
        Err(status) => return status,
    };
    let unprotect = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
        // SAFETY: as above.
        let message = unsafe { message(given) };
        // SAFETY: as above.
        let buffer = unsafe { buffer(given) };
        // SAFETY: as above.
        release(message.unprotect(&cipher, buffer, unsafe { given.array(2) }), buffer)
    };
    shape!(
        SHAPE,
        MESSAGE,
        [sized(0)],
        [
            fixed(MAC_LENGTH),
            object::<Aes128Key>(),
            pointers::<C1222Parameters>(),
            sized(MINIMUM_ELEMENTS_LENGTH),
            IS_VALID,
            sized(0)
        ]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, unprotect) }
}

/// Puts all arguments, and what the parameters name, into words.
///
/// # Safety
/// The caller of the C function vouches for the memory.
#[inline(never)]
unsafe fn name(
    key: *const Aes128Key, parameters: *const C1222Parameters, mac: *const u8, input: *const u8,
    input_length: usize, output: *mut u8,
) -> Result<[Word; 10], Status> {
    check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    Ok([
        at(output),
        number(input_length),
        at(mac),
        at(key),
        at(parameters),
        at(given.elements),
        number(given.elements_length),
        flag(mode(given.security_mode).is_some()),
        at(input),
        // In place, what is checked of the output holds for the input.
        number(if input.cast_mut() == output { 0 } else { input_length }),
    ])
}

fn mode(number: u8) -> Option<SecurityMode> {
    match number {
        AMISEC_C1222_AUTHENTICATED => Some(SecurityMode::Authenticated),
        AMISEC_C1222_ENCRYPTED => Some(SecurityMode::Encrypted),
        _ => None,
    }
}

/// # Safety
/// There are the words that [`name`] made.
unsafe fn message<'a>(given: Given) -> Message<'a> {
    // SAFETY: passed on.
    let C1222Parameters { iv, key_id, security_mode, .. } = *unsafe { given.structure(4) };
    let security_mode = mode(security_mode).unwrap_or(SecurityMode::Encrypted);
    // SAFETY: passed on.
    Message { elements: unsafe { given.bytes(5) }, key_id, iv, security_mode }
}

/// The output, which holds the input.
///
/// # Safety
/// There are the words that [`name`] made.
unsafe fn buffer<'a>(given: Given) -> &'a mut [u8] {
    // SAFETY: passed on.
    let output = unsafe { given.pointer(0) };
    // SAFETY: passed on.
    let length = unsafe { given.number(1) };
    // SAFETY: passed on.
    let input = unsafe { given.pointer(8) };
    // SAFETY: of one length; the same or apart.
    unsafe { holding(output, input, length) }
}
