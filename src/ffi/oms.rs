//! OMS, wireless M-Bus: security modes 5 and 7.

use super::aes::{Aes128Key, cipher};
use super::boundary::{Input, Output, Region, apart, same_or_apart};
use super::object::{check_place, content_mut};
use super::stack::{CHAIN, OMS, secret, verified};
use super::storage::{CallerStorage, StorageFunctions};
use super::storage_counters::ReceiveCounterObject;
use crate::primitives::aes::Aes;
use crate::protocols::oms::{
    self, ADDRESS_LENGTH, IDENTIFICATION_LENGTH, MAC_LENGTH, Message, Sender, check_length,
};
use crate::status::Status;
use crate::verdict::release;

/// The meter sends the message.
pub const AMISEC_OMS_FROM_METER: u8 = 0x00;
/// The gateway sends the message.
pub const AMISEC_OMS_FROM_GATEWAY: u8 = 0x10;

/// A message of mode 7 but for its payload. The structure is only read.
#[repr(C)]
pub struct OmsMessageParameters {
    /// The 4 bytes of the meter's identification number, as they are sent.
    pub identification: *const u8,
    /// What the MAC covers in front of the ciphertext: of the AFL, the message control, counter and
    /// length fields, then the TPL header from the CI field on.
    pub header: *const u8,
    /// Its length in bytes, 5 or more.
    pub header_length: usize,
    /// The 8 bytes of the MAC: written by seal, read by open.
    pub mac: *mut u8,
    /// The message counter, which is in the header as well. NEVER THE SAME TWICE under one key: from
    /// amisec_transmit_counter_next.
    pub counter: u32,
    /// AMISEC_OMS_FROM_METER or AMISEC_OMS_FROM_GATEWAY.
    pub sender: u8,
}

/// Encrypts in OMS security mode 5 (EN 13757-7): AES-128-CBC whose IV is manufacturer, address and access
/// number. NOTHING IS AUTHENTICATED: whoever changes a bit of the message is not noticed; mode 7 does it.
///
/// @param key            the meter's key, set up
/// @param address        the 8 bytes of manufacturer, identification, version and device type, as sent
/// @param access_number  the access number of this message
/// @param input          the payload: 2F 2F, the data, then 2F up to a whole block
/// @param input_length   its length in bytes: 16, 32, 48, ...
/// @param output         receives `input_length` bytes; exactly the input or apart from it, and apart
///                       from everything else
/// @retval AMISEC_OK             the ciphertext is written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[address; 8]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_oms_mode5_encrypt(
    key: *const Aes128Key, address: *const u8, access_number: u8, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let mode_5 = unsafe { Mode5::new(key, address, input, input_length, output) };
    secret::<CHAIN>(|| {
        let mode_5 = mode_5?;
        // SAFETY: checked by `new`.
        let (cipher, address, buffer) = unsafe { mode_5.take()? };
        oms::encrypt_mode_5(&cipher, address, access_number, buffer);
        Ok(())
    })
}

/// Decrypts in OMS security mode 5 (EN 13757-7) and looks for the bytes 2F 2F, which tell a wrong key. They
/// are NO AUTHENTICATION: a changed message is told by them only if its first two bytes are hit.
///
/// @param key            the meter's key, set up
/// @param address        the 8 bytes of manufacturer, identification, version and device type, as sent
/// @param access_number  the access number of this message
/// @param input          the ciphertext
/// @param input_length   its length in bytes: 16, 32, 48, ...
/// @param output         receives `input_length` bytes, 2F 2F first; exactly the input or apart from it,
///                       and apart from everything else. Zeroed if 2F 2F is not there
/// @retval AMISEC_OK             the payload is written
/// @retval AMISEC_NOT_AUTHENTIC  the payload does not begin with 2F 2F
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  key is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
///
/// cbindgen:ptrs-as-arrays=[[address; 8]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_oms_mode5_decrypt(
    key: *const Aes128Key, address: *const u8, access_number: u8, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    // SAFETY: what this function asks of its caller.
    let mode_5 = unsafe { Mode5::new(key, address, input, input_length, output) };
    secret::<CHAIN>(|| {
        let mode_5 = mode_5?;
        // SAFETY: checked by `new`.
        let (cipher, address, buffer) = unsafe { mode_5.take()? };
        oms::decrypt_mode_5(&cipher, address, access_number, buffer)
    })
}

