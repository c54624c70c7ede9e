//! GCM, CMAC, key wrap, EAX', CCM*, HKDF and the KDFs: OpenSSL gives the same, or opens what was sealed; parts are the
//! whole; a flipped bit is refused and leaves zeros.
#![no_main]

use amisec::ffi::{ccm_star, drbg, eax_prime, gcm, gcm_stream, hkdf, kdf};
use amisec::status::Status;
use amisec_fuzz::{Key, blank, pick, with_key};
use libfuzzer_sys::fuzz_target;
use openssl::cipher_ctx::CipherCtx;
use openssl::md::Md;
use openssl::pkey::Id;
use openssl::pkey_ctx::{HkdfMode, PkeyCtx};
use openssl::symm::{Cipher, Crypter, Mode};
use std::ffi::c_void;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Key,
    nonce: Vec<u8>,
    aad: Vec<u8>,
    payload: Vec<u8>,
    tag_length: u8,
    cut: u8,
    flipped: u16,
}

fuzz_target!(|input: Input| {
    check_gcm(&input);
    check_cmac(&input);
    check_key_wrap(&input);
    check_eax_prime(&input);
    check_ccm_star(&input);
    check_derivation(&input);
    check_drbg(&input);
});

const TAG_LENGTHS: [usize; 7] = [4, 8, 12, 13, 14, 15, 16];

fn check_gcm(input: &Input) {
    let mut tag = vec![0; TAG_LENGTHS[usize::from(input.tag_length) % 7]];
    let parameters = gcm::GcmParameters {
        nonce: input.nonce.as_ptr(),
        nonce_length: input.nonce.len(),
        aad: input.aad.as_ptr(),
        aad_length: input.aad.len(),
        tag: tag.as_mut_ptr(),
        tag_length: tag.len(),
    };
    let seal = |buffer: &mut Vec<u8>| {
        with_key!(
            input.key,
            gcm,
            amisec_aes128_gcm_seal,
            amisec_aes192_gcm_seal,
            amisec_aes256_gcm_seal,
            (&parameters, buffer.as_ptr(), buffer.len(), buffer.as_mut_ptr())
        )
    };
    let open = |buffer: &mut Vec<u8>| {
        with_key!(
            input.key,
            gcm,
            amisec_aes128_gcm_open,
            amisec_aes192_gcm_open,
            amisec_aes256_gcm_open,
            (&parameters, buffer.as_ptr(), buffer.len(), buffer.as_mut_ptr())
        )
    };
    let mut sealed = input.payload.clone();
    if input.nonce.is_empty() {
        assert_eq!(seal(&mut sealed), Status::BAD_LENGTH);
        return;
    }
    assert_eq!(seal(&mut sealed), Status::OK);
    // OpenSSL takes nonces of up to 128 bytes.
    if input.nonce.len() <= 128 {
        assert_eq!(openssl_gcm(input, tag.len()), (sealed.clone(), tag.clone()));
    }
    check_gcm_in_parts(input, &sealed, &tag);
    let mut opened = sealed.clone();
    assert_eq!(open(&mut opened), Status::OK);
    assert_eq!(opened, input.payload);
    let bit = usize::from(input.flipped) % (8 * (sealed.len() + tag.len()));
    if let Some(byte) = sealed.get_mut(bit / 8) {
        *byte ^= 1 << (bit % 8);
    } else {
        tag[bit / 8 - input.payload.len()] ^= 1 << (bit % 8);
    }
    assert_eq!(open(&mut sealed), Status::NOT_AUTHENTIC);
    assert!(sealed.iter().all(|byte| *byte == 0));
}

fn check_gcm_in_parts(input: &Input, sealed: &[u8], tag: &[u8]) {
    macro_rules! parts {
        ($bytes:expr, $set:ident, $start:ident, $update:ident) => {{
            let (mut key, mut context) = (blank(), blank());
            let mut output = sealed.to_vec();
            // SAFETY: the objects and buffers are what the header asks for.
            unsafe {
                assert_eq!(amisec::ffi::aes::$set(&mut key, $bytes.as_ptr()), Status::OK);
                let nonce = &input.nonce;
                assert_eq!(gcm_stream::$start(&mut context, &key, nonce.as_ptr(), nonce.len()), Status::OK);
                for part in input.aad.chunks(usize::from(input.cut) + 1) {
                    assert_eq!(
                        gcm_stream::amisec_gcm_aad(&mut context, part.as_ptr(), part.len()),
                        Status::OK
                    );
                }
                for part in output.chunks_mut(usize::from(input.cut) + 1) {
                    let start = part.as_mut_ptr();
                    assert_eq!(gcm_stream::$update(&mut context, &key, start, part.len(), start), Status::OK);
                }
                let verdict = gcm_stream::amisec_gcm_finish_verify(&mut context, tag.as_ptr(), tag.len());
                assert_eq!(verdict, Status::OK);
            }
            assert_eq!(output, input.payload);
        }};
    }
    match input.key {
        Key::Aes128(bytes) => parts!(
            bytes,
            amisec_aes128_set_key,
            amisec_aes128_gcm_start,
            amisec_aes128_gcm_decrypt_unverified_update
        ),
        Key::Aes192(bytes) => parts!(
            bytes,
            amisec_aes192_set_key,
            amisec_aes192_gcm_start,
            amisec_aes192_gcm_decrypt_unverified_update
        ),
        Key::Aes256(bytes) => parts!(
            bytes,
            amisec_aes256_set_key,
            amisec_aes256_gcm_start,
            amisec_aes256_gcm_decrypt_unverified_update
        ),
    }
}

