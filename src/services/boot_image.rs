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
use crate::arch::distinct::distinct;
use crate::constant_time::equal;
use crate::primitives::ecdsa_der::{self, MAXIMUM_DER_LENGTH};
use crate::primitives::sha256::{DIGEST_LENGTH, Sha256};
use crate::status::Status;
use crate::verdict::{Answer, Verdict, release};

/// Bytes in a version: major, minor, revision (2), build (4).
pub const VERSION_LENGTH: usize = 8;
/// A version, as it stands in a header.
pub type Version = [u8; VERSION_LENGTH];

const HEADER_LENGTH: u32 = 32;
const MAGIC: u32 = 0x96F3_B83D;
const PROTECTED_MAGIC: u32 = 0x6908;
const UNPROTECTED_MAGIC: u32 = 0x6907;
/// Bytes in the head of an area of TLVs, and in that of a TLV.
const HEAD_LENGTH: u32 = 4;

/// Position-independent: nothing to check.
const FLAG_PIC: u32 = 0x01;
/// Data, not a program.
const FLAG_NON_BOOTABLE: u32 = 0x10;
/// Built for the load address in the header.
const FLAG_ROM_FIXED: u32 = 0x100;

const KEY_HASH: u32 = 0x01;
const SHA256: u32 = 0x10;
const ECDSA_SIGNATURE: u32 = 0x22;
const DEPENDENCY: u32 = 0x40;
const SECURITY_COUNTER: u32 = 0x50;
/// The device that an image is for: a serial number or an address. One of our own, as are those that follow.
const IDENTITY: u32 = 0xA0;
/// The first trusted key that is not revoked once this image is confirmed: 4 bytes.
const FIRST_KEY: u32 = 0xA1;

// The parts of an image, in `Image::part`.
const HEADER: u32 = 0;
const BODY: u32 = 1;
const AREA: u32 = 2;
const HEAD: u32 = 3;
const VALUE: u32 = 4;
const END: u32 = 5;

// What was seen, in `Image::seen`.
const HASH_SEEN: u32 = 1 << 0;
const HASH_MATCHES: u32 = 1 << 1;
const SIGNATURE_SEEN: u32 = 1 << 2;
const SIGNER_KNOWN: u32 = 1 << 3;
const SIGNED: u32 = 1 << 4;
const COUNTER_SEEN: u32 = 1 << 5;
const FIRST_KEY_SEEN: u32 = 1 << 6;
const IDENTITY_SEEN: u32 = 1 << 7;
const IDENTITY_MATCHES: u32 = 1 << 8;
const UNMET: u32 = 1 << 9;

/// An image of which some bytes came.
#[repr(C)]
pub struct Image {
    hash: Sha256,
    digest: [u8; DIGEST_LENGTH],
    signature: [u8; ecdsa_der::RAW_LENGTH],
    version: Version,
    /// The start of the present part.
    buffer: [u8; MAXIMUM_DER_LENGTH],
    part: u32,
    collected: u32,
    missing: u32,
    /// Bytes that the memory has behind the protected area.
    room: u32,
    /// Bytes of the present area that are not announced by a TLV yet.
    left: u32,
    /// Bytes in the protected area, until it is over.
    protected: u32,
    kind: u32,
    load_address: u32,
    header_length: u32,
    payload_length: u32,
    flags: u32,
    seen: u32,
    signer: u32,
    counter: u32,
    first_key: u32,
    state: BootState,
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
            part: HEADER,
            collected: 0,
            missing: HEADER_LENGTH,
            room: capacity,
            left: 0,
            protected: 0,
            kind: 0,
            load_address: 0,
            header_length: 0,
            payload_length: 0,
            flags: 0,
            seen: 0,
            signer: 0,
            counter: 0,
            first_key: 0,
            state,
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

    fn collect(&mut self, piece: &[u8]) {
        if self.is_hashed() {
            self.hash.update(piece);
        }
        let collected = usize::try_from(self.collected).unwrap_or(usize::MAX);
        for (place, byte) in self.buffer.iter_mut().skip(collected).zip(piece) {
            *place = *byte;
        }
        #[expect(clippy::cast_possible_truncation, reason = "no longer than `missing`")]
        let length = piece.len() as u32;
        self.collected = self.collected.wrapping_add(length);
        self.missing = self.missing.wrapping_sub(length);
    }

    fn is_hashed(&self) -> bool {
        self.part <= BODY || self.protected != 0
    }

    fn expect(&mut self, part: u32, length: u32) {
        self.part = part;
        self.collected = 0;
        self.missing = length;
    }

    fn end_part(&mut self, trust: &Trust<'_>) -> Result<(), Status> {
        match self.part {
            HEADER => self.take_header(),
            BODY => {
                self.begin_area();
                Ok(())
            }
            AREA => self.take_area(),
            HEAD => self.take_head(),
            _ => self.take_value(trust).and_then(|()| self.next_value()),
        }
    }

