//! An MCUboot image, taken apart as its bytes come (MCUboot, docs/design.md: image format, version 1.x).
//!
//! | bytes | hold, little-endian |
//! |---|---|
//! | 32 | header: magic, load address, its size, size of the protected TLVs, size of the payload, flags, version |
//! | ... | padding up to the header's size; the payload |
//! | ... | protected TLVs: the hash covers everything up to here |
//! | ... | TLVs: the hash, the hash of the signer's key, the signature |
//!
//! Every byte is looked at once, when it is hashed: memory that changes between two reads gains nothing. Each
//! length is held against what is left before it is used. What stands behind the last TLV (erased flash, the
//! trailer of a boot loader) is no part of the image. Public data: not constant time.

use super::boot::{Entry, Trust};
use super::boot_state::BootState;
use crate::arch::opaque::distinct;
use crate::constant_time::equal;
use crate::copy::copy;
use crate::primitives::ecdsa_der::{self, MAXIMUM_DER_LENGTH};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use crate::verdict::{Answer, Verdict, release};

/// Bytes in a version: major, minor, revision (2), build (4).
pub const VERSION_LENGTH: usize = 8;
/// A version, as it stands in a header.
pub type Version = [u8; VERSION_LENGTH];

const HEADER_LENGTH: u16 = 32;
const MAGIC: u32 = 0x96F3_B83D;
const PROTECTED_MAGIC: u16 = 0x6908;
const UNPROTECTED_MAGIC: u16 = 0x6907;
/// Bytes in the head of an area of TLVs, and in that of a TLV.
const HEAD_LENGTH: u16 = 4;

/// Position-independent: nothing to check.
const FLAG_PIC: u16 = 0x01;
/// Data, not a program.
const FLAG_NON_BOOTABLE: u16 = 0x10;
/// Built for the load address in the header.
const FLAG_ROM_FIXED: u16 = 0x100;

const KEY_HASH: u16 = 0x01;
const SHA256: u16 = 0x10;
const ECDSA_SIGNATURE: u16 = 0x22;
const DEPENDENCY: u16 = 0x40;
const SECURITY_COUNTER: u16 = 0x50;
/// The device that an image is for: a serial number or an address. One of our own, as are those that follow.
const IDENTITY: u16 = 0xA0;
/// The first trusted key that is not revoked once this image is confirmed: 4 bytes.
const FIRST_KEY: u16 = 0xA1;

/// Bytes in the longest value that is kept.
const MOST_VALUE: u8 = 72;
const DIGEST_BYTES: u8 = 32;
const _: () = assert!(MOST_VALUE as usize == MAXIMUM_DER_LENGTH && DIGEST_BYTES as usize == DIGEST_LENGTH);

// The parts of an image, in `Image::part`.
const HEADER: u8 = 0;
const BODY: u8 = 1;
const AREA: u8 = 2;
const HEAD: u8 = 3;
const VALUE: u8 = 4;
const END: u8 = 5;

// What was seen, in `Image::seen`.
const HASH_SEEN: u16 = 1 << 0;
const HASH_MATCHES: u16 = 1 << 1;
const SIGNATURE_SEEN: u16 = 1 << 2;
const SIGNER_KNOWN: u16 = 1 << 3;
const SIGNED: u16 = 1 << 4;
const COUNTER_SEEN: u16 = 1 << 5;
const FIRST_KEY_SEEN: u16 = 1 << 6;
const IDENTITY_SEEN: u16 = 1 << 7;
const IDENTITY_MATCHES: u16 = 1 << 8;
const UNMET: u16 = 1 << 9;

