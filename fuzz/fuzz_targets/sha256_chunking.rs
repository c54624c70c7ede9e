//! SHA-256 in any chunks is SHA-256 in one piece is OpenSSL's.
#![no_main]

use amisec::ffi::sha256::*;
use amisec::status::Status;
use amisec_fuzz::blank;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|chunks: Vec<Vec<u8>>| {
    let message = chunks.concat();
    let (mut whole, mut chunked) = ([0; 32], [0; 32]);
    let mut context = blank();
    // SAFETY: the objects and buffers are what the header asks for.
    unsafe {
        assert_eq!(amisec_sha256(message.as_ptr(), message.len(), whole.as_mut_ptr()), Status::OK);
        assert_eq!(amisec_sha256_init(&mut context), Status::OK);
        for chunk in &chunks {
            assert_eq!(amisec_sha256_update(&mut context, chunk.as_ptr(), chunk.len()), Status::OK);
        }
        assert_eq!(amisec_sha256_finish(&mut context, chunked.as_mut_ptr()), Status::OK);
    }
    assert_eq!(whole, chunked);
    assert_eq!(openssl::sha::sha256(&message), whole);
});