/// Encrypts and authenticates in OMS security mode 7 (EN 13757-7): AES-128-CBC and CMAC under keys that
/// are derived for this message, MAC of 8 bytes.
///
/// @param key           the meter's key, set up
/// @param parameters    identification, counter, sender, header, and where the MAC goes
/// @param input         the payload, filled up to whole blocks
/// @param input_length  its length in bytes: 16, 32, 48, ...
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart from it.
///                      It and the MAC are apart from each other and from everything else
/// @retval AMISEC_OK             ciphertext and MAC are written
/// @retval AMISEC_BAD_ARGUMENT   a pointer is NULL, a length is too large, or sender is another number
/// @retval AMISEC_BAD_ALIGNMENT  key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     input_length is 0 or no multiple of 16, or the header is shorter than 5
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or MAC shares any
///                               with the rest
/// @retval AMISEC_BAD_STATE      the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_oms_mode7_seal(
    key: *const Aes128Key, parameters: *const OmsMessageParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    secret::<OMS>(|| {
        let object = check_place(key)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: what this function asks of its caller.
        let given = unsafe { Mode7::new(parameters)? };
        given.check_lengths(input_length)?;
        same_or_apart(output, input)?;
        let read = [object, given.place, given.identification.region(), given.header.region()];
        apart(&[output.region(), given.mac.region()], &read)?;
        apart(&[given.mac.region()], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the outputs.
        let message = unsafe { given.message() };
        // SAFETY: writable by contract and apart from everything else.
        message.seal(&cipher, buffer, unsafe { given.mac.zeroed_array() });
        Ok(())
    })
}

