//! HKDF, the KDFs and the generator give what OpenSSL gives, or what their standards make of its HMAC and SHA-256.
#![no_main]

use amisec::ffi::{drbg, hkdf, kdf};
use amisec::status::Status;
use amisec_fuzz::{Key, blank, oracle, pick, with_key};
use libfuzzer_sys::fuzz_target;
use openssl::md::Md;
use openssl::pkey::Id;
use openssl::pkey_ctx::{HkdfMode, PkeyCtx};
use std::ffi::c_void;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Key,
    nonce: Vec<u8>,
    aad: Vec<u8>,
    payload: Vec<u8>,
    tag_length: u8,
    cut: u8,
}

fuzz_target!(|input: Input| {
    check_derivation(&input);
    check_hkdf_in_two(&input);
    check_drbg(&input);
});

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

    // SAFETY: as above.
    let status = unsafe {
        kdf::amisec_kdf_one_step_sha384(
            secret.as_ptr(),
            secret.len(),
            info.as_ptr(),
            info.len(),
            ours.as_mut_ptr(),
            ours.len(),
        )
    };
    assert_eq!(status, Status::OK);
    for (counter, part) in (1_u32..).zip(ours.chunks(48)) {
        let mut message = counter.to_be_bytes().to_vec();
        message.extend(secret);
        message.extend(info);
        assert_eq!(part, &openssl::sha::sha384(&message)[..part.len()]);
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
        assert_eq!(part, &oracle::cmac(input.key.bytes(), &message)[..part.len()]);
    }

    // SAFETY: as above.
    let status = unsafe {
        let (length, output) = (ours.len(), ours.as_mut_ptr());
        kdf::amisec_kdf_counter_hmac_sha256(
            secret.as_ptr(),
            secret.len(),
            info.as_ptr(),
            info.len(),
            output,
            length,
        )
    };
    assert_eq!(status, Status::OK);
    for (counter, part) in (1_u32..).zip(ours.chunks(32)) {
        let message = [&counter.to_be_bytes()[..], info].concat();
        assert_eq!(part, &oracle::hmac_sha256(secret, &message)[..part.len()]);
    }
}

/// RFC 5869: extracting is HMAC under the salt, expanding a chain of HMACs under what it gave.
fn check_hkdf_in_two(input: &Input) {
    let (salt, secret, info) = (&input.nonce, &input.payload, &input.aad);
    let (mut extracted, mut ours) = ([0; 32], vec![0; pick(input.cut, 1, 256, 1)]);
    // SAFETY: the buffers are what the header asks for.
    let statuses = unsafe {
        let place = extracted.as_mut_ptr();
        [
            hkdf::amisec_hkdf_sha256_extract(salt.as_ptr(), salt.len(), secret.as_ptr(), secret.len(), place),
            hkdf::amisec_hkdf_sha256_expand(
                place,
                32,
                info.as_ptr(),
                info.len(),
                ours.as_mut_ptr(),
                ours.len(),
            ),
        ]
    };
    assert_eq!(statuses, [Status::OK; 2]);
    assert_eq!(extracted, oracle::hmac_sha256(salt, secret));
    let mut last = Vec::new();
    for (counter, part) in (1_u8..).zip(ours.chunks(32)) {
        last = oracle::hmac_sha256(&extracted, &[&last[..], info, &[counter]].concat()).to_vec();
        assert_eq!(part, &last[..part.len()]);
    }
}

/// Noise that the fuzzer chose, repeated; it records what it gave.
struct Noise {
    bytes: Vec<u8>,
    given: Vec<u8>,
}

unsafe extern "C" fn noise(context: *mut c_void, output: *mut u8, length: usize) -> Status {
    // SAFETY: the context is the noise, and the output has this length.
    let noise = unsafe { &mut *context.cast::<Noise>() };
    for offset in 0..length {
        let position = noise.given.len();
        let chosen = noise.bytes.get(position % noise.bytes.len().max(1)).copied().unwrap_or(0);
        let byte = chosen ^ (position * 167 >> 3) as u8;
        noise.given.push(byte);
        // SAFETY: as above.
        unsafe { output.add(offset).write(byte) };
    }
    Status::OK
}

/// HMAC_DRBG of SP 800-90A, 10.1.2.
struct Reference {
    key: [u8; 32],
    value: [u8; 32],
}

impl Reference {
    fn update(&mut self, data: &[u8]) {
        for marker in 0..if data.is_empty() { 1 } else { 2 } {
            self.key = oracle::hmac_sha256(&self.key, &[&self.value[..], &[marker], data].concat());
            self.value = oracle::hmac_sha256(&self.key, &self.value);
        }
    }

    fn generate(&mut self, length: usize) -> Vec<u8> {
        let mut output = Vec::new();
        while output.len() < length {
            self.value = oracle::hmac_sha256(&self.key, &self.value);
            output.extend(self.value);
        }
        output.truncate(length);
        self.update(&[]);
        output
    }
}

/// Either the noise passes its tests, and the bytes are those of the standard from the digests of the noise behind the
/// start-up test, or it does not, and there is no generator.
fn check_drbg(input: &Input) {
    let mut source = Noise { bytes: input.payload.clone(), given: Vec::new() };
    let (context, personalization) = ((&raw mut source).cast::<c_void>(), &input.aad);
    let mut generator: drbg::DrbgState = blank();
    let state = (&raw mut generator).cast();
    let (bits, mut output) = (input.tag_length % 8 + 1, [0; 40]);
    // SAFETY: the objects and buffers are what the header asks for.
    let status = unsafe {
        let (text, length) = (personalization.as_ptr(), personalization.len());
        drbg::amisec_drbg_instantiate(&mut generator, Some(noise), context, bits, text, length)
    };
    let mut generate = || {
        // SAFETY: as above.
        let status = unsafe { drbg::amisec_drbg_generate(state, output.as_mut_ptr(), output.len()) };
        (status, output.to_vec())
    };
    if status != Status::OK {
        assert_eq!(status, Status::RANDOM_FAILED);
        assert_eq!(generate(), (Status::BAD_STATE, vec![0; 40]));
        return;
    }
    // Blocks of 32 bytes until they hold 320 bits.
    let seed_length = 320_usize.div_ceil(32 * usize::from(bits)) * 32;
    let digest =
        |position: usize, given: &[u8]| openssl::sha::sha256(&given[position..position + seed_length]);
    let (entropy, nonce) = (digest(1024, &source.given), digest(1024 + seed_length, &source.given));
    let mut reference = Reference { key: [0; 32], value: [1; 32] };
    reference.update(&[&entropy[..], &nonce, personalization].concat());
    assert_eq!(generate(), (Status::OK, reference.generate(40)));
    assert_eq!(generate(), (Status::OK, reference.generate(40)));

    let (before, additional) = (source.given.len(), &input.nonce);
    // SAFETY: as above.
    let status = unsafe {
        let (text, length) = (additional.as_ptr(), additional.len());
        drbg::amisec_drbg_reseed(state.cast(), Some(noise), context, text, length)
    };
    if status == Status::OK {
        reference.update(&[&digest(before, &source.given)[..], additional].concat());
        assert_eq!(generate(), (Status::OK, reference.generate(40)));
    } else {
        assert_eq!((status, generate().0), (Status::RANDOM_FAILED, Status::BAD_STATE));
    }
    // SAFETY: as above.
    let status = unsafe { drbg::amisec_drbg_uninstantiate(state.cast()) };
    assert!(status == Status::OK || status == Status::BAD_STATE);
    assert_eq!(generate().0, Status::BAD_STATE);
}
