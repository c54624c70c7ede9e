//! HMAC_DRBG with SHA-256 (SP 800-90A), with the noise tests of SP 800-90B.

use super::boundary::{Input, Output, apart, status};
use super::object::{check_place, content_mut, object, set_up, wipe_object};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{GENERATOR, secret};
use crate::modes::drbg::Drbg;
use crate::status::Status;
use core::ffi::c_void;

/// A deterministic random bit generator. Set it up with amisec_drbg_instantiate. It holds no pointers
/// and may be moved, but NEVER GO ON WITH A COPY: both would give the same bytes. Keep one for the whole
/// device, not in memory that a restart leaves as it is, and let only one thread or interrupt use it at
/// a time.
#[repr(C)]
pub struct DrbgState {
    opaque: [u32; 21],
}
object!(DrbgState, Drbg, 0x4452_4247);

/// Seeds a generator from a source of raw noise (SP 800-90A, 10.1.2: HMAC_DRBG with SHA-256, security
/// strength 256 bits).
///
/// The noise is tested as it comes: 1024 bytes of it in a start-up test, and every byte by the repetition
/// count and the adaptive proportion test (SP 800-90B, 4.3 and 4.4), with one false alarm in 2^20. So
/// give the samples themselves, not what a conditioner made of them: a dead source behind a conditioner
/// looks alive. After a failure try again if you will; a source that fails again is dead.
///
/// @param drbg                    is set up, whatever it held
/// @param noise                   gives one sample of noise in each byte; asked for 32 bytes at a time, 1024
///                                + 2 * 320 / entropy_per_byte or a few more in all
/// @param noise_context           passed to noise
/// @param entropy_per_byte        1 to 8: the bits of min-entropy that a byte of noise is sure to have, what
///                                an assessment of the source has found, rounded down
/// @param personalization         what is this device's alone: a serial number; need not be secret
/// @param personalization_length  its length in bytes, 0 included
/// @retval AMISEC_OK             the generator is ready
/// @retval AMISEC_RANDOM_FAILED  the source failed, or its noise failed a test; drbg is wiped
/// @retval AMISEC_BAD_ARGUMENT   drbg or noise is NULL, personalization is NULL or too long, or
///                               entropy_per_byte is 0 or above 8
/// @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    personalization lies in drbg
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_drbg_instantiate(
    drbg: *mut DrbgState, noise: amisec_random_fn, noise_context: *mut c_void, entropy_per_byte: u8,
    personalization: *const u8, personalization_length: usize,
) -> Status {
    secret::<GENERATOR>(|| {
        let place = check_place(drbg)?;
        let mut source = CallerRandom::new(noise, noise_context)?;
        let personalization = Input::new(personalization, personalization_length)?;
        Drbg::check_entropy(entropy_per_byte)?;
        apart(&[place], &[personalization.region()])?;
        // SAFETY: readable by contract and apart from the generator.
        let made = Drbg::instantiate(&mut source, entropy_per_byte, unsafe { personalization.bytes() });
        match made {
            // SAFETY: checked above.
            Ok(made) => unsafe { set_up(drbg, made) },
            Err(status) => {
                // SAFETY: checked above.
                unsafe { wipe_object(drbg) };
                return Err(status);
            }
        }
        Ok(())
    })
}

/// Gives random bytes. This is an amisec_random_fn: pass it with the generator as its context wherever
/// a function of this header asks for randomness.
///
/// @param drbg    a generator that is set up (an amisec_drbg_t)
/// @param output  receives `length` bytes, apart from drbg
/// @param length  at most 65536, 0 included
/// @retval AMISEC_OK                 the bytes are written
/// @retval AMISEC_COUNTER_EXHAUSTED  2^32 - 1 requests since the last seed: call amisec_drbg_reseed;
///                                   output holds zeros
/// @retval AMISEC_BAD_ARGUMENT       drbg or output is NULL, or length is too large
/// @retval AMISEC_BAD_ALIGNMENT      drbg is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         length is above 65536 (SP 800-90A, table 2)
/// @retval AMISEC_BAD_OVERLAP        output lies in drbg
/// @retval AMISEC_BAD_STATE          the generator was not set up, or is uninstantiated
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_drbg_generate(drbg: *mut c_void, output: *mut u8, length: usize) -> Status {
    secret::<GENERATOR>(|| {
        let drbg = drbg.cast::<DrbgState>();
        let (place, output) = (check_place(drbg)?, Output::new(output, length)?);
        Drbg::check_request(length)?;
        apart(&[output.region()], &[place])?;
        // SAFETY: checked above; the caller lends us the generator for this call.
        let generator = unsafe { content_mut(drbg)? };
        // SAFETY: writable by contract and apart from the generator.
        generator.generate(unsafe { output.zeroed() })
    })
}

/// Mixes a new seed into a generator. Whoever has learnt its state before knows nothing of it afterwards.
///
/// @param drbg               a generator that is set up
/// @param noise              gives noise as for amisec_drbg_instantiate; asked for 320 / entropy_per_byte bytes
///                           or a few more
/// @param noise_context      passed to noise
/// @param additional         mixed in as well: a time, a counter; need not be secret
/// @param additional_length  its length in bytes, 0 included
/// @retval AMISEC_OK             the generator goes on with the new seed
/// @retval AMISEC_RANDOM_FAILED  the source failed, or its noise failed a test: the generator is wiped
///                               and must be instantiated, with a start-up test
/// @retval AMISEC_BAD_ARGUMENT   drbg or noise is NULL, or additional is NULL or too long
/// @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    additional lies in drbg
/// @retval AMISEC_BAD_STATE      the generator was not set up, or is uninstantiated
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_drbg_reseed(
    drbg: *mut DrbgState, noise: amisec_random_fn, noise_context: *mut c_void, additional: *const u8,
    additional_length: usize,
) -> Status {
    secret::<GENERATOR>(|| {
        let place = check_place(drbg)?;
        let mut source = CallerRandom::new(noise, noise_context)?;
        let additional = Input::new(additional, additional_length)?;
        apart(&[place], &[additional.region()])?;
        // SAFETY: checked above; the caller lends us the generator for this call.
        let generator = unsafe { content_mut(drbg)? };
        // SAFETY: readable by contract and apart from the generator.
        let done = generator.reseed(&mut source, unsafe { additional.bytes() });
        if done.is_err() {
            // SAFETY: checked above; `generator` is not used any more.
            unsafe { wipe_object(drbg) };
        }
        done
    })
}

/// Wipes a generator, which then answers AMISEC_BAD_STATE.
///
/// @param drbg  a generator that is set up
/// @retval AMISEC_OK             it is wiped
/// @retval AMISEC_BAD_ARGUMENT   drbg is NULL
/// @retval AMISEC_BAD_ALIGNMENT  drbg is not aligned for its type
/// @retval AMISEC_BAD_STATE      the generator was not set up, or is uninstantiated
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_drbg_uninstantiate(drbg: *mut DrbgState) -> Status {
    let wipe = || {
        check_place(drbg)?;
        // SAFETY: checked above; the caller lends us the generator for this call.
        unsafe { content_mut(drbg)? };
        // SAFETY: as above.
        unsafe { wipe_object(drbg) };
        Ok(())
    };
    status(wipe())
}
