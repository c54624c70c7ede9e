//! Small records in memory whose writes a power cut can tear.
//!
//! A record stands in two slots, in both of which a completed store has put it:
//!
//! | bytes | hold |
//! |---|---|
//! | 4 | sequence, big-endian: 1 for the first store, one more for each that follows |
//! | 1 to 80 | the data |
//! | 4 | check over the number of the record, its length, the sequence and the data |
//!
//! A store writes the older slot first. Whatever a cut leaves of that write (the old bytes, the new
//! ones, garbage), the other slot is whole. And since both are written, a slot that rots later does
//! not bring an older value back: for a counter that would be a nonce used twice. The price is two
//! writes for a store.
//!
//! The check finds garbage, with odds of 2^-32 to miss it; that garbage be taken for newer data it
//! must also hit the one sequence that follows (2^-64). It is no protection against who can write
//! to the memory. Time depends on lengths and on which slot is newer, not on data.

use crate::copy::copy;
use crate::status::Status;
use crate::wipe::wipe;

/// Bytes in the longest record.
pub const MAXIMUM_LENGTH: usize = 80;
/// Bytes that a slot holds besides the data.
pub const OVERHEAD: usize = SEQUENCE_LENGTH + CHECK_LENGTH;
/// The highest number of a record: its slots are 2n and 2n + 1.
pub const MAXIMUM_RECORD: u16 = u16::MAX / 2;

const SEQUENCE_LENGTH: usize = 4;
const CHECK_LENGTH: usize = 4;

/// The caller's non-volatile memory.
pub trait Storage {
    /// Fills `bytes` with the start of a slot.
    fn read(&mut self, slot: u16, bytes: &mut [u8]) -> Result<(), Status>;
    /// Puts `bytes` at the start of a slot.
    fn write(&mut self, slot: u16, bytes: &[u8]) -> Result<(), Status>;
    /// Leaves no trace of what a slot held.
    fn erase(&mut self, slot: u16) -> Result<(), Status>;
}

/// Refuses lengths that no record has.
pub fn check_length(length: usize) -> Result<(), Status> {
    if (1..=MAXIMUM_LENGTH).contains(&length) { Ok(()) } else { Err(Status::BAD_LENGTH) }
}

/// Reads a record. A record that is not there, or of another length, is `STORAGE_FAILED`, too.
pub fn load(storage: &mut impl Storage, record: u16, data: &mut [u8]) -> Result<(), Status> {
    Slots::empty(record, data.len()).load(storage, data)
}

/// Reads a record that is one number, big-endian.
pub fn load_number(storage: &mut impl Storage, record: u16) -> Result<u32, Status> {
    let mut number = [0; 4];
    load(storage, record, &mut number)?;
    Ok(u32::from_be_bytes(number))
}

/// Whether a record of this length is there.
pub fn exists(storage: &mut impl Storage, record: u16, length: usize) -> Result<bool, Status> {
    Ok(Slots::empty(record, length).open(storage)?.is_some())
}

/// Writes a record, whether it was there or not: it holds the new data if this succeeds, else the
/// old or the new.
pub fn store(storage: &mut impl Storage, record: u16, data: &[u8]) -> Result<(), Status> {
    Slots::empty(record, data.len()).store(storage, data)
}

/// Writes a record that is not there yet, else `BAD_STATE`.
#[inline(never)]
pub fn create(storage: &mut impl Storage, record: u16, data: &[u8]) -> Result<(), Status> {
    if exists(storage, record, data.len())? {
        return Err(Status::BAD_STATE);
    }
    store(storage, record, data)
}

/// Erases a record: the older slot first, or a cut would bring its data back.
pub fn erase(storage: &mut impl Storage, record: u16, length: usize) -> Result<(), Status> {
    let mut slots = Slots::empty(record, length);
    slots.read(storage)?;
    // Slots that contradict each other are erased in any order: they are no record.
    let (first, second) = match slots.newest() {
        Ok(Some(Copy::First)) => (Copy::Second, Copy::First),
        _ => (Copy::First, Copy::Second),
    };
    storage.erase(slot(record, first))?;
    storage.erase(slot(record, second))?;
    if exists(storage, record, length)? { Err(Status::STORAGE_FAILED) } else { Ok(()) }
}

/// Which of the two slots of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copy {
    First,
    Second,
}

fn slot(record: u16, copy: Copy) -> u16 {
    record << 1 | u16::from(copy == Copy::Second)
}

type Image = [u8; MAXIMUM_LENGTH + OVERHEAD];

/// What the two slots of a record hold.
struct Slots {
    record: u16,
    length: usize,
    first: Image,
    second: Image,
}

impl Slots {
    fn empty(record: u16, length: usize) -> Self {
        let (first, second) = ([0; MAXIMUM_LENGTH + OVERHEAD], [0; MAXIMUM_LENGTH + OVERHEAD]);
        Slots { record, length, first, second }
    }

    // The slots lie in the frame of who calls these: an AVR reaches 63 bytes of one.

    #[inline(never)]
    fn load(&mut self, storage: &mut impl Storage, data: &mut [u8]) -> Result<(), Status> {
        let newest = self.open(storage)?.ok_or(Status::STORAGE_FAILED)?;
        copy(data, self.data(newest));
        Ok(())
    }

