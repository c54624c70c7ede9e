//! Deterministic CBOR (RFC 8949, 4.2.1), as much of it as COSE messages of commands need.
//!
//! A reader goes over items one after the other and never down into one: who reads says what it expects, so
//! that nothing here recurses, allocates or keeps a stack of its own. Numbers have at most 32 bits, lengths
//! are definite, every argument is in its shortest form; anything else is `MALFORMED`. Maps are read key by
//! key by who knows them, in their one order. The time depends on the bytes, which are public.

use crate::constant_time::equal;
use crate::copy::copy;
use crate::status::Status;

/// Major type 0: a number.
pub const UNSIGNED: u8 = 0;
/// Major type 1: -1 minus a number.
pub const NEGATIVE: u8 = 1;
/// Major type 2: a byte string.
pub const BYTES: u8 = 2;
/// Major type 3: a text string.
pub const TEXT: u8 = 3;
/// Major type 4: an array, by the number of its items.
pub const ARRAY: u8 = 4;
/// Major type 5: a map, by the number of its pairs.
pub const MAP: u8 = 5;
/// Major type 6: a tag of the item that follows.
pub const TAG: u8 = 6;

/// Bytes that are read item by item. From the first one that is not what was expected on, all numbers are zero and
/// all strings empty, and [`Reader::end`] says so: who reads decides on nothing before it has asked.
pub struct Reader<'a> {
    rest: &'a [u8],
    malformed: bool,
}

impl<'a> Reader<'a> {
    /// Starts at the first of these bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes, malformed: false }
    }

    /// What was not read yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Reads so many bytes, whatever they are.
    #[inline(never)]
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or_else(|| {
            self.malformed = true;
            (&[], &[])
        });
        self.rest = rest;
        taken
    }

    /// Whatever follows is not read: an item was not what it should be.
    pub fn refuse(&mut self) {
        self.malformed = true;
        self.rest = &[];
    }

    /// Reads past bytes that may be these alone.
    pub fn raw(&mut self, bytes: &[u8]) {
        if equal(self.take(bytes.len()), bytes).is_err() {
            self.refuse();
        }
    }

    /// Whether an item of this major type comes next.
    #[must_use]
    pub fn next_is(&self, major: u8) -> bool {
        self.rest.first().is_some_and(|first| first >> 5 == major)
    }

    /// The number in the head of an item of this major type.
    #[inline(never)]
    pub fn number(&mut self, major: u8) -> u32 {
        let first = self.take(1).first().copied().unwrap_or_default();
        let short = first & 0x1F;
        // Bytes that follow, and the least number that needs them.
        let (length, least) = match short {
            0..24 => (0, 0),
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            _ => (0, u32::MAX),
        };
        let bytes = self.take(length);
        let long = bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        if first >> 5 != major || long < least {
            self.refuse();
        }
        if self.malformed {
            0
        } else if length == 0 {
            short.into()
        } else {
            long
        }
    }

    /// Reads past the one head that may stand here.
    pub fn expect(&mut self, major: u8, number: u32) {
        if self.number(major) != number {
            self.refuse();
        }
    }

    /// A byte string.
    #[inline(never)]
    pub fn bytes(&mut self) -> &'a [u8] {
        let length = self.number(BYTES);
        self.take(usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// A byte string of the length of `place`, which receives it.
    #[inline(never)]
    pub fn array(&mut self, place: &mut [u8]) {
        let bytes = self.bytes();
        if bytes.len() != place.len() {
            self.refuse();
        }
        copy(place, bytes);
    }

    /// Refuses what was malformed, and what stands behind the last item.
    pub fn end(&self) -> Result<(), Status> {
        if self.rest.is_empty() && !self.malformed { Ok(()) } else { Err(Status::MALFORMED) }
    }
}

/// Items, written one after the other. What has no room is only counted: over an empty buffer a writer
/// measures.
pub struct Writer<'a> {
    buffer: &'a mut [u8],
    length: usize,
}

impl<'a> Writer<'a> {
    /// Starts at the first byte of a buffer.
    #[must_use]
    pub fn new(buffer: &'a mut [u8]) -> Self {
        Writer { buffer, length: 0 }
    }

    /// Bytes that the items take.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// The head of an item, in its shortest form.
    #[inline(never)]
    pub fn head(&mut self, major: u8, number: u32) {
        let kind = major << 5;
        let [a, b, c, d] = number.to_be_bytes();
        match number {
            0..24 => self.raw(&[kind | d]),
            24..0x100 => self.raw(&[kind | 24, d]),
            0x100..0x1_0000 => self.raw(&[kind | 25, c, d]),
            _ => self.raw(&[kind | 26, a, b, c, d]),
        }
    }

    /// A string of this major type, which is [`BYTES`] or [`TEXT`].
    pub fn string(&mut self, major: u8, bytes: &[u8]) {
        #[expect(clippy::cast_possible_truncation, reason = "no message is that long")]
        self.head(major, bytes.len() as u32);
        self.raw(bytes);
    }