/// Checks a message in OMS security mode 7 (EN 13757-7), accepts its counter, and decrypts. That the
/// counter was accepted is stored before the payload is released.
///
/// A forgery succeeds with odds of 2^-64.
///
/// @param key           the meter's key, set up
/// @param parameters    identification, counter, sender, header and MAC of the message
/// @param counter       the receive counter of this key and sender, set up
/// @param storage       the memory with which it was started
/// @param input         the ciphertext
/// @param input_length  its length in bytes: 16, 32, 48, ...
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and apart from
///                      everything else. Zeroed unless the status is AMISEC_OK, even in place
/// @retval AMISEC_OK                 the message is authentic, new, and its payload written
/// @retval AMISEC_NOT_AUTHENTIC      key, parameters and ciphertext do not belong together
/// @retval AMISEC_REPLAYED           its counter is not above all that were accepted
/// @retval AMISEC_COUNTER_EXHAUSTED  its counter is the highest, which is never used
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length is too large, or sender is
///                                   another number
/// @retval AMISEC_BAD_ALIGNMENT      an object or a structure is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         input_length is 0 or no multiple of 16, or the header is shorter than 5
/// @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or output or counter
///                                   shares any with the rest
/// @retval AMISEC_BAD_STATE          key or counter was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_oms_mode7_open(
    key: *const Aes128Key, parameters: *const OmsMessageParameters, counter: *mut ReceiveCounterObject,
    storage: *const StorageFunctions, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    verified::<OMS>(|| {
        let (object, counter_object) = (check_place(key)?, check_place(counter)?);
        // SAFETY: what this function asks of its caller.
        let (mut memory, memory_place) = unsafe { CallerStorage::new(storage, 0)? };
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: as above.
        let given = unsafe { Mode7::new(parameters)? };
        given.check_lengths(input_length)?;
        same_or_apart(output, input)?;
        let mac = given.mac.as_input();
        let read = [object, memory_place, given.place, given.identification.region()];
        apart(&[output.region(), counter_object], &read)?;
        apart(&[output.region(), counter_object], &[given.header.region(), mac.region()])?;
        apart(&[counter_object], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: checked above; the caller lends us the counter for this call.
        let counter = unsafe { content_mut(counter)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from what is written.
        let message = unsafe { given.message() };
        // SAFETY: as above.
        let verdict = message.check(&cipher, buffer, unsafe { mac.array() });
        let answer = verdict.answer();
        let answer = answer.and_then(|status| counter.accept(&mut memory, message.counter).map(|()| status));
        match answer {
            Ok(_) => message.decrypt(&cipher, buffer),
            Err(_) => buffer.fill(0),
        }
        verdict.release(buffer);
        release(answer, buffer)
    })
}

/// The arguments of mode 5, checked.
struct Mode5 {
    key: *const Aes128Key,
    address: Input,
    input: Input,
    output: Output,
}

impl Mode5 {
    /// # Safety
    /// The contract of `amisec_oms_mode5_encrypt`.
    unsafe fn new(
        key: *const Aes128Key, address: *const u8, input: *const u8, input_length: usize, output: *mut u8,
    ) -> Result<Self, Status> {
        let (object, address) = (check_place(key)?, Input::new(address, ADDRESS_LENGTH)?);
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        check_length(input_length)?;
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, address.region()])?;
        Ok(Mode5 { key, address, input, output })
    }

    /// # Safety
    /// The caller of the C function vouches for the memory.
    unsafe fn take<'a>(self) -> Result<(Aes<'a>, &'a [u8; ADDRESS_LENGTH], &'a mut [u8]), Status> {
        // SAFETY: checked by `new`; nothing writes to the key.
        let cipher = unsafe { cipher(self.key)? };
        // SAFETY: made with this length, and apart from the output.
        let address = unsafe { self.address.array() };
        // SAFETY: of one length; the same or apart.
        Ok((cipher, address, unsafe { self.output.holding(self.input) }))
    }
}

/// The parameters of mode 7, checked but for lengths and overlaps.
struct Mode7 {
    place: Region,
    identification: Input,
    header: Input,
    header_length: usize,
    mac: Output,
    counter: u32,
    sender: Sender,
}

/// Bytes in the shortest header: message control and counter.
const MINIMUM_HEADER_LENGTH: usize = 5;

impl Mode7 {
    /// # Safety
    /// `parameters` is NULL or points to a structure that the caller of the C function lends us.
    unsafe fn new(parameters: *const OmsMessageParameters) -> Result<Self, Status> {
        let place = check_place(parameters)?;
        // SAFETY: aligned and not NULL.
        let given = unsafe { &*parameters };
        Ok(Mode7 {
            place,
            identification: Input::new(given.identification, IDENTIFICATION_LENGTH)?,
            header: Input::new(given.header, given.header_length)?,
            header_length: given.header_length,
            mac: Output::new(given.mac, MAC_LENGTH)?,
            counter: given.counter,
            sender: match given.sender {
                AMISEC_OMS_FROM_METER => Sender::Meter,
                AMISEC_OMS_FROM_GATEWAY => Sender::Gateway,
                _ => return Err(Status::BAD_ARGUMENT),
            },
        })
    }

    fn check_lengths(&self, input: usize) -> Result<(), Status> {
        check_length(input)?;
        if self.header_length < MINIMUM_HEADER_LENGTH { Err(Status::BAD_LENGTH) } else { Ok(()) }
    }

    /// # Safety
    /// The caller of the C function vouches for the memory; nothing writes to it meanwhile.
    unsafe fn message<'a>(&self) -> Message<'a> {
        // SAFETY: made with this length.
        let identification = unsafe { self.identification.array() };
        // SAFETY: readable by contract.
        let header = unsafe { self.header.bytes() };
        Message { sender: self.sender, counter: self.counter, identification, header }
    }
}
