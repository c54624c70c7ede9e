//! SHA-256, SHA-384 and SHA-512 in any chunks are the same in one piece and OpenSSL's.
#![no_main]

use amisec::ffi::{sha256::*, sha384::*, sha512::*};
use amisec::status::Status;
use amisec_fuzz::blank;
use libfuzzer_sys::fuzz_target;

/// The digest in one piece, which the digest in chunks equals.
macro_rules! digest {
    ($chunks:expr, $message:expr, $length:literal, $whole:ident, $init:ident, $update:ident, $finish:ident) => {{
        let (mut whole, mut chunked) = ([0; $length], [0; $length]);
        let mut context = blank();
        // SAFETY: the objects and buffers are what the header asks for.
        unsafe {
            assert_eq!($whole($message.as_ptr(), $message.len(), whole.as_mut_ptr()), Status::OK);
            assert_eq!($init(&mut context), Status::OK);
            for chunk in $chunks {
                assert_eq!($update(&mut context, chunk.as_ptr(), chunk.len()), Status::OK);
            }
            assert_eq!($finish(&mut context, chunked.as_mut_ptr()), Status::OK);
        }
        assert_eq!(whole, chunked);
        whole
    }};
}

fuzz_target!(|chunks: Vec<Vec<u8>>| {
    let message = chunks.concat();
    let sha256 = digest!(
        &chunks,
        message,
        32,
        amisec_sha256,
        amisec_sha256_init,
        amisec_sha256_update,
        amisec_sha256_finish
    );
    assert_eq!(openssl::sha::sha256(&message), sha256);
    let sha384 = digest!(
        &chunks,
        message,
        48,
        amisec_sha384,
        amisec_sha384_init,
        amisec_sha384_update,
        amisec_sha384_finish
    );
    assert_eq!(openssl::sha::sha384(&message), sha384);
    let sha512 = digest!(
        &chunks,
        message,
        64,
        amisec_sha512,
        amisec_sha512_init,
        amisec_sha512_update,
        amisec_sha512_finish
    );
    assert_eq!(openssl::sha::sha512(&message), sha512);
});