fn openssl_gcm(input: &Input, tag_length: usize) -> (Vec<u8>, Vec<u8>) {
    let mut context = CipherCtx::new().expect("memory");
    let mut seal = || {
        context.encrypt_init(Some(input.key.cipher("gcm")), None, None)?;
        context.set_iv_length(input.nonce.len())?;
        context.encrypt_init(None, Some(input.key.bytes()), Some(&input.nonce))?;
        context.cipher_update(&input.aad, None)?;
        let mut sealed = Vec::new();
        context.cipher_update_vec(&input.payload, &mut sealed)?;
        context.cipher_final_vec(&mut sealed)?;
        let mut tag = vec![0; tag_length];
        context.tag(&mut tag)?;
        Ok::<_, openssl::error::ErrorStack>((sealed, tag))
    };
    seal().expect("OpenSSL seals")
}

/// The oracle is the standard on numbers; OpenSSL's CMAC is met in `ffi-tests/c/openssl_modes.c`.
fn check_cmac(input: &Input) {
    let mut tag = [0; 16];
    let status = with_key!(
        input.key,
        cmac,
        amisec_aes128_cmac,
        amisec_aes192_cmac,
        amisec_aes256_cmac,
        (input.payload.as_ptr(), input.payload.len(), tag.as_mut_ptr())
    );
    assert_eq!(status, Status::OK);
    assert_eq!(tag, reference_cmac(input, &input.payload));
    let length = pick(input.tag_length, 8, 16, 1);
    let verify = |tag: &[u8]| {
        with_key!(
            input.key,
            cmac,
            amisec_aes128_cmac_verify,
            amisec_aes192_cmac_verify,
            amisec_aes256_cmac_verify,
            (input.payload.as_ptr(), input.payload.len(), tag.as_ptr(), tag.len())
        )
    };
    assert_eq!(verify(&tag[..length]), Status::OK);
    tag[usize::from(input.flipped) % length] ^= 0x10;
    assert_eq!(verify(&tag[..length]), Status::NOT_AUTHENTIC);
}

fn encrypt_block(key: &Key, block: &mut [u8; 16]) {
    let cipher = match key {
        Key::Aes128(_) => Cipher::aes_128_ecb(),
        Key::Aes192(_) => Cipher::aes_192_ecb(),
        Key::Aes256(_) => Cipher::aes_256_ecb(),
    };
    let mut crypter = Crypter::new(cipher, Mode::Encrypt, key.bytes(), None).expect("a key");
    crypter.pad(false);
    let mut output = [0; 32];
    crypter.update(&block[..], &mut output).expect("OpenSSL encrypts");
    block.copy_from_slice(&output[..16]);
}

/// SP 800-38B on numbers of 128 bits.
fn reference_cmac(input: &Input, message: &[u8]) -> [u8; 16] {
    let encrypt = |number: u128| {
        let mut block = number.to_be_bytes();
        encrypt_block(&input.key, &mut block);
        u128::from_be_bytes(block)
    };
    let double = |number: u128| number << 1 ^ if number >> 127 == 1 { 0x87 } else { 0 };
    let first = double(encrypt(0));
    let mut blocks: Vec<&[u8]> = message.chunks(16).collect();
    let last = blocks.pop().unwrap_or_default();
    let mut sum = 0;
    for block in blocks {
        sum = encrypt(sum ^ u128::from_be_bytes(block.try_into().expect("a whole block")));
    }
    let mut padded = [0; 16];
    padded[..last.len()].copy_from_slice(last);
    let mut mask = first;
    if let Some(next) = padded.get_mut(last.len()) {
        *next = 0x80;
        mask = double(first);
    }
    encrypt(sum ^ u128::from_be_bytes(padded) ^ mask).to_be_bytes()
}