    #[inline(never)]
    fn store(&mut self, storage: &mut impl Storage, data: &[u8]) -> Result<(), Status> {
        let newest = self.open(storage)?;
        let sequence = newest.map_or(0, |copy| self.sequence(copy)).wrapping_add(1);
        if sequence == u32::MAX {
            return Err(Status::COUNTER_EXHAUSTED);
        }
        let (first, second) = match newest {
            Some(Copy::First) => (Copy::Second, Copy::First),
            _ => (Copy::First, Copy::Second),
        };
        self.compose(sequence, data);
        self.write_and_compare(storage, first)?;
        self.write_and_compare(storage, second)
    }

    /// Reads both; gives the one to believe.
    #[inline(never)]
    fn open(&mut self, storage: &mut impl Storage) -> Result<Option<Copy>, Status> {
        self.read(storage)?;
        self.newest()
    }

    /// Reads both, in the place where they stay: a move would leave a copy on the stack.
    fn read(&mut self, storage: &mut impl Storage) -> Result<(), Status> {
        check_length(self.length)?;
        // A read that fails is not a damaged slot: the other one might be older.
        storage.read(slot(self.record, Copy::First), used(&mut self.first, self.length))?;
        storage.read(slot(self.record, Copy::Second), used(&mut self.second, self.length))
    }

    /// The slot to believe, if any is whole. Two whole slots hold the same, or a store was cut
    /// between them; anything else was not written by [`store`].
    fn newest(&self) -> Result<Option<Copy>, Status> {
        match (self.whole(Copy::First), self.whole(Copy::Second)) {
            (0, 0) => Ok(None),
            (_, 0) => Ok(Some(Copy::First)),
            (0, _) => Ok(Some(Copy::Second)),
            (first, second) => match first.wrapping_sub(second) {
                // The checks are the same: so are the data.
                0 if self.check_of(Copy::First) == self.check_of(Copy::Second) => Ok(Some(Copy::First)),
                1 => Ok(Some(Copy::First)),
                u32::MAX => Ok(Some(Copy::Second)),
                _ => Err(Status::STORAGE_FAILED),
            },
        }
    }

    /// The sequence, if the check holds and the slot is not merely erased: no sequence is all zeros or all ones.
    /// Else zero. Of what ends with its own check, the check is zero.
    #[inline(never)]
    fn whole(&self, copy: Copy) -> u32 {
        let image = self.image(copy);
        let sequence = word(image);
        if sequence != u32::MAX && self.check_over(image, OVERHEAD) == 0 { sequence } else { 0 }
    }

    fn sequence(&self, copy: Copy) -> u32 {
        word(self.image(copy))
    }

    fn data(&self, copy: Copy) -> &[u8] {
        self.image(copy).get(SEQUENCE_LENGTH..SEQUENCE_LENGTH + self.length).unwrap_or_default()
    }

    fn check_of(&self, copy: Copy) -> u32 {
        word(self.image(copy).get(SEQUENCE_LENGTH + self.length..).unwrap_or_default())
    }

    /// The check over what is before the data, the data, and what is behind them: as many bytes as `around`.
    #[inline(never)]
    fn check_over(&self, image: &Image, around: usize) -> u32 {
        let [high, low] = self.record.to_be_bytes();
        #[expect(clippy::cast_possible_truncation, reason = "at most 80")]
        let start = [high, low, self.length as u8];
        let covered = image.get(..around.wrapping_add(self.length)).unwrap_or_default();
        absorb(absorb(u32::MAX, &start), covered)
    }

    fn image(&self, copy: Copy) -> &Image {
        match copy {
            Copy::First => &self.first,
            Copy::Second => &self.second,
        }
    }

    /// Makes what both slots are to hold, in the place of the first.
    fn compose(&mut self, sequence: u32, data: &[u8]) {
        copy_to(&mut self.first, 0, &sequence.to_be_bytes());
        copy_to(&mut self.first, SEQUENCE_LENGTH, data);
        let check = self.check_over(&self.first, SEQUENCE_LENGTH);
        copy_to(&mut self.first, SEQUENCE_LENGTH + self.length, &check.to_be_bytes());
    }

    /// Writes what was composed and reads it back: a worn cell does not always report itself.
    fn write_and_compare(&mut self, storage: &mut impl Storage, copy: Copy) -> Result<(), Status> {
        let place = slot(self.record, copy);
        let written = used(&mut self.first, self.length);
        let read = used(&mut self.second, self.length);
        storage.write(place, written)?;
        storage.read(place, read)?;
        // All bytes, whichever differ: a key may be among them.
        let difference = written.iter().zip(read).fold(0, |all, (left, right)| all | (*left ^ *right));
        if difference == 0 { Ok(()) } else { Err(Status::STORAGE_FAILED) }
    }
}

impl Drop for Slots {
    fn drop(&mut self) {
        wipe(&mut self.first);
        wipe(&mut self.second);
    }
}

/// The bytes of an image that a record of this length uses.
fn used(image: &mut Image, length: usize) -> &mut [u8] {
    image.get_mut(..length + OVERHEAD).unwrap_or_default()
}

fn word(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |word| u32::from_be_bytes(*word))
}

fn copy_to(image: &mut Image, start: usize, bytes: &[u8]) {
    copy(image.get_mut(start..).unwrap_or_default(), bytes);
}

/// Bytes into the CRC with the primitive polynomial x^32 + x^22 + x^2 + x + 1. Its terms lie so
/// low that a whole byte is reduced by shifts: no table, no branch.
#[inline(never)]
fn absorb(check: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(check, |check, byte| {
        let [first, ..] = check.to_be_bytes();
        let top = u16::from(first ^ byte);
        // In halves: shifts of 32 bits are long on 8- and 16-bit processors.
        check << 8 ^ u32::from(top << 6) << 16 ^ u32::from(top << 2 ^ top << 1 ^ top)
    })
}
