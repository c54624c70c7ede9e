//! SHA-256 (FIPS 180-4). The time depends on the length of the message only.
//!
//! Buffering and padding: a context is 104 bytes on every target. The compression function is the
//! target's kernel.

pub use crate::arch::sha256::State;
use crate::arch::sha256::compress;
use zeroize::Zeroize;

/// Bytes in a digest.
pub const DIGEST_LENGTH: usize = 32;
/// Bytes in a block.
pub const BLOCK_LENGTH: usize = 64;

/// FIPS 180-4, 5.3.3: the fractional parts of the square roots of the first eight primes.
const INITIAL_STATE: State =
    [0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19];

/// A message being hashed.
#[derive(Clone)]
#[repr(C)]
pub struct Sha256 {
    state: State,
    /// Bytes absorbed, low word first: two words, so that the alignment is that of a word.
    length: [u32; 2],
    buffer: [u8; BLOCK_LENGTH],
}

impl Default for Sha256 {
    fn default() -> Self {
        Sha256 { state: INITIAL_STATE, length: [0; 2], buffer: [0; BLOCK_LENGTH] }
    }
}

impl Sha256 {
    /// Goes on from `state`, reached after one whole block: HMAC absorbs its pads once.
    #[must_use]
    pub fn after_one_block(state: &State) -> Self {
        Sha256 { state: *state, length: [64, 0], buffer: [0; BLOCK_LENGTH] }
    }

    /// The chaining value after one block that stands alone.
    pub fn state_after(block: &[u8; BLOCK_LENGTH], state: &mut State) {
        *state = INITIAL_STATE;
        compress(state, block);
    }

    /// Absorbs `data`.
    pub fn update(&mut self, data: &[u8]) {
        let mut data = data;
        while !data.is_empty() {
            let position = self.position();
            let Some(room) = self.buffer.get_mut(position..) else { return };
            let taken = room.len().min(data.len());
            let (Some(room), Some((now, later))) = (room.get_mut(..taken), data.split_at_checked(taken))
            else {
                return;
            };
            room.copy_from_slice(now);
            data = later;
            self.count(taken);
            if self.position() == 0 {
                compress(&mut self.state, &self.buffer);
            }
        }
    }

    /// Pads, writes the digest and leaves the context without a trace of the message.
    pub fn finish(&mut self, digest: &mut [u8; DIGEST_LENGTH]) {
        let bits = [self.length[1] << 3 | self.length[0] >> 29, self.length[0] << 3];
        let position = self.position();
        if let Some((first, rest)) = self.buffer.get_mut(position..).and_then(<[u8]>::split_first_mut) {
            *first = 0x80;
            rest.fill(0);
        }
        if position >= BLOCK_LENGTH - 8 {
            compress(&mut self.state, &self.buffer);
            self.buffer.fill(0);
        }
        if let Some((_, end)) = self.buffer.split_last_chunk_mut::<8>() {
            let (high, low) = end.split_at_mut(4);
            high.copy_from_slice(&bits[0].to_be_bytes());
            low.copy_from_slice(&bits[1].to_be_bytes());
        }
        compress(&mut self.state, &self.buffer);
        for (bytes, word) in digest.chunks_exact_mut(4).zip(&self.state) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        self.zeroize();
    }

    fn position(&self) -> usize {
        (self.length[0] & 63) as usize
    }

    fn count(&mut self, taken: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "at most 64 bytes are taken at a time")]
        let (low, carry) = self.length[0].overflowing_add(taken as u32);
        self.length = [low, self.length[1].wrapping_add(u32::from(carry))];
    }
}

impl Zeroize for Sha256 {
    fn zeroize(&mut self) {
        self.state.zeroize();
        self.length.zeroize();
        self.buffer.zeroize();
    }
}

impl Drop for Sha256 {
    fn drop(&mut self) {
        self.zeroize();
    }
}

#[cfg(test)]
mod tests;