/// An image of which some bytes came.
#[repr(C)]
pub struct Image {
    // What is read and written most stands first, where the processors' shortest instructions reach.
    part: u8,
    /// Bytes of the present part that came, at most 255 of them counted.
    collected: u8,
    seen: u16,
    kind: u16,
    /// Bytes in the protected area, until it is over.
    protected: u16,
    /// Bytes of the present area that are not announced by a TLV yet.
    left: u16,
    flags: u16,
    header_length: u16,
    reserved: [u16; 9],
    missing: u32,
    /// Bytes that the memory has behind the protected area.
    room: u32,
    payload_length: u32,
    load_address: u32,
    signer: u32,
    counter: u32,
    first_key: u32,
    state: BootState,
    version: Version,
    /// The start of the present part.
    buffer: [u8; MAXIMUM_DER_LENGTH],
    digest: [u8; DIGEST_LENGTH],
    signature: [u8; ecdsa_der::RAW_LENGTH],
    hash: Sha256,
}

impl Image {
    /// Of an image that lies in `capacity` bytes no byte came yet.
    #[must_use]
    pub fn new(state: BootState, capacity: u32) -> Self {
        Image {
            hash: Sha256::default(),
            digest: [0; DIGEST_LENGTH],
            signature: [0; ecdsa_der::RAW_LENGTH],
            version: [0; VERSION_LENGTH],
            buffer: [0; MAXIMUM_DER_LENGTH],
            missing: HEADER_LENGTH.into(),
            room: capacity,
            load_address: 0,
            payload_length: 0,
            signer: 0,
            counter: 0,
            first_key: 0,
            state,
            header_length: 0,
            flags: 0,
            seen: 0,
            kind: 0,
            protected: 0,
            left: 0,
            part: HEADER,
            collected: 0,
            reserved: [0; 9],
        }
    }

    /// Takes the bytes that follow.
    pub fn update(&mut self, trust: &Trust<'_>, data: &[u8]) -> Result<(), Status> {
        let mut data = data;
        while self.part != END && !data.is_empty() {
            let now = usize::try_from(self.missing).map_or(data.len(), |missing| missing.min(data.len()));
            let Some((piece, rest)) = data.split_at_checked(now) else { return Err(Status::MALFORMED) };
            self.collect(piece);
            data = rest;
            while self.part != END && self.missing == 0 {
                self.end_part(trust)?;
            }
        }
        Ok(())
    }

    #[inline(never)]
    fn collect(&mut self, piece: &[u8]) {
        if self.is_hashed() {
            self.hash.update(piece);
        }
        copy(self.buffer.get_mut(self.collected.into()..).unwrap_or_default(), piece);
        self.collected = self.collected.saturating_add(u8::try_from(piece.len()).unwrap_or(u8::MAX));
        #[expect(clippy::cast_possible_truncation, reason = "no longer than `missing`")]
        let length = piece.len() as u32;
        self.missing = self.missing.wrapping_sub(length);
    }

    fn is_hashed(&self) -> bool {
        self.part <= BODY || self.protected != 0
    }

    fn expect(&mut self, part: u8, length: u16) {
        self.part = part;
        self.collected = 0;
        self.missing = length.into();
    }

    #[inline(never)]
    fn end_part(&mut self, trust: &Trust<'_>) -> Result<(), Status> {
        match self.part {
            HEADER => return self.take_header(),
            BODY => {
                self.begin_area();
                return Ok(());
            }
            AREA => self.take_area()?,
            HEAD => return self.take_head(),
            _ => self.take_value(trust)?,
        }
        self.next_value()
    }

