//! The address space, and which words of it are more than memory.

use std::ops::Range;

/// Something happens when the word is read.
const READ: u8 = 1;
/// Something happens when the word is written.
const WRITTEN: u8 = 2;

/// 64 KiB, of which every word may be watched.
#[derive(Clone, Debug)]
pub struct Memory {
    bytes: Box<[u8; 0x1_0000]>,
    watched: Box<[u8; 0x8000]>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { bytes: Box::new([0; 0x1_0000]), watched: Box::new([0; 0x8000]) }
    }

    /// All bytes, from address 0 on.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &*self.bytes
    }

    pub(crate) fn set_bytes(&mut self, address: u16, bytes: &[u8]) {
        let start = usize::from(address);
        self.bytes[start..start + bytes.len()].copy_from_slice(bytes);
    }

    #[inline(always)]
    pub(crate) fn byte(&self, address: u16) -> u8 {
        self.bytes[usize::from(address)]
    }

    /// The word at an address, whose lowest bit counts as zero.
    #[inline(always)]
    pub(crate) fn word(&self, address: u16) -> u16 {
        let index = usize::from(address & !1);
        u16::from_le_bytes([self.bytes[index], self.bytes[index + 1]])
    }

    #[inline(always)]
    pub(crate) fn set_byte(&mut self, address: u16, value: u8) {
        self.bytes[usize::from(address)] = value;
    }

    /// Writes the word at an address, whose lowest bit counts as zero.
    #[inline(always)]
    pub(crate) fn set_word(&mut self, address: u16, value: u16) {
        let index = usize::from(address & !1);
        [self.bytes[index], self.bytes[index + 1]] = value.to_le_bytes();
    }

    /// Lets [`Self::is_watched_when_written`] hold for the words of these addresses.
    pub(crate) fn watch_writes(&mut self, addresses: Range<usize>) {
        self.watch(addresses, WRITTEN);
    }

    /// Lets both questions be answered with yes for the words of these addresses.
    pub(crate) fn watch_reads_and_writes(&mut self, addresses: Range<usize>) {
        self.watch(addresses, READ | WRITTEN);
    }

    fn watch(&mut self, addresses: Range<usize>, what: u8) {
        for word in addresses.start / 2..addresses.end.div_ceil(2) {
            self.watched[word % 0x8000] |= what;
        }
    }

    #[inline(always)]
    pub(crate) fn is_watched_when_read(&self, address: u16) -> bool {
        self.watched[usize::from(address >> 1)] & READ != 0
    }

    #[inline(always)]
    pub(crate) fn is_watched_when_written(&self, address: u16) -> bool {
        self.watched[usize::from(address >> 1)] & WRITTEN != 0
    }
}
