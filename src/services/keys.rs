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

use crate::constant_time::equal;
use crate::copy::copy;
use crate::modes::key_wrap::{self, SEMIBLOCK};
use crate::primitives::aes::BlockDecrypt;
use crate::status::Status;
use crate::storage::record::{self, Storage};
use crate::verdict::Answer;
use zeroize::Zeroize;

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
pub fn is_length(length: usize) -> bool {
    matches!(length, 16 | 24 | 32)
}

/// Refuses lengths that no key has.
pub fn check_length(length: usize) -> Result<(), Status> {
    if is_length(length) { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// What a slot holds.
struct Slot {
    kind: u8,
    staged: bool,
    current_epoch: u32,
    highest_epoch: u32,
    current: [u8; MAXIMUM_LENGTH],
    next: [u8; MAXIMUM_LENGTH],
}

type Image = [u8; OVERHEAD + 2 * MAXIMUM_LENGTH];

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
    let mut slot = Slot::empty(kind.0);
    (slot.current_epoch, slot.highest_epoch) = (epoch, epoch);
    copy(&mut slot.current, key);
    slot.store(storage, record, key.len())
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
    let mut slot = Slot::empty(0);
    slot.load(storage, record, key.len())?;
    if slot.kind != kind.0 {
        return Err(Status::WRONG_TARGET);
    }
    if slot.staged && epoch == slot.highest_epoch {
        let staged = slot.next.get(..key.len()).unwrap_or_default();
        return equal(staged, key).map_err(|_| Status::ROLLED_BACK);
    }
    if epoch <= slot.highest_epoch {
        return Err(Status::ROLLED_BACK);
    }
    (slot.staged, slot.highest_epoch) = (true, epoch);
    copy(&mut slot.next, key);
    slot.store(storage, record, key.len())
}

/// Stages a key that was wrapped (RFC 3394) together with its kind, its length, its slot and its epoch.
pub fn stage_wrapped<C: BlockDecrypt>(
    cipher: &C, storage: &mut impl Storage, record: u16, kind: Kind, wrapped: &[u8],
) -> Answer {
    let mut content = [0; HEAD_LENGTH + MAXIMUM_LENGTH];
    let (check, text) = wrapped.split_first_chunk::<SEMIBLOCK>().ok_or(Status::BAD_LENGTH)?;
    let used = content.get_mut(..text.len()).ok_or(Status::BAD_LENGTH)?;
    copy(used, text);
    let result = key_wrap::unwrap(cipher, check, used).and_then(|status| {
        let (head, key) = used.split_first_chunk::<HEAD_LENGTH>().ok_or(Status::BAD_LENGTH)?;
        let [its_kind, length, high, low, a, b, c, d] = *head;
        if usize::from(length) != key.len() {
            return Err(Status::MALFORMED);
        }
        if u16::from_be_bytes([high, low]) != record || its_kind != kind.0 {
            return Err(Status::WRONG_TARGET);
        }
        stage(storage, record, kind, u32::from_be_bytes([a, b, c, d]), key).map(|()| status)
    });
    content.zeroize();
    result
}

/// The staged key of this epoch becomes the current one; the old one is gone.
pub fn confirm(storage: &mut impl Storage, record: u16, length: usize, epoch: u32) -> Result<(), Status> {
    let mut slot = Slot::empty(0);
    slot.load(storage, record, length)?;
    if slot.staged && epoch == slot.highest_epoch {
        slot.current = slot.next;
        slot.current_epoch = epoch;
        slot.drop_staged();
        slot.store(storage, record, length)
    } else if epoch == slot.current_epoch {
        Ok(())
    } else {
        Err(Status::UNKNOWN_KEY)
    }
}

/// The staged key of this epoch is gone; the current one stays.
pub fn roll_back(storage: &mut impl Storage, record: u16, length: usize, epoch: u32) -> Result<(), Status> {
    let mut slot = Slot::empty(0);
    slot.load(storage, record, length)?;
    if epoch != slot.highest_epoch || epoch == slot.current_epoch {
        Err(Status::UNKNOWN_KEY)
    } else if slot.staged {
        slot.drop_staged();
        slot.store(storage, record, length)
    } else {
        Ok(())
    }
}

/// Gives the key of an epoch, current or staged; else `key` is zeros.
pub fn load(
    storage: &mut impl Storage, record: u16, kind: Kind, epoch: u32, key: &mut [u8],
) -> Result<(), Status> {
    key.fill(0);
    let mut slot = Slot::empty(0);
    slot.load(storage, record, key.len())?;
    if slot.kind != kind.0 {
        return Err(Status::WRONG_TARGET);
    }
    if epoch == slot.current_epoch {
        copy(key, &slot.current);
        Ok(())
    } else if slot.staged && epoch == slot.highest_epoch {
        copy(key, &slot.next);
        Ok(())
    } else {
        Err(Status::UNKNOWN_KEY)
    }
}

/// The epochs of the current and of the staged key, which is 0 if there is none.
pub fn epochs(storage: &mut impl Storage, record: u16, length: usize) -> Result<(u32, u32), Status> {
    let mut slot = Slot::empty(0);
    slot.load(storage, record, length)?;
    Ok((slot.current_epoch, if slot.staged { slot.highest_epoch } else { 0 }))
}

impl Slot {
    fn empty(kind: u8) -> Self {
        let (current, next) = ([0; MAXIMUM_LENGTH], [0; MAXIMUM_LENGTH]);
        Slot { kind, staged: false, current_epoch: 0, highest_epoch: 0, current, next }
    }

    /// In the place where it stays: a move would leave a copy on the stack.
    fn load(&mut self, storage: &mut impl Storage, record: u16, length: usize) -> Result<(), Status> {
        let mut image: Image = [0; OVERHEAD + 2 * MAXIMUM_LENGTH];
        let used = image.get_mut(..OVERHEAD + 2 * length).ok_or(Status::BAD_LENGTH)?;
        let loaded = record::load(storage, record, used);
        if let Some(([kind, a, b, c, d, e, f, g, h], keys)) = used.split_first_chunk::<OVERHEAD>() {
            self.kind = kind & !STAGED;
            self.staged = kind & STAGED != 0;
            self.current_epoch = u32::from_be_bytes([*a, *b, *c, *d]);
            self.highest_epoch = u32::from_be_bytes([*e, *f, *g, *h]);
            copy(&mut self.current, keys.get(..length).unwrap_or_default());
            copy(&mut self.next, keys.get(length..).unwrap_or_default());
        }
        image.zeroize();
        loaded
    }

    fn store(&self, storage: &mut impl Storage, record: u16, length: usize) -> Result<(), Status> {
        let mut image: Image = [0; OVERHEAD + 2 * MAXIMUM_LENGTH];
        let kind = if self.staged { self.kind | STAGED } else { self.kind };
        let head = [kind]
            .into_iter()
            .chain(self.current_epoch.to_be_bytes())
            .chain(self.highest_epoch.to_be_bytes());
        let keys = self.current.iter().take(length).chain(self.next.iter().take(length));
        for (place, byte) in image.iter_mut().zip(head.chain(keys.copied())) {
            *place = byte;
        }
        let used = image.get(..OVERHEAD + 2 * length).ok_or(Status::BAD_LENGTH)?;
        let stored = record::store(storage, record, used);
        image.zeroize();
        stored
    }

    fn drop_staged(&mut self) {
        self.staged = false;
        self.next.zeroize();
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.current.zeroize();
        self.next.zeroize();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail")]
mod tests;
