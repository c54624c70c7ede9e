//! Slices and contents from pointers that [`super::arguments::check`] has accepted.
//!
//! # Safety
//! Of all functions here: the pointer and the length are those of an argument that was checked, for
//! reading or for writing as the function needs, and the caller of the C function vouches for the memory.

use super::object::{Laid, Object};
pub(super) use crate::arch::memory::{clear_bytes as clear, copy_bytes_at as copy};

/// The bytes of a buffer that is read.
///
/// # Safety
/// See the top of the module; nothing writes to the buffer meanwhile.
pub(super) unsafe fn bytes<'a>(start: *const u8, length: usize) -> &'a [u8] {
    if length == 0 {
        return &[];
    }
    // SAFETY: not NULL, of a valid length, readable by the contract of the C function.
    unsafe { core::slice::from_raw_parts(start, length) }
}

/// The bytes of a buffer that is read, of a length that the C prototype fixes.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn array<'a, const LENGTH: usize>(start: *const u8) -> &'a [u8; LENGTH] {
    // SAFETY: not NULL because LENGTH > 0 was checked; arrays of bytes have no alignment.
    unsafe { &*start.cast() }
}

/// The bytes of a buffer that is written, zeroed first: the caller's memory may be uninitialised.
///
/// # Safety
/// See the top of the module; nothing else uses the buffer meanwhile.
pub(super) unsafe fn zeroed<'a>(start: *mut u8, length: usize) -> &'a mut [u8] {
    if length == 0 {
        return &mut [];
    }
    // SAFETY: not NULL, of a valid length, writable by the contract of the C function.
    unsafe { clear(start, length) };
    // SAFETY: as above, and initialised now.
    unsafe { core::slice::from_raw_parts_mut(start, length) }
}

/// The bytes of a buffer that is written, of a length that the C prototype fixes, zeroed first.
///
/// # Safety
/// As for [`zeroed`].
pub(super) unsafe fn zeroed_array<'a, const LENGTH: usize>(start: *mut u8) -> &'a mut [u8; LENGTH] {
    // SAFETY: not NULL because LENGTH > 0 was checked, writable by contract.
    unsafe { clear(start, LENGTH) };
    // SAFETY: as above, and initialised now.
    unsafe { &mut *start.cast() }
}

/// The bytes of an output, holding a copy of the input: what works in place from here on never has
/// two names for one buffer.
///
/// # Safety
/// As for [`zeroed`]; `input` has the same length and is this buffer or apart from it.
pub(super) unsafe fn holding<'a>(output: *mut u8, input: *const u8, length: usize) -> &'a mut [u8] {
    if length == 0 {
        return &mut [];
    }
    // SAFETY: both are `length` bytes, and the same or apart.
    unsafe { copy(output, input, length) };
    // SAFETY: not NULL, writable by contract, initialised by the copy.
    unsafe { core::slice::from_raw_parts_mut(output, length) }
}

/// What an object holds that was checked as set up.
///
/// # Safety
/// See the top of the module; nothing writes to the object meanwhile.
pub(super) unsafe fn content<'a, O: Object>(object: *const O) -> &'a O::Content {
    // SAFETY: aligned and not NULL; any words are a valid `Laid`.
    unsafe { &(*object.cast::<Laid<O::Content>>()).content }
}

/// What an object holds that was checked as set up, to change it.
///
/// # Safety
/// See the top of the module; nothing else uses the object meanwhile.
pub(super) unsafe fn content_mut<'a, O: Object>(object: *mut O) -> &'a mut O::Content {
    // SAFETY: aligned and not NULL; any words are a valid `Laid`.
    unsafe { &mut (*object.cast::<Laid<O::Content>>()).content }
}
