//! What the hash functions of FIPS 180-4 have in common: buffering, padding and the chaining from block to
//! block. The time depends on the length of the message only.
//!
//! Whole blocks are compressed where they lie. Only what is left of them goes through the buffer, whose bytes behind
//! what it holds are zero at all times: padding is there before it is needed.

use crate::arch::halves;
use crate::arch::memory::{bytes, bytes_mut, clear, copy};
use zeroize::Zeroize;

/// One of the functions: its compression and its sizes.
pub trait Algorithm {
    /// The words of the chaining value between two blocks.
    type State: AsRef<[u32]> + AsMut<[u32]>;
    /// The words that the bytes of a block take.
    type Block: AsRef<[u32]> + AsMut<[u32]>;
    /// The digest.
    type Digest: Copy + AsRef<[u8]> + AsMut<[u8]> + Zeroize;

    /// Sets the chaining value that stands before the first block.
    fn start(state: &mut Self::State);
    /// A chaining value of zeros.
    fn zero_state() -> Self::State;
    /// A block of zeros.
    fn zero_block() -> Self::Block;
    /// A digest of zeros.
    fn zero_digest() -> Self::Digest;
    /// Bytes that the length takes at the end of the padding, 8 or 16.
    const LENGTH_BYTES: usize;

    /// Takes one block of the padded message, of any alignment, into the chaining value.
    fn compress(state: &mut Self::State, block: &[u8]);

    /// Writes the start of the chaining value that is the digest.
    fn write_digest(state: &Self::State, digest: &mut [u8]);
}

/// A message being hashed: fewer than 2^61 bytes.
#[repr(C)]
pub struct Hash<A: Algorithm> {
    state: A::State,
    /// Bytes absorbed, low word first: two words, so that the alignment is that of a word.
    length: [u32; 2],
    buffer: A::Block,
}

impl<A: Algorithm> Default for Hash<A> {
    #[inline(never)]
    fn default() -> Self {
        let mut hash = Hash::zeroed();
        hash.start();
        hash
    }
}

impl<A: Algorithm> Hash<A> {
    const BLOCK_LENGTH: usize = size_of::<A::Block>();

    /// All words zero: to be started. A context that is moved once it is started is moved by the C library.
    #[inline(always)]
    #[must_use]
    pub fn zeroed() -> Self {
        Hash { state: A::zero_state(), length: [0; 2], buffer: A::zero_block() }
    }

    /// Starts a message in a context whose words are all zero.
    pub fn start(&mut self) {
        A::start(&mut self.state);
    }

    /// The same for a message whose first block `set` has taken into the chaining value: HMAC absorbs its pads once.
    pub(super) fn start_after_one_block(&mut self, set: impl FnOnce(&mut A::State)) {
        set(&mut self.state);
        #[expect(clippy::cast_possible_truncation, reason = "64 or 128")]
        let length = Self::BLOCK_LENGTH as u32;
        self.length = [length, 0];
    }

    /// Goes on from `state`, reached after one block, whatever the context held.
    pub(super) fn go_on_after_one_block(&mut self, state: &A::State) {
        self.start_after_one_block(|own| copy(own.as_mut(), state.as_ref()));
        clear(self.buffer.as_mut());
    }

    /// Absorbs `data`.
    pub fn update(&mut self, data: &[u8]) {
        let mut position = self.position();
        let length = self.length().wrapping_add(data.len() as u64);
        self.length = halves::split(length);
        let mut data = data;
        while let Some((byte, later)) = data.split_first() {
            if position == 0
                && let Some((block, later)) = data.split_at_checked(Self::BLOCK_LENGTH)
            {
                A::compress(&mut self.state, block);
                data = later;
                continue;
            }
            data = later;
            if let Some(place) = bytes_mut(self.buffer.as_mut()).get_mut(position) {
                *place = *byte;
            }
            position = (position + 1) & (Self::BLOCK_LENGTH - 1);
            if position == 0 {
                self.compress_buffer();
            }
        }
    }

    /// Pads and writes the digest. The context is of no use from here on, until it is wiped or goes on from a state.
    pub fn finish(&mut self, digest: &mut [u8]) {
        let position = self.position();
        if let Some(place) = bytes_mut(self.buffer.as_mut()).get_mut(position) {
            *place = 0x80;
        }
        if position >= Self::BLOCK_LENGTH - A::LENGTH_BYTES {
            self.compress_buffer();
        }
        let [low, high] = halves::split(self.length() << 3);
        if let [.., before, last] = self.buffer.as_mut() {
            (*before, *last) = (high.to_be(), low.to_be());
        }
        A::compress(&mut self.state, bytes(self.buffer.as_ref()));
        A::write_digest(&self.state, digest);
    }

    fn compress_buffer(&mut self) {
        A::compress(&mut self.state, bytes(self.buffer.as_ref()));
        clear(self.buffer.as_mut());
    }

    fn position(&self) -> usize {
        self.length[0] as usize & (Self::BLOCK_LENGTH - 1)
    }

    fn length(&self) -> u64 {
        halves::join(self.length)
    }
}

impl<A: Algorithm> Drop for Hash<A> {
    fn drop(&mut self) {
        clear(self.state.as_mut());
        clear(self.buffer.as_mut());
    }
}