fn check_key_wrap(input: &Input) {
    let plain = &input.payload[..input.payload.len() / 8 * 8];
    let mut wrapped = vec![0; plain.len() + 8];
    let status = with_key!(
        input.key,
        key_wrap,
        amisec_aes128_key_wrap,
        amisec_aes192_key_wrap,
        amisec_aes256_key_wrap,
        (plain.as_ptr(), plain.len(), wrapped.as_mut_ptr())
    );
    if plain.len() < 16 {
        assert_eq!(status, Status::BAD_LENGTH);
        return;
    }
    assert_eq!(status, Status::OK);
    let mut theirs = vec![0; plain.len() + 8];
    let key = openssl::aes::AesKey::new_encrypt(input.key.bytes()).expect("a key of AES");
    openssl::aes::wrap_key(&key, None, &mut theirs, plain).expect("OpenSSL wraps");
    assert_eq!(wrapped, theirs);
    let unwrap = |wrapped: &[u8], output: &mut Vec<u8>| {
        with_key!(
            input.key,
            key_wrap,
            amisec_aes128_key_unwrap,
            amisec_aes192_key_unwrap,
            amisec_aes256_key_unwrap,
            (wrapped.as_ptr(), wrapped.len(), output.as_mut_ptr())
        )
    };
    let mut output = vec![0xA5; plain.len()];
    assert_eq!(unwrap(&wrapped, &mut output), Status::OK);
    assert_eq!(output, plain);
    let bit = usize::from(input.flipped) % (8 * wrapped.len());
    wrapped[bit / 8] ^= 1 << (bit % 8);
    assert_eq!(unwrap(&wrapped, &mut output), Status::NOT_AUTHENTIC);
    assert!(output.iter().all(|byte| *byte == 0));
}

fn key_128(input: &Input) -> amisec::ffi::aes::Aes128Key {
    let mut key = blank();
    // SAFETY: the object and the first 16 bytes of the key are what the header asks for.
    let status = unsafe { amisec::ffi::aes::amisec_aes128_set_key(&mut key, input.key.bytes().as_ptr()) };
    assert_eq!(status, Status::OK);
    key
}

/// What was sealed opens, a flipped bit does not, and short cleartexts are refused both ways.
fn check_eax_prime(input: &Input) {
    let (key, clear) = (key_128(input), &input.aad);
    let (mut tag, mut buffer) = ([0; 4], input.payload.clone());
    let start = buffer.as_mut_ptr();
    let open = |buffer: &mut Vec<u8>, tag: &[u8; 4]| {
        let start = buffer.as_mut_ptr();
        // SAFETY: the objects and buffers are what the header asks for.
        unsafe {
            eax_prime::amisec_aes128_eax_prime_open(
                &key,
                clear.as_ptr(),
                clear.len(),
                tag.as_ptr(),
                start,
                buffer.len(),
                start,
            )
        }
    };
    // SAFETY: as above.
    let status = unsafe {
        eax_prime::amisec_aes128_eax_prime_seal(
            &key,
            clear.as_ptr(),
            clear.len(),
            start,
            buffer.len(),
            start,
            tag.as_mut_ptr(),
        )
    };
    if clear.len() <= 16 {
        assert_eq!(status, Status::BAD_LENGTH);
        assert_eq!(open(&mut buffer, &tag), Status::BAD_LENGTH);
        assert_eq!(buffer, input.payload);
        return;
    }
    assert_eq!(status, Status::OK);
    let sealed = buffer.clone();
    assert_eq!(open(&mut buffer, &tag), Status::OK);
    assert_eq!(buffer, input.payload);
    let mut forged = sealed;
    tag[usize::from(input.flipped) / 8 % 4] ^= 1 << (input.flipped % 8);
    assert_eq!(open(&mut forged, &tag), Status::NOT_AUTHENTIC);
    assert!(forged.iter().all(|byte| *byte == 0));
}

/// Whatever level, counter and lengths come: seal and open agree on what they take.
fn check_ccm_star(input: &Input) {
    let (key, mut mic) = (key_128(input), [0; 16]);
    let source = [input.cut; 8];
    let level = u32::from(input.tag_length % 9);
    let encrypts = (5..=7).contains(&level);
    let mut buffer = if encrypts { input.payload.clone() } else { Vec::new() };
    let parameters = ccm_star::CcmStarParameters {
        source: source.as_ptr(),
        aad: input.aad.as_ptr(),
        aad_length: input.aad.len(),
        mic: mic.as_mut_ptr(),
        frame_counter: u32::from(input.flipped) << 16 | u32::from(input.flipped),
        level,
    };
    let start = buffer.as_mut_ptr();
    // SAFETY: the objects and buffers are what the header asks for.
    let (sealed, opened) = unsafe {
        (
            ccm_star::amisec_aes128_ccm_star_seal(&key, &parameters, start, buffer.len(), start),
            ccm_star::amisec_aes128_ccm_star_open(&key, &parameters, start, buffer.len(), start),
        )
    };
    assert_eq!(sealed, opened);
    let expected = match level {
        0 | 4 | 8 => Status::BAD_ARGUMENT,
        _ if input.flipped == u16::MAX => Status::COUNTER_EXHAUSTED,
        _ => Status::OK,
    };
    assert_eq!(sealed, expected);
    if expected == Status::OK && encrypts {
        assert_eq!(buffer, input.payload);
    }
}

