//! Both sides of an agreement find OpenSSL's secret, whatever the scalars.
#![no_main]

use amisec::ffi::p256::*;
use amisec::status::Status;
use amisec_fuzz::{oracle, private_key, public_key};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|scalars: ([u8; 32], [u8; 32])| {
    let (Some(own), Some(peer)) = (private_key(&scalars.0), private_key(&scalars.1)) else { return };
    let (own_public, _) = public_key(&own);
    let (peer_public, raw) = public_key(&peer);
    let (mut secret, mut mirrored) = ([0; 32], [0; 32]);
    // SAFETY: the objects and buffers are what the header asks for.
    unsafe {
        assert_eq!(amisec_p256_ecdh(&own, &peer_public, secret.as_mut_ptr()), Status::OK);
        assert_eq!(amisec_p256_ecdh(&peer, &own_public, mirrored.as_mut_ptr()), Status::OK);
    }
    assert_eq!(secret, mirrored);

    assert_eq!(secret, oracle::ecdh(&scalars.0, &raw));
});
