//! The other implementation: OpenSSL, and modes that it lacks written as their standards say, on numbers of 128 bits.

use crate::{group, number};
use openssl::bn::{BigNum, BigNumContext};
use openssl::cipher::{Cipher, CipherRef};
use openssl::cipher_ctx::CipherCtx;
use openssl::ec::EcPoint;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use openssl::symm::{self, Crypter, Mode};

/// One block of AES.
pub fn encrypt_block(key: &[u8], block: [u8; 16]) -> [u8; 16] {
    one_block(key, block, Mode::Encrypt)
}

/// One block of AES, backwards.
pub fn decrypt_block(key: &[u8], block: [u8; 16]) -> [u8; 16] {
    one_block(key, block, Mode::Decrypt)
}

fn one_block(key: &[u8], block: [u8; 16], mode: Mode) -> [u8; 16] {
    let cipher = match key.len() {
        16 => symm::Cipher::aes_128_ecb(),
        24 => symm::Cipher::aes_192_ecb(),
        _ => symm::Cipher::aes_256_ecb(),
    };
    let mut crypter = Crypter::new(cipher, mode, key, None).expect("a key of AES");
    crypter.pad(false);
    let mut output = [0; 32];
    crypter.update(&block, &mut output).expect("OpenSSL computes");
    output[..16].try_into().expect("16 bytes")
}

/// AES-128-CBC without padding.
pub fn cbc_encrypt(key: &[u8; 16], iv: &[u8; 16], data: &[u8]) -> Vec<u8> {
    let mut last = u128::from_be_bytes(*iv);
    let mut output = Vec::new();
    for block in data.chunks(16) {
        let block = u128::from_be_bytes(block.try_into().expect("whole blocks"));
        last = u128::from_be_bytes(encrypt_block(key, (last ^ block).to_be_bytes()));
        output.extend(last.to_be_bytes());
    }
    output
}

/// Seals with OpenSSL's GCM or CCM: ciphertext and tag.
pub fn seal(
    cipher: &CipherRef, key: &[u8], nonce: &[u8], aad: &[u8], payload: &[u8], tag_length: usize,
) -> (Vec<u8>, Vec<u8>) {
    let ccm = [Cipher::aes_128_ccm(), Cipher::aes_192_ccm(), Cipher::aes_256_ccm()];
    let is_ccm = ccm.iter().any(|other| other.nid() == cipher.nid());
    let mut context = CipherCtx::new().expect("memory");
    let mut seal = || {
        context.encrypt_init(Some(cipher), None, None)?;
        context.set_iv_length(nonce.len())?;
        if is_ccm {
            context.set_tag_length(tag_length)?;
        }
        context.encrypt_init(None, Some(key), Some(nonce))?;
        if is_ccm {
            context.set_data_len(payload.len())?;
        }
        if !aad.is_empty() {
            context.cipher_update(aad, None)?;
        }
        let mut sealed = vec![0; payload.len() + 16];
        let written = context.cipher_update(payload, Some(&mut sealed))?;
        sealed.truncate(written);
        context.cipher_final_vec(&mut Vec::new())?;
        let mut tag = vec![0; tag_length];
        context.tag(&mut tag)?;
        Ok::<_, openssl::error::ErrorStack>((sealed, tag))
    };
    seal().expect("OpenSSL seals")
}

/// Doubling of SP 800-38B, 6.1.
pub fn double(number: u128) -> u128 {
    number << 1 ^ if number >> 127 == 1 { 0x87 } else { 0 }
}

/// SP 800-38B.
pub fn cmac(key: &[u8], message: &[u8]) -> [u8; 16] {
    let first = double(encrypt(key, 0));
    cbc_mac(key, 0, [first, double(first)], message).to_be_bytes()
}

fn encrypt(key: &[u8], number: u128) -> u128 {
    u128::from_be_bytes(encrypt_block(key, number.to_be_bytes()))
}

/// CBC-MAC from `sum` on, the last block masked: with the first mask if it is whole, else padded and with the second.
fn cbc_mac(key: &[u8], mut sum: u128, masks: [u128; 2], message: &[u8]) -> u128 {
    let mut blocks: Vec<&[u8]> = message.chunks(16).collect();
    let last = blocks.pop().unwrap_or_default();
    for block in blocks {
        sum = encrypt(key, sum ^ u128::from_be_bytes(block.try_into().expect("a whole block")));
    }
    let mut padded = [0; 16];
    padded[..last.len()].copy_from_slice(last);
    let mut mask = masks[0];
    if let Some(next) = padded.get_mut(last.len()) {
        *next = 0x80;
        mask = masks[1];
    }
    encrypt(key, sum ^ u128::from_be_bytes(padded) ^ mask)
}

/// ANSI C12.22, EAX': ciphertext and tag. Both MACs begin with their own mask, D for the cleartext, Q for the
/// ciphertext; the counter is the cleartext's MAC with two bits cleared. Doubling takes the bytes the other way round
/// than CMAC does.
pub fn eax_prime_seal(key: &[u8; 16], cleartext: &[u8], payload: &[u8]) -> (Vec<u8>, [u8; 4]) {
    let doubled = |number: u128| double(number.swap_bytes()).swap_bytes();
    let d = doubled(encrypt(key, 0));
    let q = doubled(d);
    let nonce = cbc_mac(key, d, [d, q], cleartext);
    let mut counter = nonce & !(1 << 31 | 1 << 15);
    let mut sealed = payload.to_vec();
    for block in sealed.chunks_mut(16) {
        let stream = encrypt(key, counter).to_be_bytes();
        block.iter_mut().zip(stream).for_each(|(byte, mask)| *byte ^= mask);
        counter = counter.wrapping_add(1);
    }
    let tag = if sealed.is_empty() { nonce } else { nonce ^ cbc_mac(key, q, [d, q], &sealed) };
    (sealed, (tag as u32).to_be_bytes())
}

/// HMAC-SHA-256 of OpenSSL. An empty key is the key of one zero byte, padded to a block.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let key = PKey::hmac(if key.is_empty() { &[0] } else { key }).expect("OpenSSL takes any other key");
    let mut signer = Signer::new(MessageDigest::sha256(), &key).expect("OpenSSL has HMAC");
    signer.sign_oneshot_to_vec(message).expect("OpenSSL computes").try_into().expect("32 bytes")
}

/// The x coordinate of a product on P-256.
pub fn ecdh(scalar: &[u8; 32], raw: &[u8; 64]) -> [u8; 32] {
    let (group, mut context) = (group(), BigNumContext::new().expect("memory"));
    let point = EcPoint::from_bytes(&group, &[&[4], &raw[..]].concat(), &mut context).expect("a point");
    let mut product = EcPoint::new(&group).expect("memory");
    product.mul2(&group, &point, &number(scalar), &mut context).expect("OpenSSL multiplies");
    let (mut x, mut y) = (BigNum::new().expect("memory"), BigNum::new().expect("memory"));
    product.affine_coordinates(&group, &mut x, &mut y, &mut context).expect("not at infinity");
    x.to_vec_padded(32).expect("32 bytes").try_into().expect("32 bytes")
}