fn check_derivation(input: &Input) {
    let mut ours = vec![0; pick(input.cut, 1, 256, 1)];
    let (salt, secret, info) = (&input.nonce, &input.payload, &input.aad);
    // SAFETY: the buffers are what the header asks for.
    let status = unsafe {
        hkdf::amisec_hkdf_sha256(
            salt.as_ptr(),
            salt.len(),
            secret.as_ptr(),
            secret.len(),
            info.as_ptr(),
            info.len(),
            ours.as_mut_ptr(),
            ours.len(),
        )
    };
    assert_eq!(status, Status::OK);
    if !secret.is_empty() {
        let mut context = PkeyCtx::new_id(Id::HKDF).expect("OpenSSL has HKDF");
        let mut theirs = vec![0; ours.len()];
        let mut derive = || {
            context.derive_init()?;
            context.set_hkdf_mode(HkdfMode::EXTRACT_THEN_EXPAND)?;
            context.set_hkdf_md(Md::sha256())?;
            context.set_hkdf_salt(salt)?;
            context.set_hkdf_key(secret)?;
            context.add_hkdf_info(info)?;
            context.derive(Some(&mut theirs))
        };
        derive().expect("OpenSSL derives");
        assert_eq!(ours, theirs);
    }

    // SAFETY: as above.
    let status = unsafe {
        kdf::amisec_kdf_one_step_sha256(
            secret.as_ptr(),
            secret.len(),
            info.as_ptr(),
            info.len(),
            ours.as_mut_ptr(),
            ours.len(),
        )
    };
    assert_eq!(status, Status::OK);
    for (counter, part) in (1_u32..).zip(ours.chunks(32)) {
        let mut message = counter.to_be_bytes().to_vec();
        message.extend(secret);
        message.extend(info);
        assert_eq!(part, &openssl::sha::sha256(&message)[..part.len()]);
    }

    let status = with_key!(
        input.key,
        kdf,
        amisec_kdf_counter_aes128_cmac,
        amisec_kdf_counter_aes192_cmac,
        amisec_kdf_counter_aes256_cmac,
        (info.as_ptr(), info.len(), ours.as_mut_ptr(), ours.len())
    );
    assert_eq!(status, Status::OK);
    for (counter, part) in (1_u32..).zip(ours.chunks(16)) {
        let message = [&counter.to_be_bytes()[..], info].concat();
        assert_eq!(part, &reference_cmac(input, &message)[..part.len()]);
    }
}

/// Noise that repeats what the fuzzer chose: either it passes the tests and there are bytes, or it does not and
/// there is no generator.
fn check_drbg(input: &Input) {
    unsafe extern "C" fn noise(context: *mut c_void, output: *mut u8, length: usize) -> Status {
        // SAFETY: the context is the pair below, and the output has this length.
        let (noise, position) = unsafe { &mut *context.cast::<(Vec<u8>, usize)>() };
        for offset in 0..length {
            let byte = noise.get(*position % noise.len().max(1)).copied().unwrap_or(0);
            // SAFETY: as above.
            unsafe { output.add(offset).write(byte ^ (*position * 167 >> 3) as u8) };
            *position += 1;
        }
        Status::OK
    }
    let mut state = (input.payload.clone(), 0_usize);
    let mut generator: drbg::DrbgState = blank();
    let mut output = [0; 40];
    let context = std::ptr::from_mut(&mut state).cast();
    // SAFETY: the objects and buffers are what the header asks for.
    unsafe {
        let status = drbg::amisec_drbg_instantiate(
            &mut generator,
            Some(noise),
            context,
            input.tag_length % 8 + 1,
            input.aad.as_ptr(),
            input.aad.len(),
        );
        let drawn = drbg::amisec_drbg_generate(
            std::ptr::from_mut(&mut generator).cast(),
            output.as_mut_ptr(),
            output.len(),
        );
        if status == Status::OK {
            assert_eq!(drawn, Status::OK);
            assert_ne!(output, [0; 40]);
        } else {
            assert_eq!((status, drawn), (Status::RANDOM_FAILED, Status::BAD_STATE));
            assert_eq!(output, [0; 40]);
        }
    }
}
