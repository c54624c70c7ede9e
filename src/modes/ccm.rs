//! CCM (SP 800-38C, RFC 3610): authenticated encryption for nonces of 7 to 13 bytes and tags of
//! 4, 6, ..., 16 bytes. The time depends on lengths only.
//!
//! The next block of the MAC and the next block of keystream never depend on each other, so both
//! are always encrypted in one call: a cipher that takes two blocks at once is never half idle.

use crate::constant_time::equal;
use crate::modes::ctr::increment;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use crate::status::Status;
use zeroize::Zeroize;

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
    let nonce_fits = (MINIMUM_NONCE_LENGTH..=MAXIMUM_NONCE_LENGTH).contains(&nonce);
    let tag_fits = (MINIMUM_TAG_LENGTH..=MAXIMUM_TAG_LENGTH).contains(&tag) && tag.is_multiple_of(2);
    // Four length bytes or more hold every length of a 32-bit machine; the casts to u64 are for hosts.
    let aad_fits = u32::try_from(aad).is_ok();
    let length_bytes = 15_usize.saturating_sub(nonce).min(7);
    let payload_fits = payload as u64 >> (8 * length_bytes) == 0;
    if nonce_fits && tag_fits && aad_fits && payload_fits { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Encrypts `buffer` in place and writes the tag. The lengths have been checked.
pub fn seal<C: BlockEncrypt>(cipher: &C, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag: &mut [u8]) {
    let mut run = Run::start(cipher, nonce, aad, buffer.len(), tag.len());
    for block in buffer.chunks_mut(BLOCK_LENGTH) {
        run.next_pair();
        run.absorb(block);
        run.mask(block);
    }
    run.finish();
    tag.iter_mut().zip(run.tag()).for_each(|(place, byte)| *place = *byte);
}

/// Decrypts `buffer` in place and checks the tag; if it does not match, `buffer` is zeroed. The
/// lengths have been checked.
pub fn open<C: BlockEncrypt>(
    cipher: &C, nonce: &[u8], aad: &[u8], buffer: &mut [u8], tag: &[u8],
) -> Result<(), Status> {
    let mut run = Run::start(cipher, nonce, aad, buffer.len(), tag.len());
    for block in buffer.chunks_mut(BLOCK_LENGTH) {
        run.next_pair();
        run.mask(block);
        run.absorb(block);
    }
    run.finish();
    let verdict = equal(run.tag().get(..tag.len()).unwrap_or_default(), tag);
    if verdict.is_err() {
        buffer.zeroize();
    }
    verdict
}

/// One message under way.
///
/// `pair[0]` is the CBC-MAC: before `next_pair` it waits to be encrypted, after it the next
/// block may be absorbed. `pair[1]` is the keystream that `next_pair` made.
struct Run<'a, C> {
    cipher: &'a C,
    pair: [Block; 2],
    counter: [u8; BLOCK_LENGTH],
}

impl<'a, C: BlockEncrypt> Run<'a, C> {
    /// Formats B0 and the associated data (SP 800-38C, A.2.1 and A.2.2) and absorbs them.
    fn start(cipher: &'a C, nonce: &[u8], aad: &[u8], payload_length: usize, tag_length: usize) -> Self {
        let mut run = Run { cipher, pair: [Block::default(); 2], counter: [0; BLOCK_LENGTH] };
        // At most 16 and 8: neither sum leaves its byte.
        #[expect(clippy::cast_possible_truncation, reason = "nonce and tag have at most 16 bytes")]
        let (length_bytes, tag_field) =
            (15_u8.wrapping_sub(nonce.len() as u8), (tag_length as u8 / 2).wrapping_sub(1));
        let length_field = length_bytes.wrapping_sub(1);
        run.counter[0] = length_field;
        copy_start(run.counter.get_mut(1..).unwrap_or_default(), nonce);

        let [first, _] = &mut run.pair;
        *first = run.counter;
        first[0] = length_field | tag_field << 3 | if aad.is_empty() { 0 } else { 0x40 };
        // The field of the nonce ends where that of the length begins.
        for (byte, length) in
            first.iter_mut().rev().zip(payload_length.to_le_bytes()).take(length_bytes.into())
        {
            *byte = length;
        }
        run.absorb_aad(aad);
        run
    }

    fn absorb_aad(&mut self, aad: &[u8]) {
        if aad.is_empty() {
            return;
        }
        let mut prefix = [0xFF, 0xFE, 0, 0, 0, 0];
        // `isize::MAX` bounds a buffer: on a 64-bit host more than 2^32 bytes of AAD are refused.
        #[expect(clippy::cast_possible_truncation, reason = "the boundary refuses more than 2^32 - 1 bytes")]
        let length = (aad.len() as u32).to_be_bytes();
        let prefix = if aad.len() < 0xFF00 {
            prefix[..2].copy_from_slice(&length[2..]);
            &prefix[..2]
        } else {
            prefix[2..].copy_from_slice(&length);
            &prefix[..]
        };
        self.encrypt_mac();
        self.absorb(prefix);
        let room = BLOCK_LENGTH - prefix.len();
        let (first, rest) = aad.split_at_checked(room).unwrap_or((aad, &[]));
        if let Some(place) = self.pair[0].get_mut(prefix.len()..) {
            xor(place, first);
        }
        for block in rest.chunks(BLOCK_LENGTH) {
            self.encrypt_mac();
            self.absorb(block);
        }
    }

    fn encrypt_mac(&mut self) {
        self.cipher.encrypt_pair(&mut self.pair);
    }

    /// Encrypts what the MAC has absorbed together with the next counter block.
    fn next_pair(&mut self) {
        increment(self.counter.get_mut(BLOCK_LENGTH - 8..).unwrap_or_default());
        self.pair[1] = self.counter;
        self.cipher.encrypt_pair(&mut self.pair);
    }

    fn absorb(&mut self, block: &[u8]) {
        xor(&mut self.pair[0], block);
    }

    fn mask(&self, block: &mut [u8]) {
        xor(block, &self.pair[1]);
    }

    /// Encrypts the last MAC block together with counter block 0, whose keystream covers the tag.
    fn finish(&mut self) {
        let length_field = usize::from(self.counter[0]);
        if let Some(field) = self.counter.get_mut(BLOCK_LENGTH - 1 - length_field..) {
            field.fill(0);
        }
        self.pair[1] = self.counter;
        self.cipher.encrypt_pair(&mut self.pair);
        let [mac, mask] = &mut self.pair;
        xor(mac, mask);
    }

    fn tag(&self) -> &[u8] {
        &self.pair[0]
    }
}

impl<C> Drop for Run<'_, C> {
    fn drop(&mut self) {
        self.pair.iter_mut().for_each(|block| block.zeroize());
    }
}

fn copy_start(place: &mut [u8], data: &[u8]) {
    if let Some(start) = place.get_mut(..data.len()) {
        start.copy_from_slice(data);
    }
}
