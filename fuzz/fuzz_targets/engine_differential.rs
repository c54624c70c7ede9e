//! With OpenSSL's AES as the engine of the chip, each mode gives what it gives with our AES; an engine that fails at any
//! of its calls leaves zeros.
#![no_main]

use amisec::ffi::aes_engine::*;
use amisec::ffi::{ccm, cmac, ctr, gcm};
use amisec::status::Status;
use amisec_fuzz::{aes128, oracle, pick};
use libfuzzer_sys::fuzz_target;
use std::ffi::c_void;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: [u8; 16],
    block: [u8; 16],
    nonce_length: u8,
    tag_length: u8,
    aad: Vec<u8>,
    payload: Vec<u8>,
    calls_left: u8,
}

/// The engine's key, and calls that still succeed.
struct Chip {
    key: [u8; 16],
    calls_left: u32,
}

unsafe extern "C" fn encrypt(context: *mut c_void, input: *const u8, output: *mut u8) -> Status {
    // SAFETY: the context is the chip.
    let chip = unsafe { &mut *context.cast::<Chip>() };
    let Some(left) = chip.calls_left.checked_sub(1) else { return Status::ENGINE_FAILED };
    chip.calls_left = left;
    // SAFETY: the library lends a block each, which may be the same.
    unsafe {
        output.cast::<[u8; 16]>().write(oracle::encrypt_block(&chip.key, input.cast::<[u8; 16]>().read()))
    };
    Status::OK
}

fuzz_target!(|input: Input| {
    let key = aes128(&input.key);
    let (data, length, block) = (input.payload.as_ptr(), input.payload.len(), input.block.as_ptr());

    // SAFETY: here and below the objects and buffers are what the header asks for.
    compare(&input, 0, |engine, _, output| unsafe {
        match engine {
            Some(engine) => amisec_aes_engine_ctr(engine, block, data, length, output),
            None => ctr::amisec_aes128_ctr(&key, block, data, length, output),
        }
    });
    // SAFETY: as above.
    let tag = compare(&input, 16, |engine, tag, output| unsafe {
        // Nothing is encrypted.
        output.write_bytes(0, length);
        match engine {
            Some(engine) => amisec_aes_engine_cmac(engine, data, length, tag.as_mut_ptr()),
            None => cmac::amisec_aes128_cmac(&key, data, length, tag.as_mut_ptr()),
        }
    });
    let mut chip = Chip { key: input.key, calls_left: u32::MAX };
    let tag_length = pick(input.tag_length, 8, 16, 1);
    // SAFETY: as above.
    let status =
        unsafe { amisec_aes_engine_cmac_verify(&engine(&mut chip), data, length, tag.as_ptr(), tag_length) };
    assert_eq!(status, Status::OK);

    let ccm = |tag: &mut [u8]| ccm::CcmParameters {
        nonce: block,
        nonce_length: pick(input.nonce_length, 7, 13, 1),
        aad: input.aad.as_ptr(),
        aad_length: input.aad.len(),
        tag: tag.as_mut_ptr(),
        tag_length: tag.len(),
    };
    // SAFETY: as above.
    compare(&input, pick(input.tag_length, 4, 16, 2), |engine, tag, output| unsafe {
        match engine {
            Some(engine) => amisec_aes_engine_ccm_seal(engine, &ccm(tag), data, length, output),
            None => ccm::amisec_aes128_ccm_seal(&key, &ccm(tag), data, length, output),
        }
    });
    // SAFETY: as above.
    opens(&input, pick(input.tag_length, 4, 16, 2), |engine, tag, buffer| unsafe {
        let start = buffer.as_mut_ptr();
        match engine {
            Some(engine) => amisec_aes_engine_ccm_open(engine, &ccm(tag), start, length, start),
            None => ccm::amisec_aes128_ccm_seal(&key, &ccm(tag), start, length, start),
        }
    });

    let gcm = |tag: &mut [u8]| gcm::GcmParameters {
        nonce: block,
        nonce_length: pick(input.nonce_length, 1, 16, 1),
        aad: input.aad.as_ptr(),
        aad_length: input.aad.len(),
        tag: tag.as_mut_ptr(),
        tag_length: tag.len(),
    };
    let tag_length = [4, 8, 12, 13, 14, 15, 16][usize::from(input.tag_length) % 7];
    // SAFETY: as above.
    compare(&input, tag_length, |engine, tag, output| unsafe {
        match engine {
            Some(engine) => amisec_aes_engine_gcm_seal(engine, &gcm(tag), data, length, output),
            None => gcm::amisec_aes128_gcm_seal(&key, &gcm(tag), data, length, output),
        }
    });
    // SAFETY: as above.
    opens(&input, tag_length, |engine, tag, buffer| unsafe {
        let start = buffer.as_mut_ptr();
        match engine {
            Some(engine) => amisec_aes_engine_gcm_open(engine, &gcm(tag), start, length, start),
            None => gcm::amisec_aes128_gcm_seal(&key, &gcm(tag), start, length, start),
        }
    });
});

fn engine(chip: &mut Chip) -> AesEngine {
    AesEngine { encrypt: Some(encrypt), context: (&raw mut *chip).cast() }
}

/// The same output and tag from both, or zeros where the engine failed. Gives the tag.
fn compare(
    input: &Input, tag_length: usize, call: impl Fn(Option<*const AesEngine>, &mut [u8], *mut u8) -> Status,
) -> Vec<u8> {
    let run = |calls_left: Option<u32>| {
        let (mut output, mut tag) = (vec![0xA5; input.payload.len()], vec![0xA5; tag_length]);
        let mut chip = Chip { key: input.key, calls_left: calls_left.unwrap_or(0) };
        let engine = engine(&mut chip);
        let status = call(calls_left.map(|_| &raw const engine), &mut tag, output.as_mut_ptr());
        (status, output, tag)
    };
    let ours = run(None);
    assert_eq!(ours.0, Status::OK);
    assert_eq!(run(Some(u32::MAX)), ours);
    let failed = run(Some(input.calls_left.into()));
    let zeros = (Status::ENGINE_FAILED, vec![0; input.payload.len()], vec![0; tag_length]);
    assert!(failed == ours || failed == zeros, "an engine that failed left {failed:?}");
    ours.2
}

/// What `call` seals without an engine it opens with one; an engine that fails gives nothing out.
fn opens(
    input: &Input, tag_length: usize, call: impl Fn(Option<*const AesEngine>, &mut [u8], &mut [u8]) -> Status,
) {
    let (mut sealed, mut tag) = (input.payload.clone(), vec![0; tag_length]);
    assert_eq!(call(None, &mut tag, &mut sealed), Status::OK);
    for calls_left in [u32::MAX, input.calls_left.into()] {
        let mut chip = Chip { key: input.key, calls_left };
        let engine = engine(&mut chip);
        let mut opened = sealed.clone();
        let status = call(Some(&raw const engine), &mut tag, &mut opened);
        if status == Status::OK {
            assert_eq!(opened, input.payload);
        } else {
            assert_eq!((status, opened), (Status::ENGINE_FAILED, vec![0; sealed.len()]));
            assert_ne!(calls_left, u32::MAX);
        }
    }
}
