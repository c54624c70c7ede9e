//! An encoded public key is accepted exactly if OpenSSL finds a point in it, and comes out the same
//! in all three forms.
#![no_main]

use amisec::ffi::p256::*;
use amisec::status::Status;
use amisec_fuzz::{blank, openssl_point};
use libfuzzer_sys::fuzz_target;

#[derive(arbitrary::Arbitrary, Debug)]
enum Input {
    Raw([u8; 64]),
    Uncompressed([u8; 65]),
    Compressed([u8; 33]),
    /// A point near a known one: random coordinates hardly ever lie on the curve.
    Mutated {
        scalar: [u8; 32],
        position: u8,
        mask: u8,
    },
}

fuzz_target!(|input: Input| {
    let mut key = blank();
    // SAFETY: the objects and buffers are what the header asks for.
    let (status, expected) = unsafe {
        match &input {
            Input::Raw(bytes) => (
                amisec_p256_public_key_from_raw(&mut key, bytes.as_ptr()),
                openssl_point(&[&[4], &bytes[..]].concat()),
            ),
            Input::Uncompressed(bytes) => (
                amisec_p256_public_key_from_uncompressed(&mut key, bytes.as_ptr()),
                // OpenSSL also reads the hybrid forms 06 and 07, which SEC 1 version 2 dropped.
                openssl_point(bytes).filter(|_| bytes[0] == 4),
            ),
            Input::Compressed(bytes) => {
                (amisec_p256_public_key_from_compressed(&mut key, bytes.as_ptr()), openssl_point(bytes))
            }
            Input::Mutated { scalar, position, mask } => {
                let Some(private) = amisec_fuzz::private_key(scalar) else { return };
                let mut bytes = amisec_fuzz::public_key(&private).1;
                bytes[usize::from(*position) % 64] ^= mask;
                (
                    amisec_p256_public_key_from_raw(&mut key, bytes.as_ptr()),
                    openssl_point(&[&[4], &bytes[..]].concat()),
                )
            }
        }
    };
    let Some(expected) = expected else {
        assert_eq!(status, Status::BAD_KEY);
        return;
    };
    assert_eq!(status, Status::OK);
    let (mut raw, mut uncompressed, mut compressed) = ([0; 64], [0; 65], [0; 33]);
    let mut again = blank();
    // SAFETY: as above.
    unsafe {
        assert_eq!(amisec_p256_public_key_validate(&key), Status::OK);
        assert_eq!(amisec_p256_public_key_to_raw(&key, raw.as_mut_ptr()), Status::OK);
        assert_eq!(amisec_p256_public_key_to_uncompressed(&key, uncompressed.as_mut_ptr()), Status::OK);
        assert_eq!(amisec_p256_public_key_to_compressed(&key, compressed.as_mut_ptr()), Status::OK);
        assert_eq!(amisec_p256_public_key_from_compressed(&mut again, compressed.as_ptr()), Status::OK);
        assert_eq!(amisec_p256_public_key_to_raw(&again, raw.as_mut_ptr()), Status::OK);
    }
    assert_eq!(uncompressed[..], expected);
    assert_eq!(raw[..], expected[1..]);
});
