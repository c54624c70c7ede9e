//! ANSI C12.22, IEEE 1703: messages that EAX' protects, in both security modes.
//!
//! The cleartext of the mode is the canonical one: the message's elements in the standard's order, which the
//! caller gives, then key id and IV, as the calling authentication value has them. It is the nonce as well. In
//! the security mode that encrypts, the payload is the text of the mode; in the one that does not, it is the end of
//! the cleartext and there is no text. Whether a message came before is not looked at. The time depends on
//! lengths and the security mode only.

use crate::modes::eax_prime::{self, MINIMUM_CLEARTEXT_LENGTH, TAG_LENGTH};
use crate::primitives::aes::BlockEncrypt;
use crate::verdict::Answer;

/// Bytes in a MAC.
pub const MAC_LENGTH: usize = TAG_LENGTH;
/// Bytes in key id and IV.
const NAME_LENGTH: usize = 5;
/// Bytes in the fewest elements for which EAX' is secure, whatever the security mode.
pub const MINIMUM_ELEMENTS_LENGTH: usize = MINIMUM_CLEARTEXT_LENGTH - NAME_LENGTH;

/// What is applied to a payload: bits 2 and 3 of the flags octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityMode {
    /// Cleartext with authentication.
    Authenticated = 1,
    /// Ciphertext with authentication.
    Encrypted = 2,
}

/// A message but for its payload.
pub struct Message<'a> {
    /// The elements of the canonical cleartext.
    pub elements: &'a [u8],
    /// Which key.
    pub key_id: u8,
    /// The initialisation vector.
    pub iv: u32,
    /// What is applied.
    pub security_mode: SecurityMode,
}

impl Message<'_> {
    /// Protects the payload in place and writes the MAC.
    pub fn protect<C: BlockEncrypt>(&self, cipher: &C, payload: &mut [u8], mac: &mut [u8; MAC_LENGTH]) {
        let name = self.name();
        let (clear, text) = self.split(payload);
        eax_prime::seal(cipher, &[self.elements, &name, clear], text, mac);
    }

    /// Checks the MAC and gives the payload, in place; if it is not authentic, it is zeroed.
    pub fn unprotect<C: BlockEncrypt>(
        &self, cipher: &C, payload: &mut [u8], mac: &[u8; MAC_LENGTH],
    ) -> Answer {
        let name = self.name();
        let (clear, text) = self.split(payload);
        let verdict = eax_prime::decrypt(cipher, &[self.elements, &name, clear], text, mac);
        verdict.release(payload);
        verdict.answer()
    }

    fn name(&self) -> [u8; NAME_LENGTH] {
        let [a, b, c, d] = self.iv.to_be_bytes();
        [self.key_id, a, b, c, d]
    }

    /// What of the payload stays in clear, and what is encrypted: all or nothing.
    fn split<'b>(&self, payload: &'b mut [u8]) -> (&'b [u8], &'b mut [u8]) {
        match self.security_mode {
            SecurityMode::Authenticated => (payload, &mut []),
            SecurityMode::Encrypted => (&[], payload),
        }
    }
}
