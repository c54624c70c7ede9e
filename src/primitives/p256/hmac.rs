//! HMAC-SHA-256 with a key of 32 bytes (FIPS 198-1), for the nonce of a signature. The modes, which
//! have an HMAC of their own, are a layer above; [`Hmac`] is the joint if the two are to be one.

use super::nonce::Hmac;
use crate::primitives::sha256::{BLOCK_LENGTH, Sha256};
use zeroize::Zeroize;

/// HMAC over this crate's SHA-256.
pub struct HmacSha256;

impl Hmac for HmacSha256 {
    fn hmac(key: &[u8; 32], parts: &[&[u8]], output: &mut [u8; 32]) {
        let mut hash = Sha256::default();
        absorb_padded(&mut hash, key, 0x36);
        for part in parts {
            hash.update(part);
        }
        hash.finish(output);
        hash = Sha256::default();
        absorb_padded(&mut hash, key, 0x5C);
        hash.update(output);
        hash.finish(output);
    }
}

fn absorb_padded(hash: &mut Sha256, key: &[u8; 32], pad: u8) {
    let mut block = [pad; BLOCK_LENGTH];
    for (byte, key) in block.iter_mut().zip(key) {
        *byte ^= key;
    }
    hash.update(&block);
    block.zeroize();
}
