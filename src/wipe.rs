//! Removing secrets from memory.

use crate::arch::memory::clear_slice;

/// Overwrites `buffer` with zeros; the compiler may not leave it out.
#[inline(always)]
pub fn wipe(buffer: &mut [u8]) {
    clear_slice(buffer);
}
