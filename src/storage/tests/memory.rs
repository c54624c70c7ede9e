//! The simulated memory.

use crate::status::Status;
use crate::storage::record::{MAXIMUM_LENGTH, OVERHEAD, Storage};

pub const SLOT_LENGTH: usize = MAXIMUM_LENGTH + OVERHEAD;

/// What a write that the power left at byte `.0` reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Torn {
    /// New bytes, then the old ones: EEPROM.
    Old(usize),
    /// New bytes, then erased ones: flash, whose page was erased first.
    Erased(usize),
    /// New bytes, then nothing that was ever there.
    Garbage(usize),
}

/// Every way to tear a write of `length` bytes. `Old(0)` is one that never began, `Old(length)` one
/// that was whole although the power was gone before it could say so.
pub fn every_tear(length: usize) -> impl Iterator<Item = Torn> + Clone {
    (0..=length).flat_map(|at| [Torn::Old(at), Torn::Erased(at), Torn::Garbage(at)])
}

/// Two records. A write (or an erasure) takes one from `until_cut`; the one that finds none left is
/// torn, and from there on nothing answers until the power is back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    slots: [[u8; SLOT_LENGTH]; 4],
    until_cut: Option<(u32, Torn)>,
    off: bool,
    pub writes: u32,
    /// Reads answer, but writes report a failure behind what they do.
    pub writes_fail: bool,
    pub reads_fail: bool,
    noise: u32,
}

impl Memory {
    pub fn erased() -> Self {
        Memory {
            slots: [[0xFF; SLOT_LENGTH]; 4],
            until_cut: None,
            off: false,
            writes: 0,
            writes_fail: false,
            reads_fail: false,
            noise: 1,
        }
    }

    /// The power goes in the write that follows `whole` whole ones.
    pub fn cut_after(&mut self, whole: u32, torn: Torn) {
        self.until_cut = Some((whole, torn));
    }

    /// Whether the cut came; if so, the power is back.
    pub fn power_on(&mut self) -> bool {
        if self.off {
            self.until_cut = None;
        }
        std::mem::replace(&mut self.off, false)
    }

    pub fn slot_mut(&mut self, slot: usize) -> &mut [u8; SLOT_LENGTH] {
        &mut self.slots[slot]
    }

    fn change(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status> {
        if self.off {
            return Err(Status::BAD_STATE);
        }
        self.writes += 1;
        let torn = match &mut self.until_cut {
            Some((0, torn)) => Some(*torn),
            Some((whole, _)) => {
                *whole -= 1;
                None
            }
            None => None,
        };
        let place = &mut self.slots[usize::from(slot)][..bytes.len()];
        let Some(torn) = torn else {
            place.copy_from_slice(bytes);
            return if self.writes_fail { Err(Status::BAD_STATE) } else { Ok(()) };
        };
        self.off = true;
        let (Torn::Old(at) | Torn::Erased(at) | Torn::Garbage(at)) = torn;
        let (whole, rest) = place.split_at_mut(at.min(bytes.len()));
        whole.copy_from_slice(&bytes[..whole.len()]);
        for byte in rest {
            self.noise = self.noise.wrapping_mul(0x0019_660D).wrapping_add(0x3C6E_F35F);
            match torn {
                Torn::Old(_) => {}
                Torn::Erased(_) => *byte = 0xFF,
                Torn::Garbage(_) => *byte = self.noise.to_be_bytes()[0],
            }
        }
        Err(Status::BAD_STATE)
    }
}

impl Storage for Memory {
    fn read(&mut self, slot: u16, bytes: &mut [u8]) -> Result<(), Status> {
        if self.off || self.reads_fail {
            return Err(Status::STORAGE_FAILED);
        }
        bytes.copy_from_slice(&self.slots[usize::from(slot)][..bytes.len()]);
        Ok(())
    }

    fn write(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status> {
        self.change(slot, bytes).map_err(|_| Status::STORAGE_FAILED)
    }

    fn erase(&mut self, slot: u16) -> Result<(), Status> {
        self.change(slot, &[0xFF; SLOT_LENGTH]).map_err(|_| Status::STORAGE_FAILED)
    }
}

/// A memory that keeps one slot of each record.
pub struct FirstSlotOnly<'a>(pub &'a mut Memory);

impl Storage for FirstSlotOnly<'_> {
    fn read(&mut self, slot: u16, bytes: &mut [u8]) -> Result<(), Status> {
        self.0.read(slot & !1, bytes)
    }

    fn write(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status> {
        self.0.write(slot & !1, bytes)
    }

    fn erase(&mut self, slot: u16) -> Result<(), Status> {
        self.0.erase(slot & !1)
    }
}
