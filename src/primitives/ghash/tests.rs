//! GHASH against the definition bit by bit, and against the test vectors of GCM.

use super::*;
use crate::arch::ghash::portable;
use crate::arch::memory::zeroed;

/// SP 800-38D, 6.3, algorithm 1, literally. Bit i of a block is bit 127 - i of the number.
fn multiply_bit_by_bit(x: u128, y: u128) -> u128 {
    let (mut z, mut v) = (0, y);
    for i in (0..128).rev() {
        if x >> i & 1 == 1 {
            z ^= v;
        }
        v = if v & 1 == 1 { v >> 1 ^ 0xE1 << 120 } else { v >> 1 };
    }
    z
}

fn ghash_bit_by_bit(subkey: u128, blocks: &[u128]) -> u128 {
    blocks.iter().fold(0, |y, block| multiply_bit_by_bit(y ^ block, subkey))
}

fn ghash(subkey: u128, blocks: &[u128]) -> u128 {
    let mut ghash = with_key(&subkey.to_be_bytes());
    for block in blocks {
        ghash.absorb_block(&block.to_be_bytes());
    }
    u128::from_be_bytes(hash_of(&ghash))
}

/// Numbers from a fixed sequence (SplitMix64), every fourth of them with runs of equal bits.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u128 {
        let [a, b] = [0, 0].map(|_: u32| {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            u128::from(z ^ z >> 31)
        });
        match a & 3 {
            0 => u128::MAX << (a >> 2 & 127) ^ u128::MAX >> (b & 127),
            _ => a << 64 | b,
        }
    }
}

#[test]
fn gives_the_hashes_of_the_gcm_specification() {
    // McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: test cases 2 and 4.
    let subkey = 0x66e9_4bd4_ef8a_2c3b_884c_fa59_ca34_2b2e;
    let blocks = [0x0388_dace_60b6_a392_f328_c2b9_71b2_fe78, 0x80];
    assert_eq!(ghash(subkey, &blocks), 0xf38c_bb1a_d692_23dc_c345_7ae5_b6b0_f885);
    let subkey = 0xb83b_5337_08bf_535d_0aa6_e529_80d5_3b78;
    let blocks = [
        0xfeed_face_dead_beef_feed_face_dead_beef,
        0xabad_dad2_0000_0000_0000_0000_0000_0000,
        0x4283_1ec2_2177_7424_4b72_21b7_84d0_d49c,
        0xe3aa_212f_2c02_a4e0_35c1_7e23_29ac_a12e,
        0x21d5_14b2_5466_931c_7d8f_6a5a_ac84_aa05,
        0x1ba3_0b39_6a0a_ac97_3d58_e091_0000_0000,
        0x0000_0000_0000_00a0_0000_0000_0000_01e0,
    ];
    assert_eq!(ghash(subkey, &blocks), 0x698e_57f7_0e6e_cc7f_d946_3b72_60a9_ae5f);
}

#[test]
fn agrees_with_the_definition_bit_by_bit() {
    let mut numbers = Numbers(1);
    for round in 0..20_000 {
        let (subkey, blocks) = (numbers.next(), [numbers.next(), numbers.next(), numbers.next()]);
        assert_eq!(ghash(subkey, &blocks), ghash_bit_by_bit(subkey, &blocks), "round {round}");
    }
}

#[test]
fn every_pair_of_single_bits_meets_where_it_should() {
    for i in 0..128 {
        for j in 0..128 {
            assert_eq!(ghash(1 << i, &[1 << j]), multiply_bit_by_bit(1 << i, 1 << j), "{i}, {j}");
        }
    }
}

#[test]
fn the_fullest_columns_carry_nothing_over() {
    for pattern in [u128::MAX, u128::MAX / 7, (u128::MAX / 7) << 1, u128::MAX / 15, u128::MAX / 3] {
        for other in [u128::MAX, u128::MAX / 7, (u128::MAX / 7) << 2, u128::MAX / 15, u128::MAX / 5] {
            assert_eq!(ghash(pattern, &[other]), multiply_bit_by_bit(pattern, other));
        }
    }
}

#[test]
fn the_kernel_agrees_with_its_portable_twin() {
    let mut numbers = Numbers(2);
    let words = |number: u128| {
        [0, 32, 64, 96].map(|shift| u32::try_from(number >> shift & 0xFFFF_FFFF).expect("32 bits"))
    };
    for _ in 0..20_000 {
        let (mut ours, key) = (words(numbers.next()), words(numbers.next()));
        let mut twin = ours;
        multiply(&mut ours, &key);
        portable::multiply(&mut twin, &key);
        assert_eq!(ours, twin);
    }
}

#[test]
fn absorbs_the_lengths_as_a_block() {
    let lengths = [0x0123_4567_89AB_CDEF_u64, 0xFEDC_BA98_7654_3210];
    let block = lengths.map(u64::to_be_bytes);
    let mut whole = with_key(&[0x5A; 16]);
    whole.absorb_block(block.as_flattened().first_chunk().expect("16 bytes"));
    let mut ghash = with_key(&[0x5A; 16]);
    ghash.absorb_lengths([0x89AB_CDEF, 0x0123_4567], [0x7654_3210, 0xFEDC_BA98]);
    assert_eq!(hash_of(&ghash), hash_of(&whole));
    ghash.restart();
    assert_eq!(hash_of(&ghash), [0; 16]);
}

fn with_key(subkey: &[u8; 16]) -> Ghash {
    let mut ghash: Ghash = zeroed();
    ghash.set_key(subkey);
    ghash
}

fn hash_of(ghash: &Ghash) -> [u8; 16] {
    let mut hash = [0; 16];
    ghash.add_to(&mut hash);
    hash
}
