//! Known answers of AES and its modes (FIPS 140-3, 7.10; ISO/IEC 19790, 7.10).
//!
//! Keys, nonces and texts are bytes that count up: key and block of the first encryption are those of FIPS 197, C.1,
//! RFC 3394 is quoted, the other answers are OpenSSL's, and those of CCM, GCM and EAX' a text of their own in Python.
//! AES runs often enough for every entry of a table, where a target has tables, to be looked up.

use super::{counting, expect, repeated};
use crate::arch::flash::{Flash, flash};
use crate::copy::copy;
use crate::modes::cmac::CbcMac;
use crate::modes::{ccm, cmac, eax_prime, gcm, key_wrap};
use crate::primitives::aes::{self, Aes, Aes128Schedule, Block, BlockDecrypt, BlockEncrypt};
use crate::status::Status;
use crate::verdict::Answer;

const CHAINED: usize = 16;

/// Encryption with AES-128 and AES-256.
pub fn aes_encrypt() -> Result<(), Status> {
    let (schedule, mut block) = (schedule(), first_block());
    for _ in 0..CHAINED {
        Aes::new(&schedule).encrypt_block(&mut block);
    }
    expect(&block, &*CHAIN.load())?;
    let mut schedule = [0; 60];
    aes::set_key(&mut schedule, &counting::<32>(0));
    Aes::new(&schedule).encrypt_block(&mut block);
    expect(&block, &*CHAIN_256.load())
}

/// Decryption with AES-128: back to the first block.
pub fn aes_decrypt() -> Result<(), Status> {
    let (schedule, mut block) = (schedule(), CHAIN.get());
    for _ in 0..CHAINED {
        Aes::new(&schedule).decrypt_block(&mut block);
    }
    expect(&block, &first_block())
}

/// CCM, both ways; a wrong tag is refused.
pub fn ccm() -> Result<(), Status> {
    let schedule = schedule();
    let (cipher, nonce, aad) = (Aes::new(&schedule), counting::<12>(0), counting::<16>(0));
    sealed_and_opened(
        &CCM,
        |text, tag| ccm::seal(&cipher, &nonce, &aad, text, tag),
        |text, tag| ccm::open(&cipher, &nonce, &aad, text, tag),
    )
}

/// GCM, both ways; a wrong tag is refused.
pub fn gcm() -> Result<(), Status> {
    let schedule = schedule();
    let (cipher, nonce, aad) = (Aes::new(&schedule), counting::<12>(0), counting::<16>(0));
    let header = gcm::Header { nonce: &nonce, aad: &aad };
    sealed_and_opened(
        &GCM,
        |text, tag| gcm::seal(&cipher, &header, text, tag),
        |text, tag| gcm::open(&cipher, &header, text, tag),
    )
}

/// CMAC.
pub fn cmac() -> Result<(), Status> {
    let schedule = schedule();
    let (cipher, mut mac, mut tag) = (Aes::new(&schedule), CbcMac::default(), Block::default());
    mac.update(&cipher, &counting::<20>(0));
    cmac::finish(&mut mac, &cipher, &mut tag);
    expect(&tag, &*CMAC.load())
}

/// Key wrap, both ways.
pub fn key_wrap() -> Result<(), Status> {
    let schedule = schedule();
    let (cipher, mut buffer) = (Aes::new(&schedule), [0; 24]);
    buffer.iter_mut().skip(8).zip(first_block()).for_each(|(place, byte)| *place = byte);
    key_wrap::wrap(&cipher, &mut buffer);
    expect(&buffer, &*WRAPPED.load())?;
    let Some((check, key)) = buffer.split_first_chunk_mut() else { return Err(Status::SELF_TEST_FAILED) };
    key_wrap::unwrap(&cipher, check, key).map_err(|_| Status::SELF_TEST_FAILED)?;
    expect(key, &first_block())
}

/// EAX', both ways.
pub fn eax_prime() -> Result<(), Status> {
    let schedule = schedule();
    let (cipher, cleartext, mut buffer) = (Aes::new(&schedule), counting::<20>(0), [0; 24]);
    let Some((text, tag)) = buffer.split_last_chunk_mut() else { return Err(Status::SELF_TEST_FAILED) };
    copy(text, &cleartext);
    eax_prime::seal(&cipher, &[&cleartext], text, tag);
    expect(&buffer, &*EAX_PRIME.load())?;
    let Some((text, tag)) = buffer.split_last_chunk_mut() else { return Err(Status::SELF_TEST_FAILED) };
    eax_prime::open(&cipher, &[&cleartext], text, tag).map_err(|_| Status::SELF_TEST_FAILED)?;
    expect(text, &cleartext)
}

