//! HMAC (FIPS 198-1, RFC 2104). The time depends on lengths only.
//!
//! Both pads are absorbed when the key is set: each message then costs one compression less on
//! either side, and a key is two chaining values. It stands with the primitives because RFC 6979 needs
//! it below the modes.

use super::hash::{Algorithm, Hash};
use super::sha256::{DIGEST_LENGTH, Sha256Algorithm};
use super::sha512::Sha384Algorithm;
use crate::arch::memory::{bytes, bytes_mut, clear};
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

const INNER_PAD: u32 = 0x3636_3636;
const OUTER_PAD: u32 = 0x5C5C_5C5C;

/// A key, as the chaining values behind its two pads.
pub struct Key<A: Algorithm> {
    inner: A::State,
    outer: A::State,
}

impl<A: Algorithm> Key<A> {
    /// Takes a key of any length; one longer than a block is hashed first.
    #[inline(always)]
    #[must_use]
    pub fn new(key: &[u8]) -> Self {
        let mut set = Key { inner: A::zero_state(), outer: A::zero_state() };
        set.set(key);
        set
    }

    /// Takes another key in place of this one.
    pub fn set(&mut self, key: &[u8]) {
        set_states::<A>(key, &mut self.inner, &mut self.outer);
    }

    /// The tag of a message in parts. `tag` may hold a part on the way in through a copy only.
    pub fn tag(&self, parts: &[&[u8]], tag: &mut A::Digest) {
        let mut hash = Hash::<A>::zeroed();
        hash.go_on_after_one_block(&self.inner);
        for part in parts {
            hash.update(part);
        }
        finish(&mut hash, &self.outer, tag.as_mut());
    }
}

impl<A: Algorithm> Drop for Key<A> {
    fn drop(&mut self) {
        clear(self.inner.as_mut());
        clear(self.outer.as_mut());
    }
}

/// A message being authenticated.
#[repr(C)]
pub struct Hmac<A: Algorithm> {
    inner: Hash<A>,
    outer: A::State,
}

impl<A: Algorithm> Hmac<A> {
    /// All words zero: to be started. A context that is moved once it is started is moved by the C library.
    #[inline(always)]
    #[must_use]
    pub fn zeroed() -> Self {
        Hmac { inner: Hash::zeroed(), outer: A::zero_state() }
    }

    /// Takes a key of any length, in a context whose words are all zero; one longer than a block is hashed first.
    pub fn start(&mut self, key: &[u8]) {
        self.inner.start_after_one_block(|inner| set_states::<A>(key, inner, &mut self.outer));
    }

    /// Absorbs a part of the message.
    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    /// Writes the tag. The context is of no use from here on, until it is wiped.
    pub fn finish(&mut self, tag: &mut A::Digest) {
        finish(&mut self.inner, &self.outer, tag.as_mut());
    }

    /// Compares the leftmost bytes of the tag with `expected`, from half to all of them. The context is of no use from
    /// here on, until it is wiped.
    pub fn finish_verify(&mut self, expected: &[u8]) -> Answer {
        let mut tag = A::zero_digest();
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
        clear(self.outer.as_mut());
    }
}

/// The chaining values behind the pads of a key.
fn set_states<A: Algorithm>(key: &[u8], inner: &mut A::State, outer: &mut A::State) {
    let mut block = A::zero_block();
    let start = bytes_mut(block.as_mut());
    if key.len() > start.len() {
        hash_key::<A>(key, start);
    } else {
        // Exclusive or with zeros: compilers make a call of memcpy of a copy.
        start.iter_mut().zip(key).for_each(|(place, byte)| *place ^= *byte);
    }
    pad::<A>(&mut block, INNER_PAD, inner);
    pad::<A>(&mut block, INNER_PAD ^ OUTER_PAD, outer);
    clear(block.as_mut());
}

/// The digest of a key, in a frame of its own: most keys need no room for this.
#[inline(never)]
fn hash_key<A: Algorithm>(key: &[u8], start: &mut [u8]) {
    let mut hash = Hash::<A>::zeroed();
    hash.start();
    hash.update(key);
    if let Some(start) = start.get_mut(..size_of::<A::Digest>()) {
        hash.finish(start);
    }
}

/// Changes the pad of a block, and takes it into a chaining value.
#[inline(never)]
fn pad<A: Algorithm>(block: &mut A::Block, change: u32, state: &mut A::State) {
    block.as_mut().iter_mut().for_each(|word| *word ^= change);
    A::start(state);
    A::compress(state, bytes(block.as_ref()));
}

fn finish<A: Algorithm>(hash: &mut Hash<A>, outer: &A::State, tag: &mut [u8]) {
    hash.finish(tag);
    hash.go_on_after_one_block(outer);
    hash.update(tag);
    hash.finish(tag);
}
