//! SHA-256 against the `sha2` crate; the published vectors run through the C interface.

use super::*;
use crate::arch::sha256::portable;
use sha2::Digest;
use sha2::block_api::compress256;

/// Words from a fixed sequence (SplitMix64).
struct Words(u64);

impl Words {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((z ^ z >> 31) >> 32).expect("32 bits")
    }
}

#[test]
fn compresses_as_the_crate_does() {
    let mut words = Words(1);
    for _ in 0..20_000 {
        let state: State = core::array::from_fn(|_| words.next());
        let mut block = [0; 64];
        for bytes in block.as_chunks_mut().0 {
            *bytes = words.next().to_ne_bytes();
        }
        let mut expected = state;
        compress256(&mut expected, core::slice::from_ref(&block));
        for compress in [compress, portable::compress] {
            let mut ours = state;
            compress(&mut ours, &block);
            assert_eq!(ours, expected);
        }
    }
}

#[test]
fn hashes_messages_of_every_length_as_the_crate_does() {
    let mut words = Words(2);
    let message: [u8; 260] = core::array::from_fn(|_| words.next().to_ne_bytes()[0]);
    for length in 0..=message.len() {
        for part in [1, 7, 63, 64, 65, 260] {
            let mut hash = Sha256::default();
            message[..length].chunks(part).for_each(|part| hash.update(part));
            let mut digest = [0; DIGEST_LENGTH];
            hash.finish(&mut digest);
            assert_eq!(digest, *sha2::Sha256::digest(&message[..length]), "{length} in parts of {part}");
        }
    }
}
