//! DLMS/COSEM protection of APDUs with AES-128-GCM, security suites 0 and 1 (IEC 62056-5-3).
//!
//! What is protected has the same body in all glo-, ded- and general-glo-/ded-ciphering APDUs:
//!
//! | bytes | hold |
//! |---|---|
//! | 1 | security control: suite, authentication, encryption, broadcast key |
//! | 4 | invocation counter, big-endian |
//! | any | the APDU, encrypted or not |
//! | 12 | the tag |
//!
//! Nonce: system title of the sender || counter. Associated data: security control || authentication
//! key, and the APDU behind them if it is not encrypted. Encryption without authentication (security
//! control 0x20) and compression are refused: the first protects nothing from who can change a bit.
//! The time depends on lengths only.

use crate::arch::memory::zeroed;
use crate::copy::copy;
use crate::modes::gcm::{Direction, Gcm};
use crate::primitives::aes::BlockEncrypt;
use crate::protocols::dlms_hls::SYSTEM_TITLE_LENGTH;
use crate::status::Status;
use crate::storage::receive_counter::ReceiveCounter;
use crate::storage::record::Storage;
use crate::storage::transmit_counter::TransmitCounter;
use crate::verdict::{Answer, release};

/// Bytes in an authentication key.
pub const AUTHENTICATION_KEY_LENGTH: usize = 16;
/// Bytes in a tag.
pub const TAG_LENGTH: usize = 12;
/// Bytes in front of the APDU: security control and counter.
const HEADER_LENGTH: usize = 5;
/// Bytes that a body has besides the APDU.
pub const OVERHEAD: usize = HEADER_LENGTH + TAG_LENGTH;

const SUITE: u8 = 0x0F;
const AUTHENTICATION: u8 = 0x10;
const ENCRYPTION: u8 = 0x20;
const BROADCAST: u8 = 0x40;

/// Suite 0 or 1, authenticated, encrypted or not, with the unicast or the broadcast key.
pub fn check_security_control(control: u8) -> Result<(), Status> {
    let level = control & !(SUITE | ENCRYPTION | BROADCAST);
    if control & SUITE <= 1 && level == AUTHENTICATION { Ok(()) } else { Err(Status::BAD_ARGUMENT) }
}

/// Authenticated only: what mechanism 5 takes.
pub fn check_authentication_only(control: u8) -> Result<(), Status> {
    if control & ENCRYPTION == 0 { check_security_control(control) } else { Err(Status::BAD_ARGUMENT) }
}

/// Under which keys and in whose name.
pub struct Protection<'a, C> {
    /// The encryption key.
    pub cipher: &'a C,
    /// The authentication key, which is associated data.
    pub authentication_key: &'a [u8; AUTHENTICATION_KEY_LENGTH],
    /// The system title of the sender.
    pub system_title: &'a [u8; SYSTEM_TITLE_LENGTH],
    /// What is applied; a receiver accepts nothing else.
    pub security_control: u8,
}

impl<C: BlockEncrypt> Protection<'_, C> {
    /// Protects an APDU under the next number; `body` is longer by [`OVERHEAD`] and zero.
    pub fn protect(
        &self, counter: &mut TransmitCounter, storage: &mut impl Storage, apdu: &[u8], body: &mut [u8],
    ) -> Result<(), Status> {
        let (header, rest) = body.split_first_chunk_mut().ok_or(Status::BAD_LENGTH)?;
        let (text, tag) = rest.split_last_chunk_mut::<TAG_LENGTH>().ok_or(Status::BAD_LENGTH)?;
        let number = counter.next(storage)?;
        self.write_header(number, header);
        copy(text, apdu);
        let mut message: Gcm = zeroed();
        self.start(&mut message, number);
        self.absorb(&mut message, text, Direction::Encrypt);
        message.finish(tag);
        Ok(())
    }

    /// Gives the APDU in a body that is authentic and new; else `apdu`, shorter by [`OVERHEAD`], is
    /// zeroed.
    pub fn unprotect(
        &self, counter: &mut ReceiveCounter, storage: &mut impl Storage, body: &[u8], apdu: &mut [u8],
    ) -> Answer {
        let (header, rest) = body.split_first_chunk().ok_or(Status::BAD_LENGTH)?;
        let (text, tag) = rest.split_last_chunk::<TAG_LENGTH>().ok_or(Status::BAD_LENGTH)?;
        let number = self.read_header(header)?;
        copy(apdu, text);
        let mut message: Gcm = zeroed();
        self.start(&mut message, number);
        self.absorb(&mut message, apdu, Direction::Decrypt);
        // The number is stored before the APDU is released, and only if it is the sender's.
        let verdict = message.finish_verify(tag);
        verdict.release(apdu);
        let answer = verdict.answer().and_then(|status| counter.accept(storage, number).map(|()| status));
        release(answer, apdu)
    }

    /// Answers a challenge in mechanism 5: a body without an APDU, whose tag is over the challenge.
    pub fn answer(
        &self, counter: &mut TransmitCounter, storage: &mut impl Storage, challenge: &[u8],
        answer: &mut [u8; OVERHEAD],
    ) -> Result<(), Status> {
        let (header, tag) = answer.split_first_chunk_mut().ok_or(Status::BAD_LENGTH)?;
        let number = counter.next(storage)?;
        self.write_header(number, header);
        let mut message: Gcm = zeroed();
        self.start(&mut message, number);
        message.absorb_aad(challenge);
        message.finish(tag);
        Ok(())
    }

    /// Checks the other side's answer to `challenge`.
    pub fn check(
        &self, counter: &mut ReceiveCounter, storage: &mut impl Storage, challenge: &[u8],
        answer: &[u8; OVERHEAD],
    ) -> Answer {
        let (header, tag) = answer.split_first_chunk().ok_or(Status::BAD_LENGTH)?;
        let number = self.read_header(header)?;
        let mut message: Gcm = zeroed();
        self.start(&mut message, number);
        message.absorb_aad(challenge);
        let answer = message.finish_verify(tag).answer();
        answer.and_then(|status| counter.accept(storage, number).map(|()| status))
    }

    fn start(&self, message: &mut Gcm, number: u32) {
        let mut nonce = [0; SYSTEM_TITLE_LENGTH + 4];
        for (place, byte) in nonce.iter_mut().zip(self.system_title.iter().chain(&number.to_be_bytes())) {
            *place = *byte;
        }
        message.start(self.cipher, &nonce);
        message.absorb_aad(&[self.security_control]);
        message.absorb_aad(self.authentication_key);
    }

    fn absorb(&self, message: &mut Gcm, text: &mut [u8], direction: Direction) {
        if self.security_control & ENCRYPTION != 0 {
            message.apply(self.cipher, text, direction);
        } else {
            message.absorb_aad(text);
        }
    }

    fn write_header(&self, number: u32, header: &mut [u8; HEADER_LENGTH]) {
        let [control, counter @ ..] = header;
        *control = self.security_control;
        *counter = number.to_be_bytes();
    }

    /// What was applied is not the message's to say.
    fn read_header(&self, header: &[u8; HEADER_LENGTH]) -> Result<u32, Status> {
        let [control, counter @ ..] = header;
        if *control == self.security_control {
            Ok(u32::from_be_bytes(*counter))
        } else {
            Err(Status::MALFORMED)
        }
    }
}