    #[inline(never)]
    fn take_header(&mut self) -> Result<(), Status> {
        let mut words = [0; 5];
        for (word, bytes) in words.iter_mut().zip(self.buffer.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        let [magic, load_address, lengths, payload_length, flags] = words;
        let [a, b, c, d] = lengths.to_le_bytes();
        (self.header_length, self.protected) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        (self.load_address, self.payload_length) = (load_address, payload_length);
        let [a, b, unknown @ ..] = flags.to_le_bytes();
        self.flags = u16::from_le_bytes([a, b]);
        copy(&mut self.version, self.buffer.get(20..).unwrap_or_default());
        let around = u32::from(self.header_length).wrapping_add(self.protected.into());
        let room = self.room.checked_sub(around).and_then(|room| room.checked_sub(payload_length));
        let Some(room) = room else { return Err(Status::MALFORMED) };
        let known = FLAG_PIC | FLAG_NON_BOOTABLE | FLAG_ROM_FIXED;
        let Some(padding) = self.header_length.checked_sub(HEADER_LENGTH) else {
            return Err(Status::MALFORMED);
        };
        if magic != MAGIC || payload_length == 0 || self.flags & !known != 0 || unknown != [0; 2] {
            return Err(Status::MALFORMED);
        }
        self.room = room;
        self.expect(BODY, padding);
        // There is room for both.
        self.missing = self.missing.wrapping_add(payload_length);
        Ok(())
    }

    fn begin_area(&mut self) {
        if self.protected == 0 {
            self.hash.finish(&mut self.digest);
        }
        self.expect(AREA, HEAD_LENGTH);
    }

    fn take_area(&mut self) -> Result<(), Status> {
        let (magic, length) = self.head();
        let fits = if self.protected == 0 {
            magic == UNPROTECTED_MAGIC && u32::from(length) <= self.room
        } else {
            magic == PROTECTED_MAGIC && length == self.protected
        };
        self.left = length.checked_sub(HEAD_LENGTH).filter(|_| fits).ok_or(Status::MALFORMED)?;
        Ok(())
    }

    fn next_value(&mut self) -> Result<(), Status> {
        if self.left != 0 {
            self.left = self.left.checked_sub(HEAD_LENGTH).ok_or(Status::MALFORMED)?;
            self.expect(HEAD, HEAD_LENGTH);
        } else if self.protected != 0 {
            self.protected = 0;
            self.begin_area();
        } else {
            self.expect(END, 0);
        }
        Ok(())
    }

    /// Two numbers of 16 bits: a magic number or a type, and a length.
    fn head(&self) -> (u16, u16) {
        let [a, b, c, d, ..] = self.buffer;
        (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]))
    }

    fn take_head(&mut self) -> Result<(), Status> {
        let (kind, length) = self.head();
        self.left = self.left.checked_sub(length).ok_or(Status::MALFORMED)?;
        self.kind = kind;
        self.expect(VALUE, length);
        Ok(())
    }

    #[inline(never)]
    fn take_value(&mut self, trust: &Trust<'_>) -> Result<(), Status> {
        // Which area it stands in, its least and greatest length, and what must not have been seen before.
        let (is_protected, least, most, once) = match self.kind {
            SECURITY_COUNTER => (true, 4, 4, COUNTER_SEEN),
            FIRST_KEY => (true, 4, 4, FIRST_KEY_SEEN),
            DEPENDENCY => (true, 12, 12, 0),
            IDENTITY => (true, 1, MOST_VALUE, 0),
            SHA256 => (false, DIGEST_BYTES, DIGEST_BYTES, HASH_SEEN),
            KEY_HASH => (false, DIGEST_BYTES, DIGEST_BYTES, 0),
            ECDSA_SIGNATURE => (false, 0, u8::MAX, 0),
            // Others are none of our business; protected ones are hashed, the rest changes nothing.
            _ => return Ok(()),
        };
        if is_protected != (self.protected != 0)
            || self.collected < least
            || self.collected > most
            || self.seen & once != 0
        {
            return Err(Status::MALFORMED);
        }
        // One that is longer than the buffer has no length that is known here.
        let value = self.buffer.get(..self.collected.into()).unwrap_or_default();
        let number = value.first_chunk().map_or(0, |number| u32::from_le_bytes(*number));
        self.seen |= once;
        let matches = match self.kind {
            SECURITY_COUNTER => {
                self.counter = number;
                0
            }
            FIRST_KEY => {
                self.first_key = number;
                0
            }
            DEPENDENCY => {
                if trust.meets(value) {
                    0
                } else {
                    UNMET
                }
            }
            IDENTITY => {
                self.seen |= IDENTITY_SEEN;
                if equal(value, trust.identity).is_ok() { IDENTITY_MATCHES } else { 0 }
            }
            SHA256 => {
                if equal(value, &self.digest).is_ok() {
                    HASH_MATCHES
                } else {
                    0
                }
            }
            // The first signature of a key that is trusted counts.
            _ if self.seen & SIGNED != 0 => 0,
            KEY_HASH => {
                let signer = trust.signer(value, self.state.first_key);
                self.seen &= !SIGNER_KNOWN;
                self.signer = signer.unwrap_or_default();
                if signer.is_some() { SIGNER_KNOWN } else { 0 }
            }
            _ => {
                self.seen |= SIGNATURE_SEEN;
                if self.seen & SIGNER_KNOWN == 0 {
                    0
                } else {
                    ecdsa_der::decode(value, &mut self.signature)?;
                    SIGNED
                }
            }
        };
        self.seen |= matches;
        Ok(())
    }

    /// Writes what the image says to `entry`, if all of it came, it is authentic, and it is for this device and
    /// this time; else `entry` is zeros.
    pub fn check(&self, trust: &Trust<'_>, entry: &mut Entry) -> Answer {
        let seen = |what| self.seen & what == what;
        entry.fill(0);
        if self.part != END || !seen(HASH_SEEN) {
            return Err(Status::MALFORMED);
        }
        if !seen(HASH_MATCHES) {
            return Err(Status::NOT_AUTHENTIC);
        }
        if !seen(SIGNED) {
            return Err(if seen(SIGNATURE_SEEN) { Status::UNKNOWN_KEY } else { Status::NOT_AUTHENTIC });
        }
        let mut digest = [0; DIGEST_LENGTH];
        trust.verify(self.signer, &self.digest, &self.signature, &mut digest)?;
        self.accept(trust, distinct(0))?;
        // Twice: one missed instruction does not let an old image through, or one for another device.
        let refused = u8::from(self.accept(trust, distinct(0)).is_err());
        let (signed, accepted) = (Verdict::of_tags(&digest, &self.digest), Verdict::of(refused, refused));
        let words = [self.header_length.into(), self.payload_length, self.counter, self.first_key];
        put(entry, 0, words.map(u32::to_ne_bytes).as_flattened());
        put(entry, 16, &self.version);
        put(entry, 16 + VERSION_LENGTH, &digest);
        signed.release(entry);
        accepted.release(entry);
        release(signed.and(accepted).answer(), entry)
    }

    /// Whether the image is not below what is stored.
    #[inline(never)]
    pub fn admit(&self, state: &BootState) -> Result<(), Status> {
        if self.counter < state.counter { Err(Status::ROLLED_BACK) } else { Ok(()) }
    }

    /// Whether what was signed is for this device and this time. `none` is zero.
    #[inline(never)]
    fn accept(&self, trust: &Trust<'_>, none: u8) -> Result<(), Status> {
        let seen = |what| self.seen & what == what;
        let is_configuration = self.flags & FLAG_NON_BOOTABLE != 0;
        let is_elsewhere = self.flags & FLAG_ROM_FIXED != 0 && self.load_address != trust.address;
        let is_for_all = !seen(IDENTITY_SEEN) && !is_configuration;
        if is_configuration != trust.configuration || is_elsewhere || !(is_for_all || seen(IDENTITY_MATCHES))
        {
            Err(Status::WRONG_TARGET)
        } else if self.counter < self.state.counter {
            Err(Status::ROLLED_BACK)
        } else if seen(UNMET) {
            Err(Status::UNMET_DEPENDENCY)
        } else if self.first_key > self.signer || none != 0 {
            // It would revoke its own key.
            Err(Status::MALFORMED)
        } else {
            Ok(())
        }
    }
}

#[inline(never)]
fn put(entry: &mut Entry, start: usize, bytes: &[u8]) {
    copy(entry.get_mut(start..).unwrap_or_default(), bytes);
}
