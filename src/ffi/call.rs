//! A C function as data: the words of its arguments are checked by its shape, its operation runs on them in a frame of
//! its own, and the stack behind it is cleared, by one function for all of them.

use super::arguments::{Shape, Walk, Word, check_all};
use super::boundary::{Outcome, status};
use super::memory;
use super::object::{Object, set_up};
use super::random::RandomFunction;
use super::storage::CallerStorage;
use crate::arch::opaque::distinct;
use crate::arch::stack::clear_bytes;
use crate::status::Status;

/// Checks the words of a call and runs its operation on them, in a frame of its own; then clears the stack from there
/// on.
///
/// # Safety
/// The words are those of the shape; the caller of the C function vouches for the memory that they name.
#[inline(always)]
pub(super) unsafe fn run<T, const WORDS: usize>(
    words: &mut [Word; WORDS], shape: Shape, operation: unsafe fn(Given) -> Result<T, Status>,
) -> Status
where
    Result<T, Status>: Outcome,
{
    // SAFETY: passed on.
    unsafe { run_on(words.as_mut_ptr(), shape, operation) }
}

#[inline(never)]
unsafe fn run_on<T>(
    words: *mut Word, shape: Shape, operation: unsafe fn(Given) -> Result<T, Status>,
) -> Status
where
    Result<T, Status>: Outcome,
{
    // SAFETY: passed on.
    let outcome = match unsafe { check_all(words, shape, Walk::look_and_test) } {
        // SAFETY: accepted.
        Ok(()) => unsafe { operation(Given(words)) },
        Err(status) => Err(status),
    };
    let status = status(outcome);
    // In a second place, too: one missed instruction leaves something else in the first one, and what the caller had there
    // may be AMISEC_OK.
    let again = status.0.to_le_bytes().map(distinct);
    let bytes = shape.stack();
    // What is left can be seen, and measured, in an archive that clears nothing.
    if cfg!(not(amisec_uncleared)) && bytes != 0 {
        clear_bytes(bytes);
    }
    Status(status.0 & u16::from_le_bytes(again))
}

/// The words of a call, which were checked.
///
/// # Safety
/// Of all functions here: the shape says that at this index there is what is asked for. The lifetime ends with the
/// operation.
#[derive(Clone, Copy)]
pub(super) struct Given(*mut Word);

impl Given {
    /// A pointer.
    #[inline(always)]
    pub(super) unsafe fn pointer(self, index: usize) -> Word {
        // SAFETY: there is such a word.
        unsafe { self.0.wrapping_add(index).read() }
    }

    /// A number.
    #[inline(always)]
    pub(super) unsafe fn number(self, index: usize) -> usize {
        // SAFETY: passed on.
        let word = unsafe { self.pointer(index) };
        word.addr()
    }

    /// A number of 16 bits.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "it was one")]
    pub(super) unsafe fn half(self, index: usize) -> u16 {
        // SAFETY: passed on.
        let number = unsafe { self.number(index) };
        number as u16
    }

    /// A number that may be larger than a word, where it lies.
    #[inline(always)]
    pub(super) unsafe fn long(self, index: usize) -> u32 {
        // SAFETY: passed on.
        let place = unsafe { self.pointer(index) };
        // SAFETY: it is one of ours.
        unsafe { place.cast::<u32>().read() }
    }

    /// Bytes that are read, whose length is the next word.
    #[inline(always)]
    pub(super) unsafe fn bytes<'a>(self, index: usize) -> &'a [u8] {
        // SAFETY: passed on.
        let start = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        let length = unsafe { self.number(index + 1) };
        // SAFETY: passed on.
        unsafe { memory::bytes(start, length) }
    }

    /// Bytes that are read, of this length.
    #[inline(always)]
    pub(super) unsafe fn array<'a, const LENGTH: usize>(self, index: usize) -> &'a [u8; LENGTH] {
        // SAFETY: passed on.
        let start = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { memory::array(start) }
    }

    /// Bytes that are written, whose length is the next word, zeroed.
    #[inline(always)]
    pub(super) unsafe fn zeroed<'a>(self, index: usize) -> &'a mut [u8] {
        // SAFETY: passed on.
        let start = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        let length = unsafe { self.number(index + 1) };
        // SAFETY: passed on.
        unsafe { memory::zeroed(start, length) }
    }

    /// Bytes that are written, of this length, zeroed.
    #[inline(always)]
    pub(super) unsafe fn zeroed_array<'a, const LENGTH: usize>(self, index: usize) -> &'a mut [u8; LENGTH] {
        // SAFETY: passed on.
        let start = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { memory::zeroed_array(start) }
    }

    /// What an object holds.
    #[inline(always)]
    pub(super) unsafe fn content<'a, O: Object + 'a>(self, index: usize) -> &'a O::Content {
        // SAFETY: passed on.
        let object = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { memory::content(object.cast::<O>()) }
    }

    /// What an object holds, to change it.
    #[inline(always)]
    pub(super) unsafe fn content_mut<'a, O: Object + 'a>(self, index: usize) -> &'a mut O::Content {
        // SAFETY: passed on.
        let object = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { memory::content_mut(object.cast::<O>()) }
    }

    /// Wipes an object.
    #[inline(always)]
    pub(super) unsafe fn wipe<O: Object>(self, index: usize) {
        // SAFETY: passed on.
        let object = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { memory::clear(object, size_of::<O>()) };
    }

    /// Sets an object up.
    #[inline(always)]
    pub(super) unsafe fn set_up<O: Object>(self, index: usize, content: O::Content) {
        // SAFETY: passed on.
        let object = unsafe { self.pointer(index) };
        // SAFETY: passed on.
        unsafe { set_up(object.cast::<O>(), content) };
    }

    /// A structure that is read.
    #[inline(always)]
    pub(super) unsafe fn structure<'a, T>(self, index: usize) -> &'a T {
        // SAFETY: passed on.
        let structure = unsafe { self.pointer(index) };
        // SAFETY: aligned and not NULL.
        unsafe { &*structure.cast() }
    }

    /// A structure, a number or an object of integers that is written, zeroed.
    #[inline(always)]
    pub(super) unsafe fn new_structure<'a, T>(self, index: usize) -> &'a mut T {
        // SAFETY: passed on.
        let structure = unsafe { self.pointer(index) };
        // SAFETY: as for `zeroed`.
        unsafe { memory::clear(structure, size_of::<T>()) };
        // SAFETY: aligned, not NULL, initialised now.
        unsafe { &mut *structure.cast() }
    }

    /// The caller's memory: the word itself, which is nobody else's.
    #[inline(always)]
    pub(super) unsafe fn storage<'a>(self, index: usize) -> &'a mut CallerStorage {
        // SAFETY: the type is a pointer, too.
        unsafe { &mut *self.0.wrapping_add(index).cast() }
    }

    /// The caller's random function.
    #[inline(always)]
    pub(super) unsafe fn random<'a>(self, index: usize) -> &'a mut RandomFunction {
        // SAFETY: passed on.
        let function = unsafe { self.pointer(index) };
        // SAFETY: it is one of ours, which nobody else uses meanwhile.
        unsafe { &mut *function.cast() }
    }
}
