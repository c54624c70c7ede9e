//! HMAC (FIPS 198-1, RFC 2104). The time depends on lengths only.
//!
//! Both pads are absorbed when the key is set: each message then costs one compression less on
//! either side, and a key is two chaining values. It stands with the primitives because RFC 6979 needs
//! it below the modes.

use super::hash::{Algorithm, Hash};
use super::sha256::{DIGEST_LENGTH, Sha256Algorithm};
use super::sha512::Sha384Algorithm;
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use zeroize::Zeroize;

/// A message being authenticated with HMAC-SHA-256.
pub type HmacSha256 = Hmac<Sha256Algorithm>;
/// A key of HMAC-SHA-256.
pub type HmacSha256Key = Key<Sha256Algorithm>;

/// A message being authenticated with HMAC-SHA-384.
pub type HmacSha384 = Hmac<Sha384Algorithm>;

/// Bytes in a whole tag of HMAC-SHA-256.
pub const TAG_LENGTH: usize = DIGEST_LENGTH;
/// Bytes in the shortest tag that a verification accepts: half the hash (RFC 2104, section 5).
pub const MINIMUM_TAG_LENGTH: usize = DIGEST_LENGTH / 2;

const INNER_PAD: u8 = 0x36;
const OUTER_PAD: u8 = 0x5C;

/// A key, as the chaining values behind its two pads.
pub struct Key<A: Algorithm> {
    inner: A::State,
    outer: A::State,
}

impl<A: Algorithm> Key<A> {
    /// Takes a key of any length; one longer than a block is hashed first.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        let mut set = Key { inner: A::initial_state(), outer: A::initial_state() };
        set.set(key);
        set
    }

    /// Takes another key in place of this one.
    pub fn set(&mut self, key: &[u8]) {
        let mut block = A::ZERO_BLOCK;
        if let Some(start) = block.as_mut().get_mut(..key.len()) {
            start.copy_from_slice(key);
        } else {
            let mut hash = Hash::<A>::default();
            let mut hashed = A::ZERO_DIGEST;
            hash.update(key);
            hash.finish(&mut hashed);
            for (byte, hashed) in block.as_mut().iter_mut().zip(hashed.as_ref()) {
                *byte = *hashed;
            }
            hashed.zeroize();
        }
        block.as_mut().iter_mut().for_each(|byte| *byte ^= INNER_PAD);
        Hash::<A>::state_after(&block, &mut self.inner);
        block.as_mut().iter_mut().for_each(|byte| *byte ^= INNER_PAD ^ OUTER_PAD);
        Hash::<A>::state_after(&block, &mut self.outer);
        block.zeroize();
    }

    /// The tag of a message in parts. `tag` may hold a part on the way in through a copy only.
    pub fn tag(&self, parts: &[&[u8]], tag: &mut A::Digest) {
        let mut hash = Hash::<A>::after_one_block(&self.inner);
        for part in parts {
            hash.update(part);
        }
        finish(&mut hash, &self.outer, tag);
    }
}

impl<A: Algorithm> Drop for Key<A> {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

/// A message being authenticated.
#[repr(C)]
pub struct Hmac<A: Algorithm> {
    inner: Hash<A>,
    outer: A::State,
}

impl<A: Algorithm> Hmac<A> {
    /// Takes a key of any length; one longer than a block is hashed first.
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        let key = Key::<A>::new(key);
        Hmac { inner: Hash::after_one_block(&key.inner), outer: key.outer }
    }

    /// Absorbs a part of the message.
    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    /// Writes the tag; the context is wiped.
    pub fn finish(&mut self, tag: &mut A::Digest) {
        finish(&mut self.inner, &self.outer, tag);
        self.outer.zeroize();
    }

    /// Compares the leftmost bytes of the tag with `expected`, from half to all of them; the context is
    /// wiped.
    pub fn finish_verify(&mut self, expected: &[u8]) -> Answer {
        let mut tag = A::ZERO_DIGEST;
        self.finish(&mut tag);
        let verdict = match tag.as_ref().get(..expected.len()) {
            Some(start) if expected.len() >= size_of::<A::Digest>() / 2 => {
                Verdict::of_tags(start, expected).answer()
            }
            _ => Err(Status::BAD_LENGTH),
        };
        tag.zeroize();
        verdict
    }
}

impl<A: Algorithm> Drop for Hmac<A> {
    fn drop(&mut self) {
        self.outer.zeroize();
    }
}

fn finish<A: Algorithm>(inner: &mut Hash<A>, outer: &A::State, tag: &mut A::Digest) {
    inner.finish(tag);
    let mut hash = Hash::<A>::after_one_block(outer);
    hash.update(tag.as_ref());
    hash.finish(tag);
}
