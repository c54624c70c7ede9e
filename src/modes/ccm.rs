//! CCM (SP 800-38C, RFC 3610): authenticated encryption for nonces of 7 to 13 bytes and tags of
//! 4, 6, ..., 16 bytes. The time depends on lengths only.
//!
//! The next block of the MAC and the next block of keystream never depend on each other, so both
//! are always encrypted in one call: a cipher that takes two blocks at once is never half idle.

use crate::arch::memory::{zero_blocks, zero_bytes};
use crate::modes::ctr::increment;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use crate::wipe::wipe;

/// Bytes in the shortest nonce.
pub const MINIMUM_NONCE_LENGTH: usize = 7;
/// Bytes in the longest nonce.
pub const MAXIMUM_NONCE_LENGTH: usize = 13;
/// Bytes in the shortest tag.
pub const MINIMUM_TAG_LENGTH: usize = 4;
/// Bytes in the longest tag.
pub const MAXIMUM_TAG_LENGTH: usize = 16;

/// Checks the lengths against SP 800-38C, A.1: nonce, tag, associated data that six bytes can
/// announce, and a payload that the length field of 15 - nonce bytes can count.
pub fn check_lengths(nonce: usize, aad: usize, tag: usize, payload: usize) -> Result<(), Status> {
    let fits = (MINIMUM_NONCE_LENGTH..=MAXIMUM_NONCE_LENGTH).contains(&nonce)
        // An odd number of bytes becomes a large one.
        && tag.wrapping_sub(MINIMUM_TAG_LENGTH).rotate_right(1)
            <= const { (MAXIMUM_TAG_LENGTH - MINIMUM_TAG_LENGTH) / 2 }
        && u32::try_from(aad).is_ok()
        // A field as wide as a usize, or wider, holds every length.
        && (nonce <= const { 15 - size_of::<usize>() } || payload >> (8 * (15 - nonce)) == 0);
    if fits { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Encrypts `buffer` in place and writes the tag. The lengths have been checked.
pub fn seal<C: BlockEncrypt>(cipher: &C, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag: &mut [u8]) {
    let mut run = Run::new(cipher);
    run.process(nonce, aad, buffer, tag.len(), 0);
    wipe(tag);
    xor(tag, run.tag());
}

/// Decrypts `buffer` in place and checks the tag; if it does not match, `buffer` is zeroed. The
/// lengths have been checked.
pub fn open<C: BlockEncrypt>(cipher: &C, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag: &[u8]) -> Answer {
    verify(cipher, nonce, aad, buffer, tag).answer()
}

/// The same, for who has more to check before there is an answer.
#[inline(always)]
pub fn verify<C: BlockEncrypt>(
    cipher: &C, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag: &[u8],
) -> Verdict {
    let mut run = Run::new(cipher);
    run.process(nonce, aad, buffer, tag.len(), 0xFF);
    let verdict = Verdict::of_tags(run.tag().get(..tag.len()).unwrap_or_default(), tag);
    verdict.release(buffer);
    verdict
}

/// One message under way.
///
/// `pair[0]` is the CBC-MAC: before `encrypt` it waits to be encrypted, after it the next block may be
/// absorbed. `pair[1]` is the keystream that `encrypt` made of the counter block put there.
#[repr(C)]
struct Run<'a, C> {
    cipher: &'a C,
    /// Behind a pointer: where words may be loaded from.
    pair: [Block; 2],
    counter: Block,
}

impl<'a, C: BlockEncrypt> Run<'a, C> {
    fn new(cipher: &'a C) -> Self {
        Run { cipher, pair: zero_blocks(), counter: zero_bytes() }
    }

    /// The whole message, both ways: the MAC absorbs the plaintext, which is what a byte of the buffer
    /// is before the keystream is added, or, under `opening` = 0xFF, behind it.
    #[inline(never)]
    fn process(&mut self, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag_length: usize, opening: u8) {
        self.start(nonce, aad, buffer.len(), tag_length);
        for block in buffer.chunks_mut(BLOCK_LENGTH) {
            increment(self.counter.get_mut(BLOCK_LENGTH - 8..).unwrap_or_default());
            self.encrypt();
            let [mac, keystream] = &mut self.pair;
            for (byte, (mac, mask)) in block.iter_mut().zip(mac.iter_mut().zip(keystream)) {
                *mac ^= *byte ^ (*mask & opening);
                *byte ^= *mask;
            }
        }
        // The last MAC block goes together with counter block 0, whose keystream covers the tag.
        let nonce_end = BLOCK_LENGTH - usize::from(self.counter[0]) - 1;
        wipe(self.counter.get_mut(nonce_end..).unwrap_or_default());
        self.encrypt();
        let [mac, mask] = &mut self.pair;
        xor(mac, mask);
    }

    /// Formats B0 and the associated data (SP 800-38C, A.2.1 and A.2.2) and absorbs them.
    fn start(&mut self, nonce: &[u8], aad: &[u8], payload_length: usize, tag_length: usize) {
        // At most 16 and 8: neither sum leaves its byte.
        #[expect(clippy::cast_possible_truncation, reason = "nonce and tag have at most 16 bytes")]
        let (length_bytes, tag_field) =
            (15_u8.wrapping_sub(nonce.len() as u8), (tag_length as u8 / 2).wrapping_sub(1));
        let length_field = length_bytes.wrapping_sub(1);
        self.counter[0] = length_field;
        // Into zeros, as is the tag: a copy would be one more function for the firmware to link.
        xor(self.counter.get_mut(1..).unwrap_or_default(), nonce);

        let [first, _] = &mut self.pair;
        *first = self.counter;
        first[0] = length_field | tag_field << 3 | if aad.is_empty() { 0 } else { 0x40 };
        // The field of the nonce ends where that of the length begins.
        for (byte, length) in
            first.iter_mut().rev().zip(payload_length.to_le_bytes()).take(length_bytes.into())
        {
            *byte = length;
        }
        if !aad.is_empty() {
            // `isize::MAX` bounds a buffer: on a 64-bit host more than 2^32 bytes of AAD are refused.
            #[expect(clippy::cast_possible_truncation, reason = "more than 2^32 - 1 bytes are refused")]
            let [a, b, c, d] = (aad.len() as u32).to_be_bytes();
            let prefix = [0xFF, 0xFE, a, b, c, d];
            // Two bytes announce fewer than 0xFF00.
            let short = aad.len() < 0xFF00;
            let mut filled = BLOCK_LENGTH;
            self.absorb(&mut filled, prefix.get(if short { 4 } else { 0 }..).unwrap_or_default());
            self.absorb(&mut filled, aad);
        }
    }

    /// Adds bytes to the MAC, of whose block `filled` bytes are taken; a full block waits to be encrypted.
    fn absorb(&mut self, filled: &mut usize, data: &[u8]) {
        for byte in data {
            if *filled == BLOCK_LENGTH {
                self.encrypt();
                *filled = 0;
            }
            if let Some(place) = self.pair[0].get_mut(*filled) {
                *place ^= byte;
            }
            *filled += 1;
        }
    }

    /// Encrypts what the MAC has absorbed, together with the counter block.
    fn encrypt(&mut self) {
        self.pair[1] = self.counter;
        self.cipher.encrypt_pair(&mut self.pair);
    }

    fn tag(&self) -> &[u8] {
        &self.pair[0]
    }
}

impl<C> Drop for Run<'_, C> {
    fn drop(&mut self) {
        wipe(self.pair.as_flattened_mut());
    }
}
