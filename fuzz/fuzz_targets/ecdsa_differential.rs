//! What amisec signs OpenSSL verifies and the other way round; any other signature both refuse.
#![no_main]

use amisec::ffi::p256_ecdsa::*;
use amisec::ffi::p256_verifier::*;
use amisec::status::Status;
use amisec_fuzz::{group, number, private_key, public_key};
use libfuzzer_sys::fuzz_target;
use openssl::bn::BigNumContext;
use openssl::ec::{EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    scalar: [u8; 32],
    message: Vec<u8>,
    forged: [u8; 64],
    position: u8,
    mask: u8,
}

fuzz_target!(|input: Input| {
    let Some(private) = private_key(&input.scalar) else { return };
    let (public, raw) = public_key(&private);
    let digest = openssl::sha::sha256(&input.message);
    let group = group();
    let mut context = BigNumContext::new().expect("memory");
    let point = EcPoint::from_bytes(&group, &[&[4], &raw[..]].concat(), &mut context).expect("a point");
    let other = EcKey::from_private_components(&group, &number(&input.scalar), &point).expect("a key pair");
    other.check_key().expect("OpenSSL finds that the public key is that of the private key");

    // SAFETY: any words are an object that is to be set up.
    let mut verifier: P256Verifier = unsafe { core::mem::zeroed() };
    // SAFETY: the objects are what the header asks for.
    assert_eq!(unsafe { amisec_p256_verifier_from_public_key(&mut verifier, &public) }, Status::OK);
    let verify = |signature: &[u8; 64]| {
        // SAFETY: the objects and buffers are what the header asks for.
        let ours = unsafe { amisec_p256_verify_digest(&public, digest.as_ptr(), signature.as_ptr()) };
        assert!(ours == Status::OK || ours == Status::NOT_AUTHENTIC);
        // SAFETY: as above.
        let prepared =
            unsafe { amisec_p256_verify_digest_prepared(&verifier, digest.as_ptr(), signature.as_ptr()) };
        assert_eq!(prepared, ours);
        let mut released = [0x55; 32];
        let (digest_place, place) = (digest.as_ptr(), released.as_mut_ptr());
        // SAFETY: as above.
        let status =
            unsafe { amisec_p256_verify_and_release(&public, digest_place, signature.as_ptr(), place) };
        assert_eq!((status, released), (ours, if ours == Status::OK { digest } else { [0; 32] }));
        let theirs = EcdsaSig::from_private_components(number(&signature[..32]), number(&signature[32..]))
            .and_then(|signature| signature.verify(&digest, &other));
        assert_eq!(ours == Status::OK, theirs.unwrap_or(false));
        ours
    };
    let mut signature = [0; 64];
    // SAFETY: as above.
    let status = unsafe {
        amisec_p256_sign(&private, input.message.as_ptr(), input.message.len(), signature.as_mut_ptr())
    };
    assert_eq!(status, Status::OK);
    assert_eq!(verify(&signature), Status::OK);
    let theirs = EcdsaSig::sign(&digest, &other).expect("OpenSSL signs");
    let padded = [theirs.r(), theirs.s()].map(|half| half.to_vec_padded(32).expect("32 bytes"));
    let theirs: [u8; 64] = padded.concat().try_into().expect("64 bytes");
    assert_eq!(verify(&theirs), Status::OK);
    verify(&input.forged);
    signature[usize::from(input.position) % 64] ^= input.mask;
    verify(&signature);
});
