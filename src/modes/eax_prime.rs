//! EAX' (ANSI C12.22, IEEE 1703): authenticated encryption with AES-128 and tags of 4 bytes. The time
//! depends on lengths only.
//!
//! With a cleartext of one block or less anybody can forge (Minematsu, Lucks, Morita, Iwata: IACR
//! ePrint 2012/018): the boundary refuses it on both sides. Beyond one block the mode has a proof.

use crate::modes::cmac::{CbcMac, reduction};
use crate::modes::ctr;
use crate::primitives::aes::{BLOCK_LENGTH, Block, BlockEncrypt, xor};
use crate::status::Status;
use crate::verdict::{Answer, Verdict};
use zeroize::Zeroize;

/// Bytes in a tag.
pub const TAG_LENGTH: usize = 4;
/// Bytes in the shortest cleartext for which the mode is secure.
pub const MINIMUM_CLEARTEXT_LENGTH: usize = BLOCK_LENGTH + 1;

/// Whether a cleartext is long enough.
pub fn check_length(cleartext: usize) -> Result<(), Status> {
    if cleartext >= MINIMUM_CLEARTEXT_LENGTH { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Encrypts `buffer` in place and writes the tag. The cleartext comes in parts, one behind the other.
pub fn seal<C: BlockEncrypt>(cipher: &C, cleartext: &[&[u8]], buffer: &mut [u8], tag: &mut [u8; TAG_LENGTH]) {
    let mut run = Run::start(cipher, cleartext);
    run.apply(cipher, buffer);
    run.absorb(cipher, buffer);
    *tag = run.tag();
}

/// Decrypts `buffer` in place and checks the tag; if it does not match, `buffer` is zeroed.
pub fn open<C: BlockEncrypt>(
    cipher: &C, cleartext: &[&[u8]], buffer: &mut [u8], tag: &[u8; TAG_LENGTH],
) -> Answer {
    let verdict = decrypt(cipher, cleartext, buffer, tag);
    verdict.release(buffer);
    verdict.answer()
}

/// Decrypts `buffer` in place, authentic or not: the caller releases it, and what of the cleartext is released.
pub fn decrypt<C: BlockEncrypt>(
    cipher: &C, cleartext: &[&[u8]], buffer: &mut [u8], tag: &[u8; TAG_LENGTH],
) -> Verdict {
    let mut run = Run::start(cipher, cleartext);
    run.absorb(cipher, buffer);
    let verdict = Verdict::of_tags(&run.tag(), tag);
    run.apply(cipher, buffer);
    verdict
}

/// A message under way: the subkeys, the nonce block that the cleartext gives, and the tag.
struct Run {
    d: Block,
    q: Block,
    nonce: Block,
    tag: Block,
}

impl Run {
    fn start<C: BlockEncrypt>(cipher: &C, cleartext: &[&[u8]]) -> Self {
        let mut run = Run { d: [0; 16], q: [0; 16], nonce: [0; 16], tag: [0; 16] };
        cipher.encrypt_block(&mut run.d);
        double(&mut run.d);
        run.q = run.d;
        double(&mut run.q);
        let mut mac = CbcMac::starting_from(&run.d);
        for part in cleartext {
            mac.update(cipher, part);
        }
        mac.finish(cipher, &run.d, &run.q, &mut run.nonce);
        run.tag = run.nonce;
        run
    }

    /// Encrypts or decrypts. Two bits of the first counter block are cleared, so that implementations
    /// that count in 16 or 32 bits agree.
    fn apply<C: BlockEncrypt>(&self, cipher: &C, buffer: &mut [u8]) {
        let mut counter = self.nonce;
        counter[12] &= 0x7F;
        counter[14] &= 0x7F;
        ctr::apply(cipher, &counter, buffer);
        counter.zeroize();
    }

    fn absorb<C: BlockEncrypt>(&mut self, cipher: &C, ciphertext: &[u8]) {
        if ciphertext.is_empty() {
            return;
        }
        let mut sum = Block::default();
        let mut mac = CbcMac::starting_from(&self.q);
        mac.update(cipher, ciphertext);
        mac.finish(cipher, &self.d, &self.q, &mut sum);
        xor(&mut self.tag, &sum);
        sum.zeroize();
    }

    fn tag(&self) -> [u8; TAG_LENGTH] {
        *self.tag.last_chunk().unwrap_or(&[0; TAG_LENGTH])
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        for block in [&mut self.d, &mut self.q, &mut self.nonce, &mut self.tag] {
            block.zeroize();
        }
    }
}

/// Multiplies by x, little-endian, unlike CMAC.
fn double(block: &mut Block) {
    let mut carry = 0;
    for byte in block.iter_mut() {
        let next = *byte >> 7;
        *byte = *byte << 1 | carry;
        carry = next;
    }
    block[0] ^= reduction(carry);
}
