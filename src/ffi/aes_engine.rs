//! An AES engine of the chip in place of our AES.

use super::aead::Call;
use super::arguments::{at, check, fixed, number, pointers, shape, sized, unless_in_place};
use super::ccm::CcmParameters;
use super::gcm::GcmParameters;
use super::memory::{array, bytes, holding, zeroed_array};
use super::object::check_place;
use super::stack::{ENGINE, ENGINE_GCM, secret, verified};
use crate::modes::cmac::{self, CbcMac, MINIMUM_TAG_LENGTH, TAG_LENGTH};
use crate::modes::{ccm, ctr, gcm};
use crate::primitives::aes::{BLOCK_LENGTH, Block};
use crate::primitives::aes_engine::{Engine, TryEncrypt};
use crate::status::Status;
use core::ffi::c_void;
use zeroize::Zeroize;

/// Encrypts the 16 bytes of `input` into `output` with AES (FIPS 197), under a key that the engine holds,
/// and answers AMISEC_OK; anything else fails the call that asked. The two are apart.
///
/// `context` is that of the amisec_aes_engine_t: a key slot, a register block.
#[expect(non_camel_case_types, reason = "the name that C sees")]
pub type amisec_aes_encrypt_fn =
    Option<unsafe extern "C" fn(context: *mut c_void, input: *const u8, output: *mut u8) -> Status>;

/// An AES engine with its key, which is the chip's and the caller's. The structure is only read, and is passed
/// with each call in place of a key. Whether its time depends on the key is the engine's doing.
#[repr(C)]
pub struct AesEngine {
    /// Encrypts a block.
    pub encrypt: amisec_aes_encrypt_fn,
    /// Is passed to it.
    pub context: *mut c_void,
}

/// Encrypts or decrypts with an engine in counter mode: amisec_aes128_ctr with another AES.
///
/// @param engine        the engine
/// @param counter       the 16 bytes of the first counter block
/// @param input         plaintext or ciphertext
/// @param input_length  its length in bytes, any, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from engine and counter. Zeroed if the engine fails
/// @retval AMISEC_OK             the output is written
/// @retval AMISEC_ENGINE_FAILED  the engine failed
/// @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or input_length is too large
/// @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
///
/// cbindgen:ptrs-as-arrays=[[counter; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_ctr(
    engine: *const AesEngine, counter: *const u8, input: *const u8, input_length: usize, output: *mut u8,
) -> Status {
    secret::<ENGINE>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        let words = [
            at(output),
            number(input_length),
            at(input),
            number(unless_in_place(input_length, input, output)),
            at(counter),
            at(engine),
        ];
        shape!(SHAPE, 0, [sized(0)], [sized(0), fixed(BLOCK_LENGTH), pointers::<AesEngine>()]);
        // SAFETY: as above.
        unsafe { check(&words, SHAPE)? };
        // SAFETY: checked above, apart from the output.
        let counter = unsafe { array(counter) };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { holding(output, input, input_length) };
        ctr::apply(&cipher, counter, buffer);
        zero_unless(cipher.verdict(), buffer, &mut [])
    })
}

/// Computes the CMAC of a message with an engine: amisec_aes128_cmac with another AES.
///
/// @param engine       the engine
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          receives the 16 bytes; apart from data and engine. Zeroed if the engine fails
/// @retval AMISEC_OK             the tag is written
/// @retval AMISEC_ENGINE_FAILED  the engine failed
/// @retval AMISEC_BAD_ARGUMENT   engine, the function or tag is NULL, or data is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    tag shares memory with data or engine
///
/// cbindgen:ptrs-as-arrays=[[tag; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_cmac(
    engine: *const AesEngine, data: *const u8, data_length: usize, tag: *mut u8,
) -> Status {
    secret::<ENGINE>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        shape!(SHAPE, 0, [fixed(TAG_LENGTH)], [sized(0), pointers::<AesEngine>()]);
        // SAFETY: as above.
        unsafe { check(&[at(tag), at(data), number(data_length), at(engine)], SHAPE)? };
        // SAFETY: checked above, apart from everything else.
        let tag = unsafe { zeroed_array(tag) };
        let mut mac = CbcMac::default();
        // SAFETY: readable by contract and apart from the tag.
        mac.update(&cipher, unsafe { bytes(data, data_length) });
        cmac::finish(&mut mac, &cipher, tag);
        zero_unless(cipher.verdict(), tag, &mut [])
    })
}

