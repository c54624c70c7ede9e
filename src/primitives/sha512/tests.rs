//! SHA-384 and SHA-512 against the `sha2` crate; the published vectors run through the C interface.

use super::*;
use sha2::Digest;

#[test]
fn hash_messages_of_every_length_as_the_crate_does() {
    let message: [u8; 400] = core::array::from_fn(|i| (i * 151 % 251).to_le_bytes()[0]);
    for length in 0..=message.len() {
        for part in [1, 7, 127, 128, 129, 400] {
            let (mut sha384, mut sha512) = (Sha384::default(), Sha512::default());
            for part in message[..length].chunks(part) {
                sha384.update(part);
                sha512.update(part);
            }
            let (mut digest384, mut digest512) = ([0; SHA384_LENGTH], [0; SHA512_LENGTH]);
            sha384.finish(&mut digest384);
            sha512.finish(&mut digest512);
            assert_eq!(digest384, *sha2::Sha384::digest(&message[..length]), "{length} in parts of {part}");
            assert_eq!(digest512, *sha2::Sha512::digest(&message[..length]), "{length} in parts of {part}");
        }
    }
}

#[test]
fn the_first_constants_are_those_of_sha_256_and_more() {
    let constants: &Flash<[[u32; 2]]> = &ROUND_CONSTANTS;
    let high: std::vec::Vec<u32> = constants.iter().map(|constant| constant[1]).take(64).collect();
    assert_eq!(high, crate::arch::sha256::portable::ROUND_CONSTANTS);
}
