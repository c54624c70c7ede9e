//! Keys in slots. A new key is staged beside the current one, and takes its place when it is confirmed: until
//! then both open what they are for.
//!
//! A slot is one record, so that each step is one store: a power cut leaves the slot as it was, or changed.
//!
//! | bytes | hold |
//! |---|---|
//! | 1 | kind; plus 80 if a key is staged |
//! | 4 | epoch of the current key, big-endian |
//! | 4 | highest epoch that was ever staged |
//! | n | current key, of 16, 24 or 32 bytes |
//! | n | staged key, or zeros |
//!
//! Epochs only rise, over keys that were rolled back, too: an epoch never names two keys. Steps that are repeated
//! because their answer was lost succeed and store nothing. The time depends on lengths, kinds and epochs only.

use crate::arch::opaque::distinct;
use crate::constant_time::equal;
use crate::copy::copy;
use crate::modes::key_wrap::{self, SEMIBLOCK};
use crate::primitives::aes::BlockDecrypt;
use crate::status::Status;
use crate::storage::record::{self, Storage};
use crate::verdict::{Answer, Verdict, release};
use crate::wipe::wipe;

/// What a key is for: part of the slot, so that one is not taken for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub struct Kind(pub u8);

impl Kind {
    /// This device's and the head-end's alone.
    pub const INDIVIDUAL: Kind = Kind(1);
    /// That of a group of devices.
    pub const GROUP: Kind = Kind(2);
    /// Every device's.
    pub const BROADCAST: Kind = Kind(3);
    /// A P-256 private key, which never leaves the slot.
    pub const PRIVATE: Kind = Kind(4);
}

/// Bytes in the longest key.
pub const MAXIMUM_LENGTH: usize = 32;
/// Bytes before a key that is wrapped: kind, length, slot (2), epoch (4).
pub const HEAD_LENGTH: usize = 8;
/// Bytes in a wrapped key besides the key.
pub const WRAPPING: usize = HEAD_LENGTH + SEMIBLOCK;

const OVERHEAD: usize = 9;
const STAGED: u8 = 0x80;

/// Whether a key can have this length.
#[must_use]
#[inline(never)]
pub fn is_length(length: usize) -> bool {
    matches!(length, 16 | 24 | 32)
}

/// What a slot holds, as it stands in its record: a move would leave a copy on the stack.
struct Slot {
    image: [u8; OVERHEAD + 2 * MAXIMUM_LENGTH],
    /// Bytes in a key.
    length: usize,
}

/// Makes a slot with its first key. One that is there is `BAD_STATE`.
pub fn create(
    storage: &mut impl Storage, record: u16, kind: Kind, epoch: u32, key: &[u8],
) -> Result<(), Status> {
    if epoch == 0 {
        return Err(Status::BAD_ARGUMENT);
    }
    if exists(storage, record)? {
        return Err(Status::BAD_STATE);
    }
    let mut slot = Slot::empty(key.len());
    slot.set_kind(kind.0);
    slot.set_current_epoch(epoch);
    slot.set_highest_epoch(epoch);
    copy(slot.keys().0, key);
    slot.store(storage, record)
}

