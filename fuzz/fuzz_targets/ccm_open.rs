//! Untrusted input to CCM open: lengths are refused or the message is, and a refused message leaves
//! zeros. With one bit of a sealed message flipped, open must refuse.
#![no_main]

use amisec::status::Status;
use amisec_fuzz::{Key, ccm_open, ccm_seal, pick};
use libfuzzer_sys::fuzz_target;

#[derive(arbitrary::Arbitrary, Debug)]
struct Input {
    key: Key,
    nonce: Vec<u8>,
    tag: Vec<u8>,
    aad: Vec<u8>,
    payload: Vec<u8>,
    flipped: u16,
}

fuzz_target!(|input: Input| {
    let (status, output) = ccm_open(&input.key, &input.nonce, &input.aad, &input.payload, &input.tag);
    let lengths_fit = (7..=13).contains(&input.nonce.len())
        && (4..=16).contains(&input.tag.len())
        && input.tag.len() % 2 == 0
        && (input.nonce.len() < 13 || input.payload.len() < 1 << 16);
    match status {
        // Odds of 2^-32 or less for any tag: a finding.
        Status::OK => panic!("a forgery was accepted"),
        Status::NOT_AUTHENTIC => assert!(lengths_fit && output.iter().all(|byte| *byte == 0)),
        Status::BAD_LENGTH => assert!(!lengths_fit && output == input.payload),
        other => panic!("unexpected {other:?}"),
    }
    if !lengths_fit {
        return;
    }
    let mut tag = vec![0; pick(input.flipped as u8, 4, 16, 2)];
    let (sealed_status, mut sealed) =
        ccm_seal(&input.key, &input.nonce, &input.aad, &input.payload, &mut tag);
    assert_eq!(sealed_status, Status::OK);
    let bit = usize::from(input.flipped) % (8 * (sealed.len() + tag.len()));
    let byte = bit / 8;
    if byte < sealed.len() {
        sealed[byte] ^= 1 << (bit % 8)
    } else {
        tag[byte - sealed.len()] ^= 1 << (bit % 8)
    }
    let (status, output) = ccm_open(&input.key, &input.nonce, &input.aad, &sealed, &tag);
    assert_eq!(status, Status::NOT_AUTHENTIC);
    assert!(output.iter().all(|byte| *byte == 0));
});
