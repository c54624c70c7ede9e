//! CCM seals as OpenSSL does, for every nonce and tag length, and opens what it sealed.
#![no_main]

use amisec::status::Status;
use amisec_fuzz::{Key, ccm_open, ccm_seal, pick};
use libfuzzer_sys::fuzz_target;
use openssl::cipher_ctx::CipherCtx;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Key,
    nonce: [u8; 13],
    nonce_length: u8,
    tag_length: u8,
    aad: Vec<u8>,
    payload: Vec<u8>,
}

fuzz_target!(|input: Input| {
    let nonce = &input.nonce[..pick(input.nonce_length, 7, 13, 1)];
    let mut tag = vec![0; pick(input.tag_length, 4, 16, 2)];
    let (status, sealed) = ccm_seal(&input.key, nonce, &input.aad, &input.payload, &mut tag);
    assert_eq!(status, Status::OK);
    assert_eq!(openssl_seal(&input, nonce, tag.len()), (sealed.clone(), tag.clone()));
    assert_eq!(ccm_open(&input.key, nonce, &input.aad, &sealed, &tag), (Status::OK, input.payload));
});

fn openssl_seal(input: &Input, nonce: &[u8], tag_length: usize) -> (Vec<u8>, Vec<u8>) {
    let mut context = CipherCtx::new().expect("memory");
    let mut seal = || {
        context.encrypt_init(Some(input.key.cipher("ccm")), None, None)?;
        context.set_iv_length(nonce.len())?;
        context.set_tag_length(tag_length)?;
        context.encrypt_init(None, Some(input.key.bytes()), Some(nonce))?;
        context.set_data_len(input.payload.len())?;
        if !input.aad.is_empty() {
            context.cipher_update(&input.aad, None)?;
        }
        let mut sealed = vec![0; input.payload.len() + 16];
        let written = context.cipher_update(&input.payload, Some(&mut sealed))?;
        sealed.truncate(written);
        context.cipher_final_vec(&mut Vec::new())?;
        let mut tag = vec![0; tag_length];
        context.tag(&mut tag)?;
        Ok::<_, openssl::error::ErrorStack>((sealed, tag))
    };
    seal().expect("OpenSSL seals")
}
