//! Removing secrets from memory.

use core::mem::MaybeUninit;
use zeroize::Zeroize;

/// Overwrites `buffer` with zeros; the compiler may not leave it out.
pub fn wipe(buffer: &mut [u8]) {
    buffer.zeroize();
}

/// Overwrites the `WORDS` of dead stack below the caller with zeros.
///
/// What a compiler spilled there is in no variable that a destructor could clear. Not inlined: its
/// frame must lie where the frames of the calls before it lay.
#[inline(never)]
pub fn wipe_stack<const WORDS: usize>() {
    let mut dead = [MaybeUninit::<usize>::uninit(); WORDS];
    // Volatile writes of `MaybeUninit`: nothing is cleared twice, nothing is left out.
    dead.zeroize();
    core::hint::black_box(&mut dead);
}
