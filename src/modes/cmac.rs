//! AES-CMAC (SP 800-38B, RFC 4493). The time depends on the length of the message only.
//!
//! [`CbcMac`] is the chain underneath, which EAX' uses with subkeys of its own. What it has absorbed
//! of the block under way is already XORed into the chain, so that a message in parts needs no buffer.

use crate::arch::opaque::mask;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use zeroize::Zeroize;

/// Bytes in a whole tag.
pub const TAG_LENGTH: usize = BLOCK_LENGTH;
/// Bytes in the shortest tag that a verification accepts (SP 800-38B, A.2: 64 bits).
pub const MINIMUM_TAG_LENGTH: usize = 8;

/// The polynomial x^128 + x^7 + x^2 + x + 1 without its first term.
const REDUCTION: u8 = 0x87;

/// A CBC-MAC under way: the chaining value, and how much of the next block is in it.
#[derive(Default)]
#[repr(C)]
pub struct CbcMac {
    chain: Block,
    filled: u32,
}

impl CbcMac {
    /// Starts from a chaining value other than zero.
    #[must_use]
    pub fn starting_from(chain: &Block) -> Self {
        CbcMac { chain: *chain, filled: 0 }
    }

    /// Absorbs a part of the message. The last block waits, even if it is full: it alone meets a subkey.
    pub fn update<C: BlockEncrypt>(&mut self, cipher: &C, data: &[u8]) {
        let mut data = data;
        while !data.is_empty() {
            if self.filled as usize >= BLOCK_LENGTH {
                cipher.encrypt_block(&mut self.chain);
                self.filled = 0;
            }
            let room = self.chain.get_mut(self.filled as usize..).unwrap_or_default();
            let taken = room.len().min(data.len());
            let (now, later) = data.split_at_checked(taken).unwrap_or((data, &[]));
            xor(room, now);
            data = later;
            #[expect(clippy::cast_possible_truncation, reason = "at most 16 bytes are taken at a time")]
            let taken = taken as u32;
            self.filled += taken;
        }
    }

    /// Ends the message and leaves the tag in `tag`: `whole` masks a last block that is full, `padded`
    /// one that is not, or empty. The message is over.
    pub fn finish<C: BlockEncrypt>(&mut self, cipher: &C, whole: &Block, padded: &Block, tag: &mut Block) {
        let mask = match self.chain.get_mut(self.filled as usize) {
            Some(next) => {
                *next ^= 0x80;
                padded
            }
            None => whole,
        };
        xor(&mut self.chain, mask);
        cipher.encrypt_block(&mut self.chain);
        *tag = self.chain;
    }
}

impl Drop for CbcMac {
    fn drop(&mut self) {
        self.chain.zeroize();
    }
}

/// Ends a message with the subkeys of SP 800-38B, 6.1.
pub fn finish<C: BlockEncrypt>(mac: &mut CbcMac, cipher: &C, tag: &mut [u8; TAG_LENGTH]) {
    let mut whole = Block::default();
    cipher.encrypt_block(&mut whole);
    double(&mut whole);
    let mut padded = whole;
    double(&mut padded);
    mac.finish(cipher, &whole, &padded, tag);
    whole.zeroize();
    padded.zeroize();
}

/// Ends a message and compares the leftmost bytes of its tag with `expected`, 8 to 16 bytes.
pub fn finish_verify<C: BlockEncrypt>(mac: &mut CbcMac, cipher: &C, expected: &[u8]) -> Answer {
    let mut tag = Block::default();
    finish(mac, cipher, &mut tag);
    let verdict = match tag.get(..expected.len()) {
        Some(start) if expected.len() >= MINIMUM_TAG_LENGTH => Verdict::of_tags(start, expected).answer(),
        _ => Err(Status::BAD_LENGTH),
    };
    tag.zeroize();
    verdict
}

/// Multiplies by x, big-endian.
fn double(block: &mut Block) {
    let mut carry = 0;
    for byte in block.iter_mut().rev() {
        let next = *byte >> 7;
        *byte = *byte << 1 | carry;
        carry = next;
    }
    block[BLOCK_LENGTH - 1] ^= reduction(carry);
}

/// What the bit that fell out adds, by a mask that no compiler turns into a branch.
pub(super) fn reduction(carry: u8) -> u8 {
    mask(u32::from(carry)).to_le_bytes()[0] & REDUCTION
}
