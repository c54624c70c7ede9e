//! Every way to a result on P-256 is the same way: in steps, hedged, checked, prepared, of a message or of its digest.
//! OpenSSL verifies what is hedged; whatever the random function gives, a signature is right or there is none.
#![no_main]

use amisec::ffi::{p256::*, p256_ecdsa::*, p256_steps::*, p256_verifier::*};
use amisec::status::Status;
use amisec_fuzz::calls::platform::{Platform, random};
use amisec_fuzz::{blank, group, number, oracle, private_key, public_key};
use libfuzzer_sys::fuzz_target;
use openssl::bn::BigNumContext;
use openssl::ec::{EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    scalar: [u8; 32],
    peer: [u8; 32],
    message: Vec<u8>,
    steps: u16,
    pattern: u8,
    calls_left: u8,
    flipped: u16,
}

fuzz_target!(|input: Input| {
    let (Some(key), Some(peer)) = (private_key(&input.scalar), private_key(&input.peer)) else { return };
    let ((public, raw), (peer_public, peer_raw)) = (public_key(&key), public_key(&peer));
    let secret = oracle::ecdh(&input.scalar, &peer_raw);
    let mut platform = Platform::new();
    (platform.pattern, platform.calls_left) = (input.pattern & 0x1F, u32::from(input.calls_left));
    let (function, context) = random(&raw mut *platform);

    in_steps(&input, &key, &public, &peer_public, &raw, &secret);
    let mut hedged = [0xA5; 32];
    // SAFETY: here and below the objects and buffers are what the header asks for.
    let status =
        unsafe { amisec_p256_ecdh_hedged(&key, &peer_public, function, context, hedged.as_mut_ptr()) };
    released(status, &hedged, &secret);

    let digest = openssl::sha::sha256(&input.message);
    let (message, length) = (input.message.as_ptr(), input.message.len());
    for way in 0..4 {
        let mut signature = [0xA5; 64];
        let place = signature.as_mut_ptr();
        // SAFETY: as above.
        let status = unsafe {
            match way {
                0 => amisec_p256_sign_hedged(&key, message, length, function, context, place),
                1 => amisec_p256_sign_digest_hedged(&key, digest.as_ptr(), function, context, place),
                2 => amisec_p256_sign_checked(&key, &public, message, length, function, context, place),
                _ => {
                    amisec_p256_sign_digest_checked(&key, &public, digest.as_ptr(), function, context, place)
                }
            }
        };
        if status != Status::OK {
            assert_eq!((status, signature), (Status::RANDOM_FAILED, [0; 64]));
            continue;
        }
        let halves = (number(&signature[..32]), number(&signature[32..]));
        let theirs = EcdsaSig::from_private_components(halves.0, halves.1).expect("two numbers");
        assert!(theirs.verify(&digest, &openssl_key(&input.scalar, &raw)).expect("OpenSSL verifies"));
    }
    // A public key that is not the private one's: nothing is released.
    let mut signature = [0xA5; 64];
    // SAFETY: as above.
    let status = unsafe {
        let place = signature.as_mut_ptr();
        amisec_p256_sign_checked(&key, &peer_public, message, length, function, context, place)
    };
    assert!(status != Status::OK || raw == peer_raw);
    assert!(status == Status::OK || signature == [0; 64]);

    let mut generated = blank();
    let mut bytes = [0xA5; 32];
    // SAFETY: as above.
    let status = unsafe { amisec_p256_private_key_generate(&mut generated, function, context) };
    if status == Status::OK {
        // SAFETY: as above.
        assert_eq!(unsafe { amisec_p256_private_key_to_bytes(&generated, bytes.as_mut_ptr()) }, Status::OK);
        assert!(private_key(&bytes).is_some());
    } else {
        assert_eq!(status, Status::RANDOM_FAILED);
    }
});

/// Success with the right bytes, or a failure of the random function with none.
fn released(status: Status, found: &[u8; 32], expected: &[u8; 32]) {
    if status == Status::OK {
        assert_eq!(found, expected);
    } else {
        assert_eq!((status, found), (Status::RANDOM_FAILED, &[0; 32]));
    }
}

