//! CCM* of IEEE 802.15.4 with AES-128.

use super::aes::{Aes128Key, cipher};
use super::boundary::{Input, Output, Region, apart, same_or_apart};
use super::object::check_place;
use super::stack::{COMPOSED, secret, verified};
use crate::modes::ccm;
use crate::modes::ccm_star::{Level, NONCE_LENGTH, SOURCE_LENGTH, nonce};
use crate::status::Status;
use crate::verdict::release;

/// What a CCM* call needs besides the payload: the fields of a frame. The structure is only read.
#[repr(C)]
pub struct CcmStarParameters {
    /// The 8 bytes of the sender's EUI-64, as its number is written: the first byte is that of the
    /// manufacturer. The frame carries it in the opposite order.
    pub source: *const u8,
    /// Associated data: the header of the frame and, at levels 1 to 3, the payload behind it.
    pub aad: *const u8,
    /// Any number of bytes below 2^32, 0 included.
    pub aad_length: usize,
    /// The message integrity code: written by seal, read by open. 4 bytes at levels 1 and 5, 8 at 2 and
    /// 6, 16 at 3 and 7; a forgery succeeds with odds of 2^-32, 2^-64, 2^-128.
    pub mic: *mut u8,
    /// The frame counter. NEVER THE SAME TWICE under one key and source; 2^32 - 1 is refused.
    pub frame_counter: u32,
    /// The security level: 1 to 3 authenticate, 5 to 7 encrypt as well. Levels 0 and 4 protect nothing,
    /// or not against changes, and are refused.
    pub level: u32,
}

/// Protects an IEEE 802.15.4 frame (CCM*, 802.15.4-2015, 9.3) with AES-128.
///
/// @param key           a key that is set up
/// @param parameters    source, counter and level of the frame, its header, and where the MIC goes
/// @param input         the payload at levels 5 to 7
/// @param input_length  its length in bytes, at most 65535; 0 at levels 1 to 3
/// @param output        receives `input_length` bytes of ciphertext; exactly the input or apart
///                      from it. It and the MIC are apart from each other and from everything else
/// @retval AMISEC_OK                 ciphertext and MIC are written
/// @retval AMISEC_COUNTER_EXHAUSTED  frame_counter is 2^32 - 1: the key must be replaced
/// @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, a length is too large, or level is 0, 4 or above 7
/// @retval AMISEC_BAD_ALIGNMENT      key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         the payload is too long, or not empty at levels 1 to 3
/// @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or output or MIC
///                                   shares any with the rest
/// @retval AMISEC_BAD_STATE          the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_ccm_star_seal(
    key: *const Aes128Key, parameters: *const CcmStarParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    secret::<COMPOSED>(|| {
        let object = check_place(key)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: what the C function asks of its caller.
        let Checked { place, source, aad, mic, counter, level } = unsafe { check(parameters, input_length)? };
        same_or_apart(output, input)?;
        apart(&[output.region(), mic.region()], &[object, place, source.region(), aad.region()])?;
        apart(&[mic.region()], &[input.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the outputs.
        let aad = unsafe { aad.bytes() };
        // SAFETY: writable by contract and apart from everything else.
        let mic = unsafe { mic.zeroed() };
        // SAFETY: as above; it has 8 bytes.
        match nonce(unsafe { source.array() }, counter, level) {
            Ok(nonce) => ccm::seal(&cipher, &nonce, aad, buffer, mic),
            Err(status) => {
                buffer.fill(0);
                return Err(status);
            }
        }
        Ok(())
    })
}

/// Checks and decrypts an IEEE 802.15.4 frame (CCM*, 802.15.4-2015, 9.3) with AES-128. Unless the status
/// is AMISEC_OK the output holds no plaintext. That the counter is greater than that of the last frame
/// from this source is the caller's to check.
///
/// @param key           a key that is set up
/// @param parameters    source, counter and level of the frame, its header, and the MIC, which is only read.
///                      The level is the one that the caller demands, not what the frame claims
/// @param input         the ciphertext at levels 5 to 7
/// @param input_length  its length in bytes, at most 65535; 0 at levels 1 to 3
/// @param output        receives `input_length` bytes; exactly the input or apart from it, and
///                      apart from everything else. Zeroed if the frame is not authentic, even in place
/// @retval AMISEC_OK                 the frame is authentic and the plaintext is written
/// @retval AMISEC_NOT_AUTHENTIC      key, fields, header, ciphertext and MIC do not belong together
/// @retval AMISEC_COUNTER_EXHAUSTED  frame_counter is 2^32 - 1, which no sender uses
/// @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, a length is too large, or level is 0, 4 or above 7
/// @retval AMISEC_BAD_ALIGNMENT      key or parameters is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         the payload is too long, or not empty at levels 1 to 3
/// @retval AMISEC_BAD_OVERLAP        output shares part of its memory with input, or any with the rest
/// @retval AMISEC_BAD_STATE          the key was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_aes128_ccm_star_open(
    key: *const Aes128Key, parameters: *const CcmStarParameters, input: *const u8, input_length: usize,
    output: *mut u8,
) -> Status {
    verified::<COMPOSED>(|| {
        let object = check_place(key)?;
        let (input, output) = (Input::new(input, input_length)?, Output::new(output, input_length)?);
        // SAFETY: what the C function asks of its caller.
        let Checked { place, source, aad, mic, counter, level } = unsafe { check(parameters, input_length)? };
        let mic = mic.as_input();
        same_or_apart(output, input)?;
        apart(&[output.region()], &[object, place, source.region(), aad.region(), mic.region()])?;
        // SAFETY: checked above; nothing writes to the key.
        let cipher = unsafe { cipher(key)? };
        // SAFETY: of one length; the same or apart.
        let buffer = unsafe { output.holding(input) };
        // SAFETY: readable by contract and apart from the output.
        let aad = unsafe { aad.bytes() };
        // SAFETY: as above.
        let mic = unsafe { mic.bytes() };
        // SAFETY: as above; it has 8 bytes.
        match nonce(unsafe { source.array() }, counter, level) {
            Ok(nonce) => release(ccm::open(&cipher, &nonce, aad, buffer, mic), buffer),
            Err(status) => {
                buffer.fill(0);
                Err(status)
            }
        }
    })
}

/// The parameters, checked but for overlaps and the counter.
struct Checked {
    place: Region,
    source: Input,
    aad: Input,
    mic: Output,
    counter: u32,
    level: u32,
}

/// # Safety
/// `parameters` is NULL or points to a structure that the caller of the C function lends us.
unsafe fn check(parameters: *const CcmStarParameters, length: usize) -> Result<Checked, Status> {
    let place = check_place(parameters)?;
    // SAFETY: aligned and not NULL.
    let given = unsafe { &*parameters };
    let source = Input::new(given.source, SOURCE_LENGTH)?;
    let aad = Input::new(given.aad, given.aad_length)?;
    let level = Level::new(given.level)?;
    let mic = Output::new(given.mic, level.mic_length)?;
    ccm::check_lengths(NONCE_LENGTH, given.aad_length, level.mic_length, length)?;
    if !level.encrypts && length > 0 {
        return Err(Status::BAD_LENGTH);
    }
    Ok(Checked { place, source, aad, mic, counter: given.frame_counter, level: given.level })
}
