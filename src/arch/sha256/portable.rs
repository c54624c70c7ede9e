//! The compression function of SHA-256 without assembly: the twin that every kernel is held against, and
//! the kernel of the targets that have none. Rolled, with sixteen words of the message schedule at a time.

use super::{Block, State};

/// FIPS 180-4, 4.2.2: the fractional parts of the cube roots of the first 64 primes.
pub static ROUND_CONSTANTS: [u32; 64] = [
    0x428A_2F98,
    0x7137_4491,
    0xB5C0_FBCF,
    0xE9B5_DBA5,
    0x3956_C25B,
    0x59F1_11F1,
    0x923F_82A4,
    0xAB1C_5ED5,
    0xD807_AA98,
    0x1283_5B01,
    0x2431_85BE,
    0x550C_7DC3,
    0x72BE_5D74,
    0x80DE_B1FE,
    0x9BDC_06A7,
    0xC19B_F174,
    0xE49B_69C1,
    0xEFBE_4786,
    0x0FC1_9DC6,
    0x240C_A1CC,
    0x2DE9_2C6F,
    0x4A74_84AA,
    0x5CB0_A9DC,
    0x76F9_88DA,
    0x983E_5152,
    0xA831_C66D,
    0xB003_27C8,
    0xBF59_7FC7,
    0xC6E0_0BF3,
    0xD5A7_9147,
    0x06CA_6351,
    0x1429_2967,
    0x27B7_0A85,
    0x2E1B_2138,
    0x4D2C_6DFC,
    0x5338_0D13,
    0x650A_7354,
    0x766A_0ABB,
    0x81C2_C92E,
    0x9272_2C85,
    0xA2BF_E8A1,
    0xA81A_664B,
    0xC24B_8B70,
    0xC76C_51A3,
    0xD192_E819,
    0xD699_0624,
    0xF40E_3585,
    0x106A_A070,
    0x19A4_C116,
    0x1E37_6C08,
    0x2748_774C,
    0x34B0_BCB5,
    0x391C_0CB3,
    0x4ED8_AA4A,
    0x5B9C_CA4F,
    0x682E_6FF3,
    0x748F_82EE,
    0x78A5_636F,
    0x84C8_7814,
    0x8CC7_0208,
    0x90BE_FFFA,
    0xA450_6CEB,
    0xBEF9_A3F7,
    0xC671_78F2,
];

/// Takes one block of the padded message into the chaining value.
pub fn compress(state: &mut State, block: &Block) {
    let mut schedule = [0; 16];
    for (word, bytes) in schedule.iter_mut().zip(block.as_chunks().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    let mut working = *state;
    for (round, constant) in ROUND_CONSTANTS.iter().enumerate() {
        if round >= 16 {
            let earlier = |distance: usize| schedule[round.wrapping_sub(distance) & 15];
            schedule[round & 15] = earlier(16)
                .wrapping_add(earlier(7))
                .wrapping_add(rotations(earlier(15), 7, 18) ^ earlier(15) >> 3)
                .wrapping_add(rotations(earlier(2), 17, 19) ^ earlier(2) >> 10);
        }
        let [a, b, c, d, e, f, g, h] = working;
        let first = h
            .wrapping_add(rotations(e, 6, 11) ^ e.rotate_right(25))
            .wrapping_add(g ^ e & (f ^ g))
            .wrapping_add(*constant)
            .wrapping_add(schedule[round & 15]);
        let second = (rotations(a, 2, 13) ^ a.rotate_right(22)).wrapping_add((a | b) & c | a & b);
        working = [first.wrapping_add(second), a, b, c, d.wrapping_add(first), e, f, g];
    }
    for (word, working) in state.iter_mut().zip(working) {
        *word = word.wrapping_add(working);
    }
}

fn rotations(word: u32, first: u32, second: u32) -> u32 {
    word.rotate_right(first) ^ word.rotate_right(second)
}
