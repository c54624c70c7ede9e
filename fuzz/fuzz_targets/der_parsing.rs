//! DER is accepted exactly if OpenSSL reads it and writes the same bytes again, with numbers that fit;
//! what is written is read back.
#![no_main]

use amisec::ffi::p256_ecdsa::*;
use amisec::status::Status;
use libfuzzer_sys::fuzz_target;
use openssl::ecdsa::EcdsaSig;

#[derive(arbitrary::Arbitrary, Debug)]
enum Input {
    Arbitrary(Vec<u8>),
    Raw { signature: [u8; 64], capacity: u8 },
    Mutated { signature: [u8; 64], position: u8, byte: u8, tail: Vec<u8> },
}

fuzz_target!(|input: Input| match input {
    Input::Arbitrary(der) => compare(&der),
    Input::Raw { signature, capacity } => {
        let encoded = encode(&signature, capacity.into());
        let whole = encode(&signature, 72).expect("72 bytes are always enough");
        assert_eq!(encoded.is_some(), usize::from(capacity) >= whole.len());
        assert_eq!(decode(&whole), (Status::OK, signature));
        compare(&whole);
    }
    Input::Mutated { signature, position, byte, tail } => {
        let mut der = encode(&signature, 72).expect("72 bytes are always enough");
        let position = usize::from(position) % der.len();
        der[position] = byte;
        der.extend(tail);
        compare(&der);
    }
});

fn encode(signature: &[u8; 64], capacity: usize) -> Option<Vec<u8>> {
    let mut der = vec![0xA5; capacity];
    let mut length = usize::MAX;
    // SAFETY: the buffers are what the header asks for.
    let status =
        unsafe { amisec_p256_signature_to_der(signature.as_ptr(), der.as_mut_ptr(), capacity, &mut length) };
    if status == Status::BAD_LENGTH {
        assert!(length == usize::MAX && der.iter().all(|byte| *byte == 0xA5));
        return None;
    }
    assert_eq!(status, Status::OK);
    der.truncate(length);
    Some(der)
}

fn decode(der: &[u8]) -> (Status, [u8; 64]) {
    let mut signature = [0xA5; 64];
    // SAFETY: the buffers are what the header asks for.
    let status = unsafe { amisec_p256_signature_from_der(der.as_ptr(), der.len(), signature.as_mut_ptr()) };
    (status, signature)
}

fn compare(der: &[u8]) {
    let (status, signature) = decode(der);
    match openssl_decode(der) {
        Some(expected) => assert_eq!((status, signature), (Status::OK, expected)),
        None => assert_eq!((status, signature), (Status::MALFORMED, [0; 64])),
    }
}

fn openssl_decode(der: &[u8]) -> Option<[u8; 64]> {
    let parsed = EcdsaSig::from_der(der).ok()?;
    let (r, s) = (parsed.r(), parsed.s());
    if parsed.to_der().ok()? != der || r.is_negative() || s.is_negative() {
        return None;
    }
    let halves = [r.to_vec_padded(32).ok()?, s.to_vec_padded(32).ok()?];
    halves.concat().try_into().ok()
}
