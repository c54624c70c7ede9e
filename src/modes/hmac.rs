//! HMAC-SHA-256 (FIPS 198-1, RFC 2104). The time depends on lengths only.
//!
//! Both pads are absorbed when the key is set: each message then costs one compression less on
//! either side, and the context holds no key, only two chaining values.

use crate::constant_time::equal;
use crate::primitives::aes::xor;
use crate::primitives::sha256::{BLOCK_LENGTH, DIGEST_LENGTH, Sha256, State};
use crate::status::Status;
use zeroize::Zeroize;

/// Bytes in a whole tag.
pub const TAG_LENGTH: usize = DIGEST_LENGTH;
/// Bytes in the shortest tag that a verification accepts: half the hash (RFC 2104, section 5).
pub const MINIMUM_TAG_LENGTH: usize = DIGEST_LENGTH / 2;

const INNER_PAD: u8 = 0x36;
const OUTER_PAD: u8 = 0x5C;

/// A message being authenticated.
#[repr(C)]
pub struct HmacSha256 {
    inner: Sha256,
    outer: State,
}

impl HmacSha256 {
    /// Takes a key of any length; one longer than a block is hashed first.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        let mut block = [0; BLOCK_LENGTH];
        if let Some(start) = block.get_mut(..key.len()) {
            start.copy_from_slice(key);
        } else {
            let mut hashed = [0; DIGEST_LENGTH];
            digest(key, &mut hashed);
            xor(&mut block, &hashed);
            hashed.zeroize();
        }
        let mut inner = [0; 8];
        let mut hmac = HmacSha256 { inner: Sha256::default(), outer: [0; 8] };
        block.iter_mut().for_each(|byte| *byte ^= INNER_PAD);
        Sha256::state_after(&block, &mut inner);
        hmac.inner = Sha256::after_one_block(&inner);
        block.iter_mut().for_each(|byte| *byte ^= INNER_PAD ^ OUTER_PAD);
        Sha256::state_after(&block, &mut hmac.outer);
        block.zeroize();
        inner.zeroize();
        hmac
    }

    /// Absorbs a part of the message.
    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    /// Writes the tag; the context is wiped.
    pub fn finish(&mut self, tag: &mut [u8; TAG_LENGTH]) {
        self.inner.finish(tag);
        let mut outer = Sha256::after_one_block(&self.outer);
        outer.update(tag);
        outer.finish(tag);
        self.outer.zeroize();
    }

    /// Compares the leftmost bytes of the tag with `expected`, 16 to 32 bytes; the context is wiped.
    pub fn finish_verify(&mut self, expected: &[u8]) -> Result<(), Status> {
        let mut tag = [0; TAG_LENGTH];
        self.finish(&mut tag);
        let verdict = match tag.get(..expected.len()) {
            Some(start) if expected.len() >= MINIMUM_TAG_LENGTH => equal(start, expected),
            _ => Err(Status::BAD_LENGTH),
        };
        tag.zeroize();
        verdict
    }
}

impl Drop for HmacSha256 {
    fn drop(&mut self) {
        self.outer.zeroize();
    }
}

fn digest(data: &[u8], output: &mut [u8; DIGEST_LENGTH]) {
    let mut hash = Sha256::default();
    hash.update(data);
    hash.finish(output);
}
