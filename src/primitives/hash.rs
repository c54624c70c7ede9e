//! What the hash functions of FIPS 180-4 have in common: buffering, padding and the chaining from block to
//! block. The time depends on the length of the message only.

use zeroize::Zeroize;

/// One of the functions: its compression and its sizes.
pub trait Algorithm {
    /// The chaining value between two blocks.
    type State: Copy + Zeroize;
    /// A block, of 64 or 128 bytes.
    type Block: Copy + AsRef<[u8]> + AsMut<[u8]> + Zeroize;
    /// The digest.
    type Digest: Copy + AsRef<[u8]> + AsMut<[u8]> + Zeroize;

    /// The chaining value before the first block.
    fn initial_state() -> Self::State;
    /// A block of zeros.
    const ZERO_BLOCK: Self::Block;
    /// A digest of zeros.
    const ZERO_DIGEST: Self::Digest;
    /// Bytes that the length takes at the end of the padding, 8 or 16.
    const LENGTH_BYTES: usize;

    /// Takes one block of the padded message into the chaining value.
    fn compress(state: &mut Self::State, block: &Self::Block);

    /// Writes the start of the chaining value that is the digest.
    fn write_digest(state: &Self::State, digest: &mut Self::Digest);
}

/// A message being hashed.
#[repr(C)]
pub struct Hash<A: Algorithm> {
    state: A::State,
    /// Bytes absorbed, low word first: two words, so that the alignment is that of a word.
    length: [u32; 2],
    buffer: A::Block,
}

impl<A: Algorithm> Default for Hash<A> {
    fn default() -> Self {
        Hash { state: A::initial_state(), length: [0; 2], buffer: A::ZERO_BLOCK }
    }
}

impl<A: Algorithm> Clone for Hash<A> {
    fn clone(&self) -> Self {
        Hash { state: self.state, length: self.length, buffer: self.buffer }
    }
}

impl<A: Algorithm> Hash<A> {
    const BLOCK_LENGTH: usize = size_of::<A::Block>();

    /// Goes on from `state`, reached after one whole block: HMAC absorbs its pads once.
    #[must_use]
    pub fn after_one_block(state: &A::State) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "64 or 128")]
        let length = [Self::BLOCK_LENGTH as u32, 0];
        Hash { state: *state, length, buffer: A::ZERO_BLOCK }
    }

    /// The chaining value after one block that stands alone.
    pub fn state_after(block: &A::Block, state: &mut A::State) {
        *state = A::initial_state();
        A::compress(state, block);
    }

    /// Absorbs `data`.
    pub fn update(&mut self, data: &[u8]) {
        let mut data = data;
        while !data.is_empty() {
            let position = self.position();
            let Some(room) = self.buffer.as_mut().get_mut(position..) else { return };
            let taken = room.len().min(data.len());
            let (Some(room), Some((now, later))) = (room.get_mut(..taken), data.split_at_checked(taken))
            else {
                return;
            };
            room.copy_from_slice(now);
            data = later;
            self.count(taken);
            if self.position() == 0 {
                A::compress(&mut self.state, &self.buffer);
            }
        }
    }

    /// Pads, writes the digest and leaves the context without a trace of the message.
    pub fn finish(&mut self, digest: &mut A::Digest) {
        let [low, high] = self.length;
        let bits = [high >> 29, high << 3 | low >> 29, low << 3];
        let position = self.position();
        if let Some((first, rest)) =
            self.buffer.as_mut().get_mut(position..).and_then(<[u8]>::split_first_mut)
        {
            *first = 0x80;
            rest.fill(0);
        }
        if position >= Self::BLOCK_LENGTH - A::LENGTH_BYTES {
            A::compress(&mut self.state, &self.buffer);
            self.buffer.as_mut().fill(0);
        }
        let words = if A::LENGTH_BYTES > 8 { &bits[..] } else { &bits[1..] };
        for (bytes, word) in self.buffer.as_mut().as_rchunks_mut().1.iter_mut().rev().zip(words.iter().rev())
        {
            *bytes = word.to_be_bytes();
        }
        A::compress(&mut self.state, &self.buffer);
        A::write_digest(&self.state, digest);
        self.zeroize();
    }

    fn position(&self) -> usize {
        self.length[0] as usize & (Self::BLOCK_LENGTH - 1)
    }

    fn count(&mut self, taken: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "at most a block is taken at a time")]
        let (low, carry) = self.length[0].overflowing_add(taken as u32);
        self.length = [low, self.length[1].wrapping_add(u32::from(carry))];
    }
}

impl<A: Algorithm> Zeroize for Hash<A> {
    fn zeroize(&mut self) {
        self.state.zeroize();
        self.length.zeroize();
        self.buffer.zeroize();
    }
}

impl<A: Algorithm> Drop for Hash<A> {
    fn drop(&mut self) {
        self.zeroize();
    }
}