/// Whether there is a slot, with keys of any length.
pub fn exists(storage: &mut impl Storage, record: u16) -> Result<bool, Status> {
    for length in [16, 24, 32] {
        if record::exists(storage, record, OVERHEAD + 2 * length)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts a key beside the current one. Its epoch is above all that came before, else `ROLLED_BACK`; the key that
/// is staged already is accepted again.
pub fn stage(
    storage: &mut impl Storage, record: u16, kind: Kind, epoch: u32, key: &[u8],
) -> Result<(), Status> {
    let mut slot = Slot::empty(key.len());
    if slot.admit(storage, record, kind, epoch)? {
        return equal(slot.keys().1, key).map_err(|_| Status::ROLLED_BACK);
    }
    // Twice: one missed instruction does not stage an old key, or one for another slot.
    slot.admit(storage, record, kind, epoch)?;
    slot.set_kind(kind.0 | STAGED);
    slot.set_highest_epoch(epoch);
    copy(slot.keys().1, key);
    slot.store(storage, record)
}

/// Stages a key that was wrapped (RFC 3394) together with its kind, its length, its slot and its epoch.
pub fn stage_wrapped<C: BlockDecrypt>(
    cipher: &C, storage: &mut impl Storage, record: u16, kind: Kind, wrapped: &[u8],
) -> Answer {
    let mut content = [0; HEAD_LENGTH + MAXIMUM_LENGTH];
    let (check, text) = wrapped.split_first_chunk::<SEMIBLOCK>().ok_or(Status::BAD_LENGTH)?;
    let used = content.get_mut(..text.len()).ok_or(Status::BAD_LENGTH)?;
    // Twice: what is missed in the last block changes the epoch and leaves the check value as it was.
    let mut head = [0; HEAD_LENGTH];
    copy(used, text);
    let first = key_wrap::open(cipher, check, used);
    copy(&mut head, used);
    copy(used, text);
    let second = key_wrap::open(cipher, check, used);
    let alike = Verdict::of_tags(used.get(..HEAD_LENGTH).unwrap_or_default(), &head);
    let opened = first.and(second).and(alike);
    opened.release(used);
    let result = release(opened.answer(), used).and_then(|_| {
        check_place(used, record, kind, distinct(0))?;
        check_place(used, record, kind, distinct(0))?;
        let (head, key) = used.split_first_chunk::<HEAD_LENGTH>().ok_or(Status::BAD_LENGTH)?;
        let [.., a, b, c, d] = *head;
        stage(storage, record, kind, u32::from_be_bytes([a, b, c, d]), key)?;
        opened.answer()
    });
    wipe(&mut content);
    result
}

/// Whether what was wrapped is a key for this slot. `none` is zero.
#[inline(never)]
fn check_place(content: &[u8], record: u16, kind: Kind, none: u8) -> Result<(), Status> {
    let (head, key) = content.split_first_chunk::<HEAD_LENGTH>().ok_or(Status::BAD_LENGTH)?;
    let [its_kind, length, high, low, ..] = *head;
    if usize::from(length) != key.len() {
        Err(Status::MALFORMED)
    } else if u16::from_be_bytes([high, low]) != record || its_kind != kind.0 || none != 0 {
        Err(Status::WRONG_TARGET)
    } else {
        Ok(())
    }
}

/// The staged key of this epoch becomes the current one, and the old one is gone; or the staged one is gone and the
/// current one stays.
pub fn settle(
    storage: &mut impl Storage, record: u16, length: usize, epoch: u32, confirmed: bool,
) -> Result<(), Status> {
    let mut slot = Slot::empty(length);
    slot.load(storage, record)?;
    let is_highest = epoch == slot.highest_epoch();
    let is_current = epoch == slot.current_epoch();
    if slot.is_staged() && is_highest {
        if confirmed {
            let (current, staged) = slot.keys();
            copy(current, staged);
            slot.set_current_epoch(epoch);
        }
        slot.set_kind(slot.kind() & !STAGED);
        wipe(slot.keys().1);
        slot.store(storage, record)
    } else if if confirmed { is_current } else { is_highest && !is_current } {
        Ok(())
    } else {
        Err(Status::UNKNOWN_KEY)
    }
}

/// Gives the key of an epoch, current or staged; else `key` is zeros.
pub fn load(
    storage: &mut impl Storage, record: u16, kind: Kind, epoch: u32, key: &mut [u8],
) -> Result<(), Status> {
    key.fill(0);
    let mut slot = Slot::empty(key.len());
    slot.load(storage, record)?;
    if slot.kind() & !STAGED != kind.0 {
        return Err(Status::WRONG_TARGET);
    }
    if epoch == slot.current_epoch() {
        copy(key, slot.keys().0);
    } else if slot.is_staged() && epoch == slot.highest_epoch() {
        copy(key, slot.keys().1);
    } else {
        return Err(Status::UNKNOWN_KEY);
    }
    Ok(())
}

/// The epochs of the current and of the staged key, which is 0 if there is none.
pub fn epochs(storage: &mut impl Storage, record: u16, length: usize) -> Result<(u32, u32), Status> {
    let mut slot = Slot::empty(length);
    slot.load(storage, record)?;
    Ok((slot.current_epoch(), if slot.is_staged() { slot.highest_epoch() } else { 0 }))
}

impl Slot {
    fn empty(length: usize) -> Self {
        Slot { image: [0; OVERHEAD + 2 * MAXIMUM_LENGTH], length }
    }

    /// The bytes of the record: none, which no record has, for keys that are too long.
    fn used(&mut self) -> &mut [u8] {
        self.image.get_mut(..OVERHEAD.saturating_add(self.length.saturating_mul(2))).unwrap_or_default()
    }

    #[inline(never)]
    fn load(&mut self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        record::load(storage, record, self.used())
    }

    /// Reads the slot for a key that is to be staged; gives whether one of this epoch is staged already.
    #[inline(never)]
    fn admit(
        &mut self, storage: &mut impl Storage, record: u16, kind: Kind, epoch: u32,
    ) -> Result<bool, Status> {
        self.load(storage, record)?;
        let highest = self.highest_epoch();
        if self.kind() & !STAGED != kind.0 {
            Err(Status::WRONG_TARGET)
        } else if self.is_staged() && epoch == highest {
            Ok(true)
        } else if epoch <= highest {
            Err(Status::ROLLED_BACK)
        } else {
            Ok(false)
        }
    }

    #[inline(never)]
    fn store(&mut self, storage: &mut impl Storage, record: u16) -> Result<(), Status> {
        record::store(storage, record, self.used())
    }

    /// The kind, and whether a key is staged.
    fn kind(&self) -> u8 {
        let [kind, ..] = self.image;
        kind
    }

    fn set_kind(&mut self, to: u8) {
        let [kind, ..] = &mut self.image;
        *kind = to;
    }

    fn is_staged(&self) -> bool {
        self.kind() & STAGED != 0
    }

    fn current_epoch(&self) -> u32 {
        let [_, a, b, c, d, ..] = self.image;
        u32::from_be_bytes([a, b, c, d])
    }

    fn highest_epoch(&self) -> u32 {
        let [_, _, _, _, _, a, b, c, d, ..] = self.image;
        u32::from_be_bytes([a, b, c, d])
    }

    fn set_current_epoch(&mut self, epoch: u32) {
        let [_, a, b, c, d, ..] = &mut self.image;
        [*a, *b, *c, *d] = epoch.to_be_bytes();
    }

    fn set_highest_epoch(&mut self, epoch: u32) {
        let [_, _, _, _, _, a, b, c, d, ..] = &mut self.image;
        [*a, *b, *c, *d] = epoch.to_be_bytes();
    }

    /// The current key and the staged one.
    #[inline(never)]
    fn keys(&mut self) -> (&mut [u8], &mut [u8]) {
        let length = self.length;
        let keys = self.used().get_mut(OVERHEAD..).and_then(|keys| keys.split_at_mut_checked(length));
        keys.unwrap_or_default()
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        wipe(&mut self.image);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail")]
mod tests;
