//! Words and bytes without the C library: of plain loops over them, and of values of more than a few words, compilers
//! make calls of `memset` and `memcpy`, which take hundreds of bytes of a firmware that needs them for nothing else.
//! What is here becomes no such call, whatever the optimisation, and has no panic path.
//!
//! The fence behind each write keeps loops what they are, and keeps a call that clears what nothing reads any more. Volatile
//! writes would do so, too, but their address counts as known to others from there on: values would be made beside
//! their places, and moved there by the C library. The time depends on lengths only.

use super::flash::Plain;
use core::mem::MaybeUninit;

/// A host: words may lie anywhere and code has no price, so that bytes are copied and masked eight at once.
const IS_HOST: bool = cfg!(target_pointer_width = "64");

/// Sets words to zero.
#[inline(always)]
pub fn clear(words: &mut [u32]) {
    // SAFETY: as many words are there.
    unsafe { clear_words(words.as_mut_ptr(), words.len()) }
}

/// Sets bytes to zero.
#[inline(always)]
pub fn clear_slice(bytes: &mut [u8]) {
    // SAFETY: as many bytes are there.
    unsafe { clear_bytes(bytes.as_mut_ptr(), bytes.len()) }
}

/// Words of zero.
#[inline(always)]
#[must_use]
pub fn zeros<const LENGTH: usize>() -> [u32; LENGTH] {
    let mut words = MaybeUninit::<[u32; LENGTH]>::uninit();
    // SAFETY: as many words have room there.
    unsafe { clear_words(words.as_mut_ptr().cast(), LENGTH) };
    // SAFETY: every word has been written.
    unsafe { words.assume_init() }
}

/// Bytes that may have any values, of words or not.
///
/// # Safety
/// Whatever the bytes are, they are a value.
pub unsafe trait Words {}
// SAFETY: said of it as well.
unsafe impl<T: Plain> Words for T {}

/// Says so of a structure, all of whose fields are named.
macro_rules! words {
    ($structure:ident { $($field:tt),+ }) => {
        // SAFETY: it holds of every field.
        unsafe impl $crate::arch::memory::Words for $structure {}
        const _: fn(&$structure) = |structure| {
            fn of<T: $crate::arch::memory::Words>(_: &T) {}
            let $structure { $($field: _),+ } = structure;
            $(of(&structure.$field);)+
        };
    };
}
pub(crate) use words;

/// Words of zero, laid out in any way.
#[inline(always)]
#[must_use]
pub fn zeroed<T: Words>() -> T {
    const { assert!(size_of::<T>().is_multiple_of(size_of::<u32>()) && align_of::<T>() == align_of::<u32>()) };
    let mut words = MaybeUninit::<T>::uninit();
    // SAFETY: as many words have room there.
    unsafe { clear_words(words.as_mut_ptr().cast(), size_of::<T>() / size_of::<u32>()) };
    // SAFETY: every word has been written, and any words are a value.
    unsafe { words.assume_init() }
}

/// Sets all of them to zero.
#[inline(always)]
pub fn clear_words_of<T: Words>(words: &mut T) {
    const { assert!(size_of::<T>().is_multiple_of(size_of::<u32>()) && align_of::<T>() == align_of::<u32>()) };
    // SAFETY: as many words are there, and zeros are a value.
    unsafe { clear_words((&raw mut *words).cast(), size_of::<T>() / size_of::<u32>()) }
}

/// Sets words to others, as many as both have.
#[cfg_attr(target_arch = "avr", inline(always))]
#[cfg_attr(not(target_arch = "avr"), inline(never))]
pub fn copy(to: &mut [u32], from: &[u32]) {
    if cfg!(target_arch = "avr") {
        return copy_bytes(bytes_mut(to), bytes(from));
    }
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
        keep();
    }
}

/// The bytes of words, as they stand in memory.
#[inline(always)]
#[must_use]
pub fn bytes(words: &[u32]) -> &[u8] {
    // SAFETY: the same memory; bytes have no alignment, and all of them are values.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast(), size_of_val(words)) }
}

/// The same, to be written.
#[inline(always)]
#[must_use]
pub fn bytes_mut(words: &mut [u32]) -> &mut [u8] {
    // SAFETY: as above, and every four bytes are a word.
    unsafe { core::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), size_of_val(words)) }
}

/// Sets bytes to others, as many as both have.
#[inline(always)]
pub fn copy_bytes(to: &mut [u8], from: &[u8]) {
    // SAFETY: as many bytes are there, and slices of which one is written are apart.
    unsafe { copy_bytes_at(to.as_mut_ptr(), from.as_ptr(), to.len().min(from.len())) }
}

/// Sets `length` bytes from `to` on to those from `from` on.
///
/// # Safety
/// They may be written and read, are the same or apart, and nothing else uses them meanwhile.
#[inline(never)]
pub unsafe fn copy_bytes_at(to: *mut u8, from: *const u8, length: usize) {
    let words = if IS_HOST { length / 8 } else { 0 };
    for place in 0..words {
        // SAFETY: within the bytes; an array of bytes may lie anywhere.
        let word = unsafe { from.cast::<[u8; 8]>().wrapping_add(place).read() };
        // SAFETY: as above.
        unsafe { to.cast::<[u8; 8]>().wrapping_add(place).write(word) };
        keep();
    }
    for place in 8 * words..length {
        // SAFETY: within the bytes.
        let byte = unsafe { from.wrapping_add(place).read() };
        // SAFETY: as above.
        unsafe { to.wrapping_add(place).write(byte) };
        keep();
    }
}