/// Checks the CMAC of a message with an engine, whole or truncated, in constant time: amisec_aes128_cmac_verify
/// with another AES.
///
/// @param engine       the engine
/// @param data         the message
/// @param data_length  its length in bytes, 0 included
/// @param tag          the leftmost bytes of the tag
/// @param tag_length   how many: 8 to 16
/// @retval AMISEC_OK             the tag is that of the message under the engine's key
/// @retval AMISEC_NOT_AUTHENTIC  it is not
/// @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the tag
/// @retval AMISEC_BAD_ARGUMENT   engine, the function, data or tag is NULL, or data or tag is too long
/// @retval AMISEC_BAD_ALIGNMENT  engine is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     tag_length is below 8 or above 16
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_cmac_verify(
    engine: *const AesEngine, data: *const u8, data_length: usize, tag: *const u8, tag_length: usize,
) -> Status {
    verified::<ENGINE>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        shape!(SHAPE, 0, [], [sized(0), sized(0)]);
        // SAFETY: as above.
        unsafe { check(&[at(data), number(data_length), at(tag), number(tag_length)], SHAPE)? };
        if !(MINIMUM_TAG_LENGTH..=TAG_LENGTH).contains(&tag_length) {
            return Err(Status::BAD_LENGTH);
        }
        let mut mac = CbcMac::default();
        // SAFETY: readable by contract; nothing is written meanwhile.
        mac.update(&cipher, unsafe { bytes(data, data_length) });
        // SAFETY: as above.
        let verdict = cmac::finish_verify(&mut mac, &cipher, unsafe { bytes(tag, tag_length) });
        cipher.verdict().and(verdict)
    })
}

/// Encrypts and authenticates with an engine in CCM mode: amisec_aes128_ccm_seal with another AES.
///
/// @param engine        the engine
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else, and
///                      zeroed if the engine fails
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_ENGINE_FAILED  the engine failed
/// @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_ccm_seal(
    engine: *const AesEngine, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    secret::<ENGINE>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        // SAFETY: as above.
        let message = unsafe {
            Call::new(true, engine, parameters, input, input_length, output).accept(ccm::check_lengths)?
        };
        // SAFETY: accepted, apart from everything else.
        let tag = unsafe { message.new_tag() };
        ccm::seal(&cipher, message.header.nonce, message.header.aad, message.buffer, tag);
        zero_unless(cipher.verdict(), message.buffer, tag)
    })
}

/// Decrypts with an engine in CCM mode and checks the tag in constant time: amisec_aes128_ccm_open with
/// another AES. Unless the status is AMISEC_OK the output holds no plaintext.
///
/// @param engine        the engine
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic or the engine
///                      fails, even in place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the message
/// @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that CCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_ccm_open(
    engine: *const AesEngine, parameters: *const CcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    verified::<ENGINE>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        // SAFETY: as above.
        let message = unsafe {
            Call::new(false, engine, parameters, input, input_length, output).accept(ccm::check_lengths)?
        };
        // SAFETY: accepted, apart from the output.
        let verdict = ccm::open(&cipher, message.header.nonce, message.header.aad, message.buffer, unsafe {
            message.tag()
        });
        zero_unless(cipher.verdict().and(verdict), message.buffer, &mut [])
    })
}

