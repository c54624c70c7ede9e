//! AES-GCM (SP 800-38D): authenticated encryption for nonces of any length, of which 12 bytes are
//! best, and tags of 4, 8 and 12 to 16 bytes. GMAC is the same with nothing to encrypt. The time
//! depends on lengths only.
//!
//! One message in parts and one in a single call run the same code: what is not a whole block yet
//! waits in the message's own memory. The cipher always works on two blocks at once.

use crate::arch::memory::{clear_words_of, words, zeroed};
use crate::modes::ctr::increment;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use crate::primitives::ghash::Ghash;
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use crate::wipe::wipe;

/// Bytes in the longest tag.
pub const MAXIMUM_TAG_LENGTH: usize = 16;
/// Bytes of the nonce that fills the first counter block as it is (SP 800-38D, 7.1).
const PLAIN_NONCE_LENGTH: usize = 12;
/// Bytes in the longest text: 2^32 - 2 blocks (SP 800-38D, 5.2.1.1).
const MAXIMUM_TEXT_LENGTH: u64 = (1 << 36) - 32;

/// Whether a nonce has this length: any but 0.
pub fn check_nonce_length(length: usize) -> Result<(), Status> {
    if length > 0 { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Whether a tag has this length: 4, 8 and 12 to 16 bytes (SP 800-38D, 5.2.1.2).
pub fn check_tag_length(length: usize) -> Result<(), Status> {
    if matches!(length, 4 | 8 | 12..=MAXIMUM_TAG_LENGTH) { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Whether so much text may follow on `length` bytes.
pub fn check_text_length(length: Length, more: usize) -> Result<(), Status> {
    if length.get().saturating_add(more as u64) <= MAXIMUM_TEXT_LENGTH {
        Ok(())
    } else {
        Err(Status::BAD_LENGTH)
    }
}

/// What goes with a text. By reference: of a function with more than 18 bytes of arguments LLVM misreads the
/// last ones on AVR with a 3-byte program counter.
pub struct Header<'a> {
    /// The initialisation vector.
    pub nonce: &'a [u8],
    /// The associated data.
    pub aad: &'a [u8],
}

/// Checks all lengths of a message.
pub fn check_lengths(nonce: usize, _aad: usize, tag: usize, text: usize) -> Result<(), Status> {
    check_nonce_length(nonce)?;
    check_tag_length(tag)?;
    check_text_length(Length::default(), text)
}

/// Encrypts `buffer` in place and writes the tag. The lengths have been checked.
pub fn seal<C: BlockEncrypt>(cipher: &C, header: &Header<'_>, buffer: &mut [u8], tag: &mut [u8]) {
    let mut message: Gcm = zeroed();
    message.start(cipher, header.nonce);
    message.absorb_aad(header.aad);
    message.apply(cipher, buffer, Direction::Encrypt);
    message.finish(tag);
}

/// Decrypts `buffer` in place and checks the tag; if it does not match, `buffer` is zeroed. The lengths
/// have been checked.
pub fn open<C: BlockEncrypt>(cipher: &C, header: &Header<'_>, buffer: &mut [u8], tag: &[u8]) -> Answer {
    let mut message: Gcm = zeroed();
    message.start(cipher, header.nonce);
    message.absorb_aad(header.aad);
    message.apply(cipher, buffer, Direction::Decrypt);
    let verdict = message.finish_verify(tag);
    verdict.release(buffer);
    verdict.answer()
}

/// Which way the text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The output is the ciphertext.
    Encrypt = 1,
    /// The input is the ciphertext.
    Decrypt = 2,
}

/// A number of bytes, low word first: two words, so that the alignment is that of a word.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Length([u32; 2]);
words!(Length { 0 });

impl Length {
    fn get(self) -> u64 {
        u64::from(self.0[1]) << 32 | u64::from(self.0[0])
    }

    fn add(&mut self, more: usize) {
        let sum = self.get().wrapping_add(more as u64);
        #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
        let words = [sum as u32, (sum >> 32) as u32];
        self.0 = words;
    }

    fn beyond_blocks(self) -> usize {
        self.0[0] as usize % BLOCK_LENGTH
    }

    fn bits(self) -> [u32; 2] {
        let Length([low, high]) = self;
        [low << 3, high << 3 | low >> 29]
    }
}

/// A message under way.
#[repr(C)]
pub struct Gcm {
    ghash: Ghash,
    /// The last counter block that was used.
    counter: Block,
    /// What covers the tag: the first counter block, encrypted.
    mask: Block,
    keystream: [Block; 2],
    /// Bytes that GHASH has not absorbed yet: as many as the length under way has beyond whole blocks.
    waiting: Block,
    aad: Length,
    text: Length,
    /// 0 while associated data may come, then a [`Direction`].
    direction: u32,
}

words!(Gcm { ghash, counter, mask, keystream, waiting, aad, text, direction });

impl Gcm {
    /// Derives the subkey and the first counter block, in a message that is zeros so far.
    pub fn start<C: BlockEncrypt>(&mut self, cipher: &C, nonce: &[u8]) {
        self.counter[BLOCK_LENGTH - 1] = 1;
        xor(&mut self.counter, nonce);
        // The subkey and, for a nonce of 12 bytes, the mask of the tag do not depend on each other.
        self.encrypt_counter(cipher);
        self.ghash.set_key(&self.keystream[0]);
        if nonce.len() != PLAIN_NONCE_LENGTH {
            // The first counter block is what the tag of the nonce would be, as a ciphertext without a mask.
            self.direction = Direction::Decrypt as u32;
            self.absorb(nonce);
            self.whole_tag();
            self.counter = self.mask;
            self.ghash.restart();
            self.text = Length::default();
            self.direction = 0;
            self.encrypt_counter(cipher);
        }
        self.mask = self.keystream[1];
    }

    /// Encrypts the counter block, beside what stands in the other half of the keystream.
    #[inline(never)]
    fn encrypt_counter<C: BlockEncrypt>(&mut self, cipher: &C) {
        self.keystream[1] = self.counter;
        cipher.encrypt_pair(&mut self.keystream);
    }

    /// Whether associated data may still come.
    #[must_use]
    pub fn takes_aad(&self) -> bool {
        self.direction == 0
    }

    /// Whether text may come that goes this way.
    #[must_use]
    pub fn takes(&self, direction: Direction) -> bool {
        self.direction == 0 || self.direction == direction as u32
    }

    /// How much text has come.
    #[must_use]
    pub fn text_length(&self) -> Length {
        self.text
    }

    /// Absorbs associated data, before any text.
    pub fn absorb_aad(&mut self, aad: &[u8]) {
        self.absorb(aad);
    }

    /// Encrypts or decrypts the next part of the text in place.
    pub fn apply<C: BlockEncrypt>(&mut self, cipher: &C, buffer: &mut [u8], direction: Direction) {
        if self.direction == 0 {
            self.pad();
            self.direction = direction as u32;
        }
        let mut rest = buffer;
        while !rest.is_empty() {
            let position = self.text.0[0] as usize % (2 * BLOCK_LENGTH);
            if position == 0 {
                self.next_keystream(cipher);
            }
            let room = self.keystream.as_flattened().get(position..).unwrap_or_default().len();
            let (now, later) = rest.split_at_mut(room.min(rest.len()));
            if direction == Direction::Decrypt {
                self.absorb(now);
            }
            xor(now, self.keystream.as_flattened().get(position..).unwrap_or_default());
            if direction == Direction::Encrypt {
                self.absorb(now);
            }
            rest = later;
        }
    }

    /// Writes the leftmost bytes of the tag; the message is over.
    pub fn finish(&mut self, tag: &mut [u8]) {
        wipe(tag);
        xor(tag, self.whole_tag());
    }

    /// Compares the leftmost bytes of the tag; the message is over.
    pub fn finish_verify(&mut self, expected: &[u8]) -> Verdict {
        Verdict::of_tags(self.whole_tag().get(..expected.len()).unwrap_or_default(), expected)
    }

    /// The tag, where its mask was.
    fn whole_tag(&mut self) -> &Block {
        self.pad();
        self.ghash.absorb_lengths(self.aad.bits(), self.text.bits());
        self.ghash.add_to(&mut self.mask);
        &self.mask
    }

    fn next_keystream<C: BlockEncrypt>(&mut self, cipher: &C) {
        // Not in a loop: a copy from field to field is one of words.
        increment(&mut self.counter[PLAIN_NONCE_LENGTH..]);
        self.keystream[0] = self.counter;
        increment(&mut self.counter[PLAIN_NONCE_LENGTH..]);
        self.encrypt_counter(cipher);
    }

    /// Absorbs associated data, or text.
    fn absorb(&mut self, data: &[u8]) {
        let length = self.length();
        let mut position = length.beyond_blocks();
        length.add(data.len());
        for byte in data {
            if let Some(place) = self.waiting.get_mut(position) {
                *place = *byte;
            }
            position += 1;
            if position == BLOCK_LENGTH {
                self.ghash.absorb_block(&self.waiting);
                position = 0;
            }
        }
    }

    /// The length of what comes now.
    fn length(&mut self) -> &mut Length {
        if self.direction == 0 { &mut self.aad } else { &mut self.text }
    }

    /// Ends the block under way with zeros.
    fn pad(&mut self) {
        let position = self.length().beyond_blocks();
        if position != 0 {
            wipe(self.waiting.get_mut(position..).unwrap_or_default());
            self.ghash.absorb_block(&self.waiting);
        }
    }
}

impl Drop for Gcm {
    fn drop(&mut self) {
        clear_words_of(self);
    }
}