    fn take_header(&mut self) -> Result<(), Status> {
        let mut words = [0; 8];
        for (word, bytes) in words.iter_mut().zip(self.buffer.as_chunks().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        let [magic, load_address, lengths, payload_length, flags, ..] = words;
        (self.header_length, self.protected) = (lengths & 0xFFFF, lengths >> 16);
        (self.load_address, self.payload_length, self.flags) = (load_address, payload_length, flags);
        for (place, byte) in self.version.iter_mut().zip(self.buffer.iter().skip(20)) {
            *place = *byte;
        }
        let end = self.header_length.checked_add(payload_length);
        let room =
            end.and_then(|end| end.checked_add(self.protected)).and_then(|all| self.room.checked_sub(all));
        let rest = end.and_then(|end| end.checked_sub(HEADER_LENGTH));
        let (Some(room), Some(rest)) = (room, rest) else { return Err(Status::MALFORMED) };
        let known = FLAG_PIC | FLAG_NON_BOOTABLE | FLAG_ROM_FIXED;
        if magic != MAGIC || self.header_length < HEADER_LENGTH || payload_length == 0 || flags & !known != 0
        {
            return Err(Status::MALFORMED);
        }
        self.room = room;
        self.expect(BODY, rest);
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
            magic == UNPROTECTED_MAGIC && length <= self.room
        } else {
            magic == PROTECTED_MAGIC && length == self.protected
        };
        self.left = length.checked_sub(HEAD_LENGTH).filter(|_| fits).ok_or(Status::MALFORMED)?;
        self.next_value()
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
    fn head(&self) -> (u32, u32) {
        let word = self.buffer.first_chunk().map_or(0, |word| u32::from_le_bytes(*word));
        (word & 0xFFFF, word >> 16)
    }

    fn take_head(&mut self) -> Result<(), Status> {
        let (kind, length) = self.head();
        self.left = self.left.checked_sub(length).ok_or(Status::MALFORMED)?;
        self.kind = kind;
        self.expect(VALUE, length);
        Ok(())
    }

    fn take_value(&mut self, trust: &Trust<'_>) -> Result<(), Status> {
        let (seen, is_protected) = (self.seen, self.protected != 0);
        // One that is longer than the buffer has no length that is known here.
        let length = usize::try_from(self.collected).unwrap_or(usize::MAX);
        let value = self.buffer.get(..length).unwrap_or_default();
        let number = value.try_into().map(u32::from_le_bytes);
        let now =
            match (self.kind, is_protected, value.len()) {
                (SECURITY_COUNTER, true, 4) if seen & COUNTER_SEEN == 0 => {
                    self.counter = number.unwrap_or_default();
                    COUNTER_SEEN
                }
                (FIRST_KEY, true, 4) if seen & FIRST_KEY_SEEN == 0 => {
                    self.first_key = number.unwrap_or_default();
                    FIRST_KEY_SEEN
                }
                (DEPENDENCY, true, 12) => {
                    if trust.meets(value) {
                        0
                    } else {
                        UNMET
                    }
                }
                (IDENTITY, true, 1..) => {
                    if equal(value, trust.identity).is_ok() {
                        IDENTITY_SEEN | IDENTITY_MATCHES
                    } else {
                        IDENTITY_SEEN
                    }
                }
                (SHA256, false, DIGEST_LENGTH) if seen & HASH_SEEN == 0 => {
                    if equal(value, &self.digest).is_ok() { HASH_SEEN | HASH_MATCHES } else { HASH_SEEN }
                }
                (KEY_HASH, false, DIGEST_LENGTH) if seen & SIGNED == 0 => {
                    let signer = trust.signer(value, self.state.first_key);
                    self.seen &= !SIGNER_KNOWN;
                    self.signer = signer.unwrap_or_default();
                    if signer.is_some() { SIGNER_KNOWN } else { 0 }
                }
                // The first signature of a key that is trusted counts.
                (ECDSA_SIGNATURE, false, _) if seen & (SIGNED | SIGNER_KNOWN) == SIGNER_KNOWN => {
                    ecdsa_der::decode(value, &mut self.signature)?;
                    SIGNATURE_SEEN | SIGNED
                }
                (KEY_HASH, false, DIGEST_LENGTH) => 0,
                (ECDSA_SIGNATURE, false, _) => SIGNATURE_SEEN,
                (SECURITY_COUNTER | FIRST_KEY | DEPENDENCY | IDENTITY, ..) => return Err(Status::MALFORMED),
                (SHA256 | KEY_HASH | ECDSA_SIGNATURE, ..) => return Err(Status::MALFORMED),
                // Others are none of our business; protected ones are hashed, the rest changes nothing.
                _ => 0,
            };
        self.seen |= now;
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
        let words = [self.header_length, self.payload_length, self.counter, self.first_key];
        let words = words.into_iter().flat_map(u32::to_ne_bytes);
        for (place, byte) in entry.iter_mut().zip(words.chain(self.version).chain(digest)) {
            *place = byte;
        }
        signed.release(entry);
        accepted.release(entry);
        release(signed.answer().and(accepted.answer()), entry)
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