fn openssl_key(scalar: &[u8; 32], raw: &[u8; 64]) -> EcKey<openssl::pkey::Private> {
    let (group, mut context) = (group(), BigNumContext::new().expect("memory"));
    let point = EcPoint::from_bytes(&group, &[&[4], &raw[..]].concat(), &mut context).expect("a point");
    EcKey::from_private_components(&group, &number(scalar), &point).expect("a key pair")
}

fn in_steps(
    input: &Input, key: &P256PrivateKey, public: &P256PublicKey, peer_public: &P256PublicKey, raw: &[u8; 64],
    secret: &[u8; 32],
) {
    let digest = openssl::sha::sha256(&input.message);
    let (message, length) = (input.message.as_ptr(), input.message.len());
    let steps = input.steps % 700 + 1;
    let mut context = blank();
    let (mut whole, mut signature) = ([0; 64], [0xA5; 64]);
    // SAFETY: here and below the objects and buffers are what the header asks for.
    let statuses = unsafe {
        [
            amisec_p256_sign_digest(key, digest.as_ptr(), whole.as_mut_ptr()),
            amisec_p256_sign_start(&mut context, key, digest.as_ptr()),
        ]
    };
    assert_eq!(statuses, [Status::OK; 2]);
    // SAFETY: as above.
    to_the_end(
        || unsafe { amisec_p256_sign_continue(&mut context, steps, signature.as_mut_ptr()) },
        Status::OK,
    );
    assert_eq!(signature, whole);

    signature[usize::from(input.flipped) / 8 % 64] ^=
        u8::from(input.flipped & 0x8000 != 0) << (input.flipped % 8);
    let mut verifier = blank();
    // SAFETY: as above.
    let verdicts = unsafe {
        assert_eq!(amisec_p256_verifier_from_public_key(&mut verifier, public), Status::OK);
        [
            amisec_p256_verify(public, message, length, signature.as_ptr()),
            amisec_p256_verify_digest(public, digest.as_ptr(), signature.as_ptr()),
            amisec_p256_verify_prepared(&verifier, message, length, signature.as_ptr()),
            amisec_p256_verify_digest_prepared(&verifier, digest.as_ptr(), signature.as_ptr()),
        ]
    };
    let expected = if signature == whole { Status::OK } else { Status::NOT_AUTHENTIC };
    assert_eq!(verdicts, [expected; 4]);
    // SAFETY: as above.
    let status =
        unsafe { amisec_p256_verify_start(&mut context, public, digest.as_ptr(), signature.as_ptr()) };
    if status == Status::OK {
        // SAFETY: as above.
        to_the_end(|| unsafe { amisec_p256_verify_continue(&mut context, steps) }, expected);
    } else {
        assert_eq!(status, expected);
    }

    let mut agreed = [0xA5; 32];
    // SAFETY: as above.
    assert_eq!(unsafe { amisec_p256_ecdh_start(&mut context, key, peer_public) }, Status::OK);
    // SAFETY: as above.
    to_the_end(|| unsafe { amisec_p256_ecdh_continue(&mut context, steps, agreed.as_mut_ptr()) }, Status::OK);
    assert_eq!(&agreed, secret);

    let (mut made, mut made_raw) = (blank(), [0; 64]);
    // SAFETY: as above.
    assert_eq!(unsafe { amisec_p256_public_key_from_private_start(&mut context, key) }, Status::OK);
    // SAFETY: as above.
    let step = || unsafe { amisec_p256_public_key_from_private_continue(&mut context, steps, &mut made) };
    to_the_end(step, Status::OK);
    // SAFETY: as above.
    assert_eq!(unsafe { amisec_p256_public_key_to_raw(&made, made_raw.as_mut_ptr()) }, Status::OK);
    assert_eq!(&made_raw, raw);
}

/// Takes steps until there is a result, which is `expected`.
fn to_the_end(mut step: impl FnMut() -> Status, expected: Status) {
    for _ in 0..100_000 {
        let status = step();
        if status != Status::IN_PROGRESS {
            assert_eq!(status, expected);
            return;
        }
    }
    panic!("no end");
}