/// Encrypts and authenticates with an engine in GCM mode: amisec_aes128_gcm_seal with another AES.
///
/// @param engine        the engine
/// @param parameters    nonce, associated data, and where the tag goes
/// @param input         the payload
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the tag are apart from each other and from everything else, and
///                      zeroed if the engine fails
/// @retval AMISEC_OK             ciphertext and tag are written
/// @retval AMISEC_ENGINE_FAILED  the engine failed
/// @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or output or tag
///                               shares any with the rest
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_gcm_seal(
    engine: *const AesEngine, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    secret::<ENGINE_GCM>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        // SAFETY: as above.
        let message = unsafe {
            Call::new(true, engine, parameters, input, input_length, output).accept(gcm::check_lengths)?
        };
        // SAFETY: accepted, apart from everything else.
        let tag = unsafe { message.new_tag() };
        gcm::seal(&cipher, &message.header, message.buffer, tag);
        zero_unless(cipher.verdict(), message.buffer, tag)
    })
}

/// Decrypts with an engine in GCM mode and checks the tag in constant time: amisec_aes128_gcm_open with
/// another AES. Unless the status is AMISEC_OK the output holds no plaintext.
///
/// @param engine        the engine
/// @param parameters    nonce, associated data and tag, which is only read
/// @param input         the ciphertext
/// @param input_length  its length in bytes, 0 included
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the message is not authentic or the engine
///                      fails, even in place
/// @retval AMISEC_OK             the message is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC  key, nonce, aad, ciphertext and tag do not belong together
/// @retval AMISEC_ENGINE_FAILED  the engine failed: nothing is known of the message
/// @retval AMISEC_BAD_ARGUMENT   a pointer or the function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT  engine or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH     nonce, tag, aad or payload has a length that GCM does not have
/// @retval AMISEC_BAD_OVERLAP    output shares part of its memory with input, or any with the rest
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes_engine_gcm_open(
    engine: *const AesEngine, parameters: *const GcmParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    verified::<ENGINE_GCM>(|| {
        // SAFETY: what this function asks of its caller.
        let cipher = unsafe { engine_of(engine)? };
        // SAFETY: as above.
        let message = unsafe {
            Call::new(false, engine, parameters, input, input_length, output).accept(gcm::check_lengths)?
        };
        // SAFETY: accepted, apart from the output.
        let verdict = gcm::open(&cipher, &message.header, message.buffer, unsafe { message.tag() });
        zero_unless(cipher.verdict().and(verdict), message.buffer, &mut [])
    })
}

/// The function of a structure that has one, and its context.
struct CallerAes {
    encrypt: unsafe extern "C" fn(*mut c_void, *const u8, *mut u8) -> Status,
    context: *mut c_void,
}

impl TryEncrypt for CallerAes {
    fn try_encrypt(&self, block: &mut Block) -> Result<(), Status> {
        let mut input = *block;
        // SAFETY: the caller gave the function for this use; both have 16 bytes.
        let status = unsafe { (self.encrypt)(self.context, input.as_ptr(), block.as_mut_ptr()) };
        input.zeroize();
        if status == Status::OK { Ok(()) } else { Err(Status::ENGINE_FAILED) }
    }
}

/// The engine of a structure, which is complete.
///
/// # Safety
/// `engine` is NULL or points to a structure that the caller of the C function lends us.
unsafe fn engine_of(engine: *const AesEngine) -> Result<Engine<CallerAes>, Status> {
    check_place(engine)?;
    // SAFETY: aligned and not NULL.
    let AesEngine { encrypt, context } = unsafe { &*engine };
    let encrypt = encrypt.ok_or(Status::BAD_ARGUMENT)?;
    Ok(Engine::new(CallerAes { encrypt, context: *context }))
}

/// Zeros the outputs if something failed.
fn zero_unless<T>(verdict: Result<T, Status>, output: &mut [u8], tag: &mut [u8]) -> Result<T, Status> {
    if verdict.is_err() {
        output.fill(0);
        tag.fill(0);
    }
    verdict
}