/// Seals 32 bytes, opens them again, and then with a wrong tag.
fn sealed_and_opened(
    answer: &Flash<[u8; 48]>, seal: impl Fn(&mut [u8], &mut [u8]), open: impl Fn(&mut [u8], &[u8]) -> Answer,
) -> Result<(), Status> {
    let (plain, mut tag) = (counting::<32>(0), [0; 16]);
    let mut text = plain;
    seal(&mut text, &mut tag);
    let mut whole = [0; 48];
    whole.iter_mut().zip(text.iter().chain(&tag)).for_each(|(place, byte)| *place = *byte);
    expect(&whole, &*answer.load())?;
    let mut opened = text;
    open(&mut opened, &tag).map_err(|_| Status::SELF_TEST_FAILED)?;
    expect(&opened, &plain)?;
    tag[15] ^= 1;
    match open(&mut text, &tag) {
        Err(Status::NOT_AUTHENTIC) => expect(&text, &repeated::<32>(0)),
        _ => Err(Status::SELF_TEST_FAILED),
    }
}

fn schedule() -> Aes128Schedule {
    let mut schedule = [0; 44];
    aes::set_key(&mut schedule, &counting::<16>(0));
    schedule
}

/// The plaintext of FIPS 197, C.
fn first_block() -> Block {
    counting::<16>(0).map(|byte| byte | byte << 4)
}

flash! {
    /// After sixteen encryptions with AES-128.
    static CHAIN: [u8; 16] = [
        0x24, 0x62, 0x63, 0x5D, 0xFF, 0xDE, 0xE3, 0xCE, 0xE0, 0x4D, 0x82, 0xF4, 0x23, 0x5E, 0x3F, 0xC1,
    ];
}

flash! {
    /// After one more with AES-256.
    static CHAIN_256: [u8; 16] = [
        0xA5, 0x39, 0xDB, 0x79, 0x10, 0x29, 0xF1, 0xD9, 0x4A, 0x90, 0xE5, 0x31, 0x61, 0x91, 0xDB, 0xAE,
    ];
}

flash! {
    /// Ciphertext and tag.
    static CCM: [u8; 48] = [
        0x33, 0x14, 0xF1, 0x64, 0xD8, 0x85, 0xC2, 0xB6, 0x79, 0x1A, 0xC3, 0xEB, 0x0E, 0xE7, 0x8B, 0x8F,
        0x7C, 0x47, 0x0B, 0x21, 0xDF, 0x11, 0xA1, 0x2F, 0x56, 0x7E, 0x56, 0x86, 0xEC, 0x3D, 0xB5, 0xAE,
        0x24, 0xD0, 0xF5, 0x9C, 0x07, 0xD8, 0x6D, 0xCB, 0xDB, 0x74, 0x4A, 0x80, 0xC8, 0xB1, 0x4F, 0x66,
    ];
}

flash! {
    /// Ciphertext and tag.
    static GCM: [u8; 48] = [
        0x93, 0x6D, 0xA5, 0xCD, 0x62, 0x1E, 0xF1, 0x53, 0x43, 0xDB, 0x6B, 0x81, 0x3A, 0xAE, 0x7E, 0x07,
        0xA3, 0x37, 0x08, 0xF5, 0x47, 0xF8, 0xEB, 0xE1, 0xFE, 0x38, 0xEB, 0x36, 0x08, 0x59, 0xBC, 0x73,
        0x3C, 0xF7, 0x22, 0x6B, 0xF6, 0xC5, 0xBA, 0xC1, 0xA6, 0x89, 0x99, 0xA8, 0x3B, 0x2E, 0xE1, 0x33,
    ];
}

flash! {
    /// The tag of 20 bytes.
    static CMAC: [u8; 16] = [
        0x98, 0x0A, 0xE8, 0x7B, 0x5F, 0x4C, 0x9C, 0x52, 0x14, 0xF5, 0xB6, 0xA8, 0x45, 0x5E, 0x4C, 0x2D,
    ];
}

flash! {
    /// RFC 3394, 4.1.
    static WRAPPED: [u8; 24] = [
        0x1F, 0xA6, 0x8B, 0x0A, 0x81, 0x12, 0xB4, 0x47, 0xAE, 0xF3, 0x4B, 0xD8, 0xFB, 0x5A, 0x7B, 0x82,
        0x9D, 0x3E, 0x86, 0x23, 0x71, 0xD2, 0xCF, 0xE5,
    ];
}

flash! {
    /// Ciphertext and tag.
    static EAX_PRIME: [u8; 24] = [
        0x1C, 0xC3, 0x20, 0x96, 0x04, 0x35, 0x7C, 0xE4, 0x3D, 0x50, 0xAA, 0x3C, 0x5C, 0xE5, 0x94, 0x9D,
        0xDD, 0xF0, 0xE6, 0xE5, 0x21, 0x6D, 0xB9, 0x6F,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_known() {
        for test in [aes_encrypt, aes_decrypt, ccm, gcm, cmac, key_wrap, eax_prime] {
            assert_eq!(test(), Ok(()));
        }
    }
}
