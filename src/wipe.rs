//! Removing secrets from memory.

use zeroize::Zeroize;

/// Overwrites `buffer` with zeros; the compiler may not leave it out.
#[inline(never)]
pub fn wipe(buffer: &mut [u8]) {
    buffer.zeroize();
}
