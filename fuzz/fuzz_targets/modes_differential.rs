//! Blocks, GCM, CMAC, key wrap, EAX' and CCM*: the oracle gives the same; parts are the whole; a flipped bit is refused
//! and leaves zeros.
#![no_main]

use amisec::ffi::{ccm_star, cmac, eax_prime, gcm, gcm_stream};
use amisec::status::Status;
use amisec_fuzz::{Key, aes128, blank, oracle, pick, with_key};
use libfuzzer_sys::fuzz_target;
use openssl::cipher::Cipher;

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
    check_blocks(&input);
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
        let (cipher, key) = (input.key.cipher("gcm"), input.key.bytes());
        let theirs = oracle::seal(cipher, key, &input.nonce, &input.aad, &input.payload, tag.len());
        assert_eq!(theirs, (sealed.clone(), tag.clone()));
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
        ($bytes:expr, $set:ident, $start:ident, $encrypt:ident, $update:ident) => {{
            let (mut key, mut context) = (blank(), blank());
            let (nonce, mut encrypted, mut own_tag) = (&input.nonce, input.payload.clone(), tag.to_vec());
            let mut output = sealed.to_vec();
            // SAFETY: the objects and buffers are what the header asks for.
            unsafe {
                assert_eq!(amisec::ffi::aes::$set(&mut key, $bytes.as_ptr()), Status::OK);
                assert_eq!(gcm_stream::$start(&mut context, &key, nonce.as_ptr(), nonce.len()), Status::OK);
                let aad = &input.aad;
                assert_eq!(gcm_stream::amisec_gcm_aad(&mut context, aad.as_ptr(), aad.len()), Status::OK);
                for part in encrypted.chunks_mut(usize::from(input.cut) + 1) {
                    let start = part.as_mut_ptr();
                    assert_eq!(
                        gcm_stream::$encrypt(&mut context, &key, start, part.len(), start),
                        Status::OK
                    );
                }
                own_tag.fill(0xA5);
                let status = gcm_stream::amisec_gcm_finish(&mut context, own_tag.as_mut_ptr(), own_tag.len());
                assert_eq!((status, &own_tag[..], &encrypted[..]), (Status::OK, tag, sealed));
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
            amisec_aes128_gcm_encrypt_update,
            amisec_aes128_gcm_decrypt_unverified_update
        ),
        Key::Aes192(bytes) => parts!(
            bytes,
            amisec_aes192_set_key,
            amisec_aes192_gcm_start,
            amisec_aes192_gcm_encrypt_update,
            amisec_aes192_gcm_decrypt_unverified_update
        ),
        Key::Aes256(bytes) => parts!(
            bytes,
            amisec_aes256_set_key,
            amisec_aes256_gcm_start,
            amisec_aes256_gcm_encrypt_update,
            amisec_aes256_gcm_decrypt_unverified_update
        ),
    }
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
    assert_eq!(tag, oracle::cmac(input.key.bytes(), &input.payload));
    check_cmac_in_parts(input, &tag);
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

fn check_cmac_in_parts(input: &Input, tag: &[u8; 16]) {
    macro_rules! parts {
        ($bytes:expr, $set:ident, $update:ident, $finish:ident, $verify:ident) => {{
            let (mut key, mut context, mut other, mut made) = (blank(), blank(), blank(), [0xA5; 16]);
            // SAFETY: the objects and buffers are what the header asks for.
            unsafe {
                assert_eq!(amisec::ffi::aes::$set(&mut key, $bytes.as_ptr()), Status::OK);
                assert_eq!(cmac::amisec_cmac_init(&mut context), Status::OK);
                assert_eq!(cmac::amisec_cmac_init(&mut other), Status::OK);
                for part in input.payload.chunks(usize::from(input.cut) + 1) {
                    assert_eq!(cmac::$update(&mut context, &key, part.as_ptr(), part.len()), Status::OK);
                    assert_eq!(cmac::$update(&mut other, &key, part.as_ptr(), part.len()), Status::OK);
                }
                assert_eq!(cmac::$finish(&mut context, &key, made.as_mut_ptr()), Status::OK);
                assert_eq!(cmac::$verify(&mut other, &key, tag.as_ptr(), 16), Status::OK);
            }
            assert_eq!(&made, tag);
        }};
    }
    match input.key {
        Key::Aes128(bytes) => parts!(
            bytes,
            amisec_aes128_set_key,
            amisec_aes128_cmac_update,
            amisec_aes128_cmac_finish,
            amisec_aes128_cmac_finish_verify
        ),
        Key::Aes192(bytes) => parts!(
            bytes,
            amisec_aes192_set_key,
            amisec_aes192_cmac_update,
            amisec_aes192_cmac_finish,
            amisec_aes192_cmac_finish_verify
        ),
        Key::Aes256(bytes) => parts!(
            bytes,
            amisec_aes256_set_key,
            amisec_aes256_cmac_update,
            amisec_aes256_cmac_finish,
            amisec_aes256_cmac_finish_verify
        ),
    }
}

fn check_blocks(input: &Input) {
    let mut block = [input.cut; 16];
    block.iter_mut().zip(&input.payload).for_each(|(place, byte)| *place = *byte);
    let mut output = [0; 16];
    let (from, to) = (block.as_ptr(), output.as_mut_ptr());
    let status = with_key!(
        input.key,
        aes,
        amisec_aes128_encrypt_block,
        amisec_aes192_encrypt_block,
        amisec_aes256_encrypt_block,
        (from, to)
    );
    assert_eq!((status, output), (Status::OK, oracle::encrypt_block(input.key.bytes(), block)));
    let status = with_key!(
        input.key,
        aes,
        amisec_aes128_decrypt_block,
        amisec_aes192_decrypt_block,
        amisec_aes256_decrypt_block,
        (from, to)
    );
    assert_eq!((status, output), (Status::OK, oracle::decrypt_block(input.key.bytes(), block)));
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

/// The first 16 bytes of the key.
fn short_key(input: &Input) -> [u8; 16] {
    input.key.bytes()[..16].try_into().expect("16 bytes")
}

/// What was sealed opens, a flipped bit does not, and short cleartexts are refused both ways.
fn check_eax_prime(input: &Input) {
    let (key, clear) = (aes128(&short_key(input)), &input.aad);
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
    assert_eq!(oracle::eax_prime_seal(&short_key(input), clear, &input.payload), (sealed.clone(), tag));
    assert_eq!(open(&mut buffer, &tag), Status::OK);
    assert_eq!(buffer, input.payload);
    let mut forged = sealed;
    tag[usize::from(input.flipped) / 8 % 4] ^= 1 << (input.flipped % 8);
    assert_eq!(open(&mut forged, &tag), Status::NOT_AUTHENTIC);
    assert!(forged.iter().all(|byte| *byte == 0));
}

/// Whatever level, counter and lengths come: seal and open agree on what they take.
fn check_ccm_star(input: &Input) {
    let (key, mut mic) = (aes128(&short_key(input)), [0; 16]);
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
    let sealed =
        unsafe { ccm_star::amisec_aes128_ccm_star_seal(&key, &parameters, start, buffer.len(), start) };
    if sealed == Status::OK {
        let nonce = [&source[..], &parameters.frame_counter.to_be_bytes(), &[level as u8]].concat();
        let payload = if encrypts { &input.payload[..] } else { &[] };
        let length = [4, 8, 16][(level as usize - 1) % 4];
        let theirs =
            oracle::seal(Cipher::aes_128_ccm(), &short_key(input), &nonce, &input.aad, payload, length);
        assert_eq!(theirs, (buffer.clone(), mic[..length].to_vec()));
    }
    // SAFETY: as above.
    let opened =
        unsafe { ccm_star::amisec_aes128_ccm_star_open(&key, &parameters, start, buffer.len(), start) };
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
