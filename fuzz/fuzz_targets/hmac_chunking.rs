//! HMAC in any chunks is HMAC in one piece is OpenSSL's, and verifies exactly its own prefixes.
#![no_main]

use amisec::ffi::hmac_sha256::*;
use amisec::status::Status;
use amisec_fuzz::blank;
use libfuzzer_sys::fuzz_target;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Vec<u8>,
    chunks: Vec<Vec<u8>>,
    tag_length: u8,
    flipped: u8,
}

fuzz_target!(|input: Input| {
    let message = input.chunks.concat();
    let mut whole = [0; 32];
    let mut chunked = [0; 32];
    let mut context = blank();
    let (key, key_length) = (input.key.as_ptr(), input.key.len());
    // SAFETY: the objects and buffers are what the header asks for.
    unsafe {
        assert_eq!(
            amisec_hmac_sha256(key, key_length, message.as_ptr(), message.len(), whole.as_mut_ptr()),
            Status::OK
        );
        assert_eq!(amisec_hmac_sha256_init(&mut context, key, key_length), Status::OK);
        for chunk in &input.chunks {
            assert_eq!(amisec_hmac_sha256_update(&mut context, chunk.as_ptr(), chunk.len()), Status::OK);
        }
        assert_eq!(amisec_hmac_sha256_finish(&mut context, chunked.as_mut_ptr()), Status::OK);
    }
    assert_eq!(whole, chunked);
    // OpenSSL refuses an empty key; padded to a block it is the key of one zero byte.
    let other_key = if input.key.is_empty() { &[0][..] } else { &input.key };
    let pkey = PKey::hmac(other_key).expect("OpenSSL takes any other key");
    let mut signer = Signer::new(MessageDigest::sha256(), &pkey).expect("OpenSSL has HMAC");
    assert_eq!(signer.sign_oneshot_to_vec(&message).expect("OpenSSL computes"), whole);

    let length = usize::from(input.tag_length) % 40;
    let mut tag = whole.to_vec();
    tag.resize(length, 0);
    // SAFETY: as above.
    let verify = |tag: &[u8]| unsafe {
        amisec_hmac_sha256_verify(key, key_length, message.as_ptr(), message.len(), tag.as_ptr(), tag.len())
    };
    let good = (16..=32).contains(&length);
    assert_eq!(verify(&tag), if good { Status::OK } else { Status::BAD_LENGTH });
    if good {
        tag[usize::from(input.flipped) / 8 % length] ^= 1 << (input.flipped % 8);
        assert_eq!(verify(&tag), Status::NOT_AUTHENTIC);
    }
});
