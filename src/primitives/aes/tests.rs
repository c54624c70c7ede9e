//! The cipher of this target against published vectors and the `aes` crate.

use super::*;
use cipher::consts::U16;
use cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};

struct Random(u64);

impl Random {
    /// Xorshift (Marsaglia 2003): for test data only.
    fn byte(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32).to_le_bytes()[0]
    }

    /// Random bytes, or bytes of which most are edge values.
    fn fill(&mut self, bytes: &mut [u8]) {
        let edges = self.byte().is_multiple_of(3);
        for byte in bytes {
            *byte = self.byte();
            if edges {
                *byte = [0, 1, 0x80, 0xFF][usize::from(*byte % 4)];
            }
        }
    }
}

/// The schedule of a key, on the stack whatever its length.
fn expand(key: &[u8], words: &mut [u32; 60]) -> usize {
    let length = key.len() + 28;
    set_key(&mut words[..length], key);
    length
}

fn crate_cipher(key: &[u8], block: &mut Block, decrypt: bool) {
    fn apply<C: KeyInit + BlockCipherEncrypt<BlockSize = U16> + BlockCipherDecrypt>(
        key: &[u8], block: &mut Block, decrypt: bool,
    ) {
        let cipher = C::new_from_slice(key).expect("a length of AES");
        if decrypt { cipher.decrypt_block(block.into()) } else { cipher.encrypt_block(block.into()) }
    }
    match key.len() {
        16 => apply::<::aes::Aes128>(key, block, decrypt),
        24 => apply::<::aes::Aes192>(key, block, decrypt),
        _ => apply::<::aes::Aes256>(key, block, decrypt),
    }
}

#[test]
fn encrypts_and_decrypts_the_examples_of_fips_197() {
    let key: [u8; 32] = core::array::from_fn(|index| index.to_le_bytes()[0]);
    let plain: Block = core::array::from_fn(|index| index.to_le_bytes()[0] * 0x11);
    let answers: [u128; 3] = [
        0x69C4_E0D8_6A7B_0430_D8CD_B780_70B4_C55A,
        0xDDA9_7CA4_864C_DFE0_6EAF_70A0_EC0D_7191,
        0x8EA2_B7CA_5167_45BF_EAFC_4990_4B49_6089,
    ];
    for (length, answer) in [16, 24, 32].into_iter().zip(answers) {
        let mut words = [0; 60];
        let used = expand(&key[..length], &mut words);
        let cipher = Aes::new(&words[..used]);
        let mut block = plain;
        cipher.encrypt_block(&mut block);
        assert_eq!(block, answer.to_be_bytes());
        cipher.decrypt_block(&mut block);
        assert_eq!(block, plain);
    }
}

#[test]
fn agrees_with_the_crate() {
    let mut random = Random(1);
    for round in 0..if cfg!(miri) { 30 } else { 60_000 } {
        let mut key = [0; 32];
        let key = &mut key[..[16, 24, 32][round % 3]];
        let mut pair = [Block::default(); 2];
        random.fill(key);
        pair.iter_mut().for_each(|block| random.fill(block));
        let mut words = [0; 60];
        let used = expand(key, &mut words);
        let cipher = Aes::new(&words[..used]);

        let [mut first, mut second] = pair;
        crate_cipher(key, &mut first, false);
        crate_cipher(key, &mut second, false);
        let mut both = pair;
        cipher.encrypt_pair(&mut both);
        assert_eq!(both, [first, second]);
        let mut one = pair[0];
        cipher.encrypt_block(&mut one);
        assert_eq!(one, first);
        let mut one = pair[1];
        cipher.decrypt_block(&mut one);
        crate_cipher(key, &mut pair[1], true);
        assert_eq!(one, pair[1]);
    }
}
