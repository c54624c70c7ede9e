//! CCM seals as OpenSSL does, for every nonce and tag length, and opens what it sealed.
#![no_main]

use amisec::status::Status;
use amisec_fuzz::{Key, ccm_open, ccm_seal, oracle, pick};
use libfuzzer_sys::fuzz_target;

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
    assert_eq!(
        oracle::seal(
            input.key.cipher("ccm"),
            input.key.bytes(),
            nonce,
            &input.aad,
            &input.payload,
            tag.len()
        ),
        (sealed.clone(), tag.clone())
    );
    assert_eq!(ccm_open(&input.key, nonce, &input.aad, &sealed, &tag), (Status::OK, input.payload));
});