    /// Bytes that are items already, or the content of a string whose head was written.
    #[inline(never)]
    pub fn raw(&mut self, bytes: &[u8]) {
        let room = self.buffer.get_mut(self.length..).unwrap_or_default();
        copy(room, bytes);
        self.length = self.length.wrapping_add(bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8949, appendix A, and the borders of every length.
    const NUMBERS: [(u32, &[u8]); 14] = [
        (0, &[0x00]),
        (1, &[0x01]),
        (10, &[0x0A]),
        (23, &[0x17]),
        (24, &[0x18, 0x18]),
        (25, &[0x18, 0x19]),
        (100, &[0x18, 0x64]),
        (255, &[0x18, 0xFF]),
        (256, &[0x19, 0x01, 0x00]),
        (1000, &[0x19, 0x03, 0xE8]),
        (65_535, &[0x19, 0xFF, 0xFF]),
        (65_536, &[0x1A, 0x00, 0x01, 0x00, 0x00]),
        (1_000_000, &[0x1A, 0x00, 0x0F, 0x42, 0x40]),
        (u32::MAX, &[0x1A, 0xFF, 0xFF, 0xFF, 0xFF]),
    ];

    #[test]
    fn reads_and_writes_the_numbers_of_the_standard() {
        for major in UNSIGNED..=TAG {
            for (number, bytes) in NUMBERS {
                let mut encoded = bytes.to_vec();
                encoded[0] |= major << 5;
                let mut buffer = [0; 5];
                let mut writer = Writer::new(&mut buffer);
                writer.head(major, number);
                let length = writer.length();
                assert_eq!(buffer[..length], encoded);
                assert_eq!(read(&encoded, major), Ok(number));
                assert_eq!(read(&encoded, (major + 1) % 7), Err(Status::MALFORMED));
                for end in 0..encoded.len() {
                    assert_eq!(read(&encoded[..end], major), Err(Status::MALFORMED));
                }
            }
        }
    }

    /// The number that these bytes are.
    fn read(bytes: &[u8], major: u8) -> Result<u32, Status> {
        let mut reader = Reader::new(bytes);
        let number = reader.number(major);
        assert!(number == 0 || reader.end().is_ok(), "nothing is released");
        reader.end().map(|()| number)
    }

    /// The byte string that these bytes start with.
    fn read_string(bytes: &[u8]) -> Result<&[u8], Status> {
        let mut reader = Reader::new(bytes);
        let string = reader.bytes();
        let refused = reader.malformed;
        assert!(string.is_empty() || !refused, "nothing is released");
        if refused { Err(Status::MALFORMED) } else { Ok(string) }
    }

    #[test]
    fn refuses_what_is_longer_than_needed_and_what_has_no_end() {
        for bytes in [
            &[0x18, 0x17][..],
            &[0x18, 0x00],
            &[0x19, 0x00, 0xFF],
            &[0x1A, 0x00, 0x00, 0xFF, 0xFF],
            &[0x1B, 0, 0, 0, 1, 0, 0, 0, 0],
            &[0x1C],
            &[0x1D],
            &[0x1E],
            &[0x1F],
        ] {
            for major in UNSIGNED..=TAG {
                let mut encoded = bytes.to_vec();
                encoded[0] |= major << 5;
                assert_eq!(read(&encoded, major), Err(Status::MALFORMED), "{encoded:02X?}");
            }
        }
    }

    #[test]
    fn a_string_is_there_to_its_end() {
        let mut buffer = [0; 40];
        for length in 0..30 {
            let content: Vec<u8> = (0..length).collect();
            let mut writer = Writer::new(&mut buffer);
            writer.string(BYTES, &content);
            let end = writer.length();
            assert_eq!(read_string(&buffer[..end]), Ok(&content[..]));
            for cut in 0..end {
                assert_eq!(read_string(&buffer[..cut]), Err(Status::MALFORMED));
            }
            assert_eq!(read_string(&buffer[..=end]), Ok(&content[..]));
            let mut reader = Reader::new(&buffer[..=end]);
            reader.bytes();
            assert_eq!(reader.end(), Err(Status::MALFORMED), "a byte is left");
            let mut reader = Reader::new(&buffer[..end]);
            reader.array(&mut [0; 30]);
            assert_eq!(reader.end(), Err(Status::MALFORMED));
            let (mut reader, mut place) = (Reader::new(&buffer[..end]), vec![0; content.len()]);
            reader.array(&mut place);
            assert_eq!((reader.end(), place), (Ok(()), content));
        }
    }

    #[test]
    fn nothing_is_read_behind_what_is_malformed() {
        let bytes = [0x01, 0x41, 0x55, 0x02];
        let mut reader = Reader::new(&bytes);
        assert_eq!((reader.number(UNSIGNED), reader.number(UNSIGNED)), (1, 0));
        assert_eq!((reader.bytes(), reader.number(UNSIGNED), reader.next_is(UNSIGNED)), (&[][..], 0, false));
        assert_eq!(reader.end(), Err(Status::MALFORMED));
        let mut reader = Reader::new(&bytes);
        reader.raw(&[0x01, 0x40]);
        assert_eq!((reader.bytes(), reader.end()), (&[][..], Err(Status::MALFORMED)));
        let mut reader = Reader::new(&bytes);
        reader.expect(UNSIGNED, 2);
        assert_eq!((reader.bytes(), reader.end()), (&[][..], Err(Status::MALFORMED)));
    }

    #[test]
    fn a_writer_without_room_measures() {
        let mut writer = Writer::new(&mut []);
        writer.head(ARRAY, 2);
        writer.string(TEXT, &[0x61; 300]);
        assert_eq!(writer.length(), 1 + 3 + 300);
    }
}
