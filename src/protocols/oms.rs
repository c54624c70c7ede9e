//! OMS, wireless M-Bus (EN 13757-7): security modes 5 and 7.
//!
//! Mode 5 encrypts with AES-CBC and authenticates nothing. Mode 7 derives two keys for each message from
//! the meter's key and the message counter (CMAC, SP 800-38B), encrypts with AES-CBC under the one, with
//! an IV of zeros, and authenticates with CMAC under the other, cut to 8 bytes.
//!
//! One open decoder, wmbusmeters, confirms mode 5's IV, mode 7's IV and the derivation for messages of the
//! meter; the C++ port of its link layer is the same work and no second source. The constants 0x10 and 0x11 of
//! the gateway's messages have none here. The time depends on lengths only.

use crate::constant_time::equal;
use crate::copy::copy;
use crate::modes::cbc;
use crate::modes::cmac::{self, CbcMac};
use crate::primitives::aes::{Aes, Aes128Schedule, BLOCK_LENGTH, Block, set_key};
use crate::status::Status;
use crate::verdict::Verdict;
use zeroize::Zeroize;

/// Bytes in manufacturer and address.
pub const ADDRESS_LENGTH: usize = 8;
/// Bytes in the identification number, the first part of the address.
pub const IDENTIFICATION_LENGTH: usize = 4;
/// Bytes in a MAC of mode 7.
pub const MAC_LENGTH: usize = 8;

/// What a payload begins with in mode 5, so that the receiver sees that it has the right key.
const VERIFICATION: [u8; 2] = [0x2F, 0x2F];
/// Fills the input of the derivation up to a block.
const FILLER: u8 = 0x07;

/// Whether a payload fills whole blocks, at least one.
pub fn check_length(length: usize) -> Result<(), Status> {
    if length > 0 && length.is_multiple_of(BLOCK_LENGTH) { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Encrypts in mode 5, in place.
pub fn encrypt_mode_5(
    cipher: &Aes<'_>, address: &[u8; ADDRESS_LENGTH], access_number: u8, buffer: &mut [u8],
) {
    cbc::encrypt(cipher, &initial_vector(address, access_number), buffer);
}

/// Decrypts in mode 5, in place; a payload without the verification bytes is zeroed.
pub fn decrypt_mode_5(
    cipher: &Aes<'_>, address: &[u8; ADDRESS_LENGTH], access_number: u8, buffer: &mut [u8],
) -> Result<(), Status> {
    cbc::decrypt(cipher, &initial_vector(address, access_number), buffer);
    // A variable: see `seal`.
    let verification = VERIFICATION;
    let verdict = equal(buffer.get(..VERIFICATION.len()).unwrap_or_default(), &verification);
    if verdict.is_err() {
        buffer.zeroize();
    }
    verdict
}

fn initial_vector(address: &[u8; ADDRESS_LENGTH], access_number: u8) -> Block {
    let mut vector = [access_number; BLOCK_LENGTH];
    copy(&mut vector, address);
    vector
}

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The meter.
    Meter = 0x00,
    /// The gateway.
    Gateway = 0x10,
}

/// A message of mode 7 but for its payload.
pub struct Message<'a> {
    /// Who sends it.
    pub sender: Sender,
    /// The message counter.
    pub counter: u32,
    /// The meter's identification number.
    pub identification: &'a [u8; IDENTIFICATION_LENGTH],
    /// What is authenticated in front of the ciphertext.
    pub header: &'a [u8],
}

impl Message<'_> {
    /// Encrypts in place and writes the MAC.
    pub fn seal(&self, master: &Aes<'_>, buffer: &mut [u8], mac: &mut [u8; MAC_LENGTH]) {
        // A variable: of a literal the compiler makes a constant, which AVR copies to RAM.
        let zeros = [0; BLOCK_LENGTH];
        self.with_key(master, Use::Encryption, |cipher| cbc::encrypt(cipher, &zeros, buffer));
        let mut whole = Block::default();
        self.authenticate(master, buffer, &mut whole);
        copy(mac, &whole);
        whole.zeroize();
    }

    /// Checks the MAC of a ciphertext.
    pub fn check(&self, master: &Aes<'_>, ciphertext: &[u8], mac: &[u8; MAC_LENGTH]) -> Verdict {
        let mut whole = Block::default();
        self.authenticate(master, ciphertext, &mut whole);
        let verdict = Verdict::of_tags(whole.get(..MAC_LENGTH).unwrap_or_default(), mac);
        whole.zeroize();
        verdict
    }

    /// Decrypts in place what was checked.
    pub fn decrypt(&self, master: &Aes<'_>, buffer: &mut [u8]) {
        let zeros = [0; BLOCK_LENGTH];
        self.with_key(master, Use::Encryption, |cipher| cbc::decrypt(cipher, &zeros, buffer));
    }

    fn authenticate(&self, master: &Aes<'_>, ciphertext: &[u8], tag: &mut Block) {
        self.with_key(master, Use::Authentication, |cipher| {
            let mut mac = CbcMac::default();
            mac.update(cipher, self.header);
            mac.update(cipher, ciphertext);
            cmac::finish(&mut mac, cipher, tag);
        });
    }

    /// Derives a key of this message for as long as it is used.
    fn with_key(&self, master: &Aes<'_>, purpose: Use, act: impl FnOnce(&Aes<'_>)) {
        let mut input = [FILLER; BLOCK_LENGTH];
        let [constant, rest @ ..] = &mut input;
        *constant = self.sender as u8 | purpose as u8;
        let counter = self.counter.to_le_bytes();
        for (place, byte) in rest.iter_mut().zip(counter.iter().chain(self.identification)) {
            *place = *byte;
        }
        let mut key = Block::default();
        let mut mac = CbcMac::default();
        mac.update(master, &input);
        cmac::finish(&mut mac, master, &mut key);
        let mut schedule: Aes128Schedule = [0; 44];
        set_key(&mut schedule, &key);
        act(&Aes::new(&schedule));
        key.zeroize();
        schedule.zeroize();
    }
}

#[derive(Clone, Copy)]
enum Use {
    Encryption = 0,
    Authentication = 1,
}
