//! HMAC in any chunks is HMAC in one piece is OpenSSL's, and verifies exactly its own prefixes.
#![no_main]

use amisec::ffi::{hmac_sha256::*, hmac_sha384::*};
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

/// One hash's functions.
macro_rules! check {
    ($input:expr, $length:literal, $openssl:ident, $whole:ident, $verify:ident, $init:ident, $update:ident, $finish:ident, $finish_verify:ident) => {{
        let message = $input.chunks.concat();
        let mut whole = [0; $length];
        let mut chunked = [0; $length];
        let mut context = blank();
        let (key, key_length) = ($input.key.as_ptr(), $input.key.len());
        // SAFETY: the objects and buffers are what the header asks for.
        unsafe {
            assert_eq!(
                $whole(key, key_length, message.as_ptr(), message.len(), whole.as_mut_ptr()),
                Status::OK
            );
            assert_eq!($init(&mut context, key, key_length), Status::OK);
            for chunk in &$input.chunks {
                assert_eq!($update(&mut context, chunk.as_ptr(), chunk.len()), Status::OK);
            }
            assert_eq!($finish(&mut context, chunked.as_mut_ptr()), Status::OK);
        }
        assert_eq!(whole, chunked);
        // OpenSSL refuses an empty key; padded to a block it is the key of one zero byte.
        let other_key = if $input.key.is_empty() { &[0][..] } else { &$input.key };
        let pkey = PKey::hmac(other_key).expect("OpenSSL takes any other key");
        let mut signer = Signer::new(MessageDigest::$openssl(), &pkey).expect("OpenSSL has HMAC");
        assert_eq!(signer.sign_oneshot_to_vec(&message).expect("OpenSSL computes"), whole);

        let length = usize::from($input.tag_length) % ($length + 8);
        let mut tag = whole.to_vec();
        tag.resize(length, 0);
        // SAFETY: as above.
        let verify = |tag: &[u8]| unsafe {
            $verify(key, key_length, message.as_ptr(), message.len(), tag.as_ptr(), tag.len())
        };
        let good = ($length / 2..=$length).contains(&length);
        assert_eq!(verify(&tag), if good { Status::OK } else { Status::BAD_LENGTH });
        let mut context = blank();
        // SAFETY: as above.
        let verdict = unsafe {
            assert_eq!($init(&mut context, key, key_length), Status::OK);
            for chunk in &$input.chunks {
                assert_eq!($update(&mut context, chunk.as_ptr(), chunk.len()), Status::OK);
            }
            $finish_verify(&mut context, tag.as_ptr(), tag.len())
        };
        assert_eq!(verdict, verify(&tag));
        if good {
            tag[usize::from($input.flipped) / 8 % length] ^= 1 << ($input.flipped % 8);
            assert_eq!(verify(&tag), Status::NOT_AUTHENTIC);
        }
    }};
}

fuzz_target!(|input: Input| {
    check!(
        input,
        32,
        sha256,
        amisec_hmac_sha256,
        amisec_hmac_sha256_verify,
        amisec_hmac_sha256_init,
        amisec_hmac_sha256_update,
        amisec_hmac_sha256_finish,
        amisec_hmac_sha256_finish_verify
    );
    check!(
        input,
        48,
        sha384,
        amisec_hmac_sha384,
        amisec_hmac_sha384_verify,
        amisec_hmac_sha384_init,
        amisec_hmac_sha384_update,
        amisec_hmac_sha384_finish,
        amisec_hmac_sha384_finish_verify
    );
});
