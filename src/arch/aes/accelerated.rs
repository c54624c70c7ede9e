//! The rounds of the `aes` crate, which finds a server's AES instructions, over the schedule of FIPS 197.
//!
//! What the crate offers is whole rounds, with `MixColumns`: the last round, which has none, takes it back.

use super::{Block, portable};
use aes::hazmat::{cipher_round, equiv_inv_cipher_round, inv_mix_columns, mix_columns};

/// Expands a key of 16, 24 or 32 bytes into a schedule of 44, 52 or 60 words.
pub fn set_key(schedule: &mut [u32], key: &[u8]) {
    for (word, bytes) in schedule.iter_mut().zip(key.as_chunks().0) {
        *word = u32::from_le_bytes(*bytes);
    }
    portable::expand(schedule, key.len() / 4);
}

/// Encrypts two blocks in place.
pub fn encrypt_pair(schedule: &[u32], pair: &mut [Block; 2]) {
    pair.iter_mut().for_each(|block| encrypt_block(schedule, block));
}

/// Encrypts a block in place.
pub fn encrypt_block(schedule: &[u32], block: &mut Block) {
    let [first, rounds @ .., last] = schedule.as_chunks().0 else { return };
    add(block, first);
    for key in rounds {
        cipher_round(block.into(), &bytes(key).into());
    }
    cipher_round(block.into(), &[0; 16].into());
    inv_mix_columns(block.into());
    add(block, last);
}

/// Decrypts a block in place, by the equivalent inverse cipher (FIPS 197, 5.3.5).
pub fn decrypt_block(schedule: &[u32], block: &mut Block) {
    let [first, rounds @ .., last] = schedule.as_chunks().0 else { return };
    add(block, last);
    for key in rounds.iter().rev() {
        let mut key = bytes(key).into();
        inv_mix_columns(&mut key);
        equiv_inv_cipher_round(block.into(), &key);
    }
    equiv_inv_cipher_round(block.into(), &[0; 16].into());
    mix_columns(block.into());
    add(block, first);
}

fn add(block: &mut Block, key: &[u32; 4]) {
    for (byte, key) in block.iter_mut().zip(bytes(key)) {
        *byte ^= key;
    }
}

fn bytes(key: &[u32; 4]) -> Block {
    let mut bytes = [0; 16];
    for (place, word) in bytes.as_chunks_mut().0.iter_mut().zip(key) {
        *place = word.to_le_bytes();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::portable;
    use super::*;

    #[test]
    fn the_crate_and_the_portable_kernel_agree() {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 32).to_le_bytes()[0]
        };
        for case in 0..3000 {
            let length = [16, 24, 32][case % 3];
            let key: [u8; 32] = core::array::from_fn(|_| next());
            let pair: [Block; 2] = core::array::from_fn(|_| core::array::from_fn(|_| next()));
            let (mut ours, mut theirs) = ([0; 60], [0; 60]);
            let (ours, theirs) = (&mut ours[..length + 28], &mut theirs[..length + 28]);
            portable::set_key(ours, &key[..length]);
            set_key(theirs, &key[..length]);
            for (portable, accelerated) in [
                (portable::encrypt_block as fn(&[u32], &mut Block), encrypt_block as fn(&[u32], &mut Block)),
                (portable::decrypt_block, decrypt_block),
            ] {
                let (mut expected, mut block) = (pair[0], pair[0]);
                portable(ours, &mut expected);
                accelerated(theirs, &mut block);
                assert_eq!(block, expected, "key of {length} bytes");
            }
            let (mut expected, mut both) = (pair, pair);
            portable::encrypt_pair(ours, &mut expected);
            encrypt_pair(theirs, &mut both);
            assert_eq!(both, expected, "key of {length} bytes");
        }
    }
}