/// Keeps the bits of each byte that the mask has. Every caller has code of its own for this: what a verdict does twice
/// is not done by the same instructions.
#[inline(always)]
pub fn mask_bytes(bytes: &mut [u8], mask: u8) {
    let (words, rest) = if IS_HOST { bytes.as_chunks_mut() } else { (&mut [][..], bytes) };
    let wide = u64::from_ne_bytes([mask; 8]);
    words.iter_mut().for_each(|word| *word = (u64::from_ne_bytes(*word) & wide).to_ne_bytes());
    rest.iter_mut().for_each(|byte| *byte &= mask);
}

/// Bytes of zero.
#[inline(always)]
#[must_use]
pub fn zero_bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = MaybeUninit::<[u8; LENGTH]>::uninit();
    // SAFETY: as many bytes have room there.
    unsafe { clear_bytes(bytes.as_mut_ptr().cast(), LENGTH) };
    // SAFETY: every byte has been written.
    unsafe { bytes.assume_init() }
}

/// Blocks of zero bytes, one behind the other.
#[inline(always)]
#[must_use]
pub fn zero_blocks<const LENGTH: usize, const COUNT: usize>() -> [[u8; LENGTH]; COUNT] {
    let mut blocks = MaybeUninit::<[[u8; LENGTH]; COUNT]>::uninit();
    // SAFETY: as many bytes have room there.
    unsafe { clear_bytes(blocks.as_mut_ptr().cast(), LENGTH * COUNT) };
    // SAFETY: every byte has been written.
    unsafe { blocks.assume_init() }
}

/// Sets `length` bytes from `start` on to zero.
///
/// # Safety
/// They may be written, and nothing else uses them meanwhile.
#[inline(never)]
pub unsafe fn clear_bytes(start: *mut u8, length: usize) {
    for place in 0..length {
        // SAFETY: within the bytes.
        unsafe { start.wrapping_add(place).write(0) };
        keep();
    }
}

/// # Safety
/// `count` words may be written at `start`.
#[cfg_attr(target_arch = "avr", inline(always))]
#[cfg_attr(not(target_arch = "avr"), inline(never))]
unsafe fn clear_words(start: *mut u32, count: usize) {
    if cfg!(target_arch = "avr") {
        // Which has bytes only: one loop does for both.
        // SAFETY: passed on.
        return unsafe { clear_bytes(start.cast(), count * size_of::<u32>()) };
    }
    for place in 0..count {
        // SAFETY: within the words.
        unsafe { start.wrapping_add(place).write(0) };
        keep();
    }
}

/// A fence for the compiler.
#[inline(always)]
fn keep() {
    cfg_select! {
        target_arch = "msp430" => {
            // LLVM has no fence there.
            // SAFETY: does nothing.
            unsafe { core::arch::asm!("") }
        }
        _ => { core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clears_and_copies_exactly_the_words() {
        let mut words = [0x0102_0304_u32; 6];
        clear(&mut words[1..5]);
        assert_eq!(words, [0x0102_0304, 0, 0, 0, 0, 0x0102_0304]);
        copy(&mut words[2..4], &[7, 8, 9]);
        assert_eq!(words, [0x0102_0304, 0, 7, 8, 0, 0x0102_0304]);
        let mut bytes = [1, 2, 3, 4];
        copy_bytes(&mut bytes[1..3], &[7, 8, 9]);
        assert_eq!(bytes, [1, 7, 8, 4]);
        assert_eq!(zeros::<3>(), [0; 3]);
        assert_eq!(zero_bytes::<3>(), [0; 3]);
    }

    #[test]
    fn copies_and_masks_exactly_the_bytes_at_every_place_and_of_every_length() {
        let mut from = [0_u8; 40];
        from.iter_mut().zip(1..).for_each(|(byte, number)| *byte = number);
        for start in 0..9 {
            for length in 0..30 {
                let (mut copied, mut masked) = ([0xFF; 40], from);
                copy_bytes(&mut copied[start..start + length], &from[1..]);
                mask_bytes(&mut masked[start..start + length], 0x55);
                for place in 0..40 {
                    let inside = (start..start + length).contains(&place);
                    assert_eq!(copied[place], if inside { from[place - start + 1] } else { 0xFF });
                    assert_eq!(masked[place], if inside { from[place] & 0x55 } else { from[place] });
                }
            }
        }
    }

    #[test]
    fn words_are_seen_as_their_bytes() {
        let mut words = [u32::from_ne_bytes([1, 2, 3, 4]), 0];
        assert_eq!(bytes(&words), [1, 2, 3, 4, 0, 0, 0, 0]);
        bytes_mut(&mut words)[5] = 9;
        assert_eq!(words[1].to_ne_bytes(), [0, 9, 0, 0]);
    }
}
