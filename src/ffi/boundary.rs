//! What comes from C as a pointer and a length becomes a slice here, or is refused.

use super::memory::{clear, copy};
use crate::status::Status;
use crate::verdict::Answer;

/// A stretch of the caller's memory, as addresses: nothing is read or written through it.
#[derive(Clone, Copy)]
pub(super) struct Region {
    start: usize,
    length: usize,
}

impl Region {
    /// The memory that an object fills.
    pub(super) fn of<T>(object: *const T) -> Self {
        Region { start: object.addr(), length: size_of::<T>() }
    }

    fn is_apart_from(self, other: Region) -> bool {
        // Distances wrap: an end past the last address needs no case of its own.
        self.length == 0
            || other.length == 0
            || (other.start.wrapping_sub(self.start) >= self.length
                && self.start.wrapping_sub(other.start) >= other.length)
    }
}

/// A read-only buffer of the caller.
#[derive(Clone, Copy)]
pub(super) struct Input {
    start: *const u8,
    length: usize,
}

impl Input {
    /// Accepts NULL for an empty buffer only, and no length above `isize::MAX`.
    pub(super) fn new(start: *const u8, length: usize) -> Result<Self, Status> {
        if (start.is_null() && length != 0) || length > isize::MAX.unsigned_abs() {
            return Err(Status::BAD_ARGUMENT);
        }
        Ok(Input { start, length })
    }

    /// Where the buffer lies.
    pub(super) fn region(self) -> Region {
        Region { start: self.start.addr(), length: self.length }
    }

    /// The bytes.
    ///
    /// # Safety
    /// The caller of the C function vouches for the memory; nothing may write to it meanwhile.
    pub(super) unsafe fn bytes<'a>(self) -> &'a [u8] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: not NULL, of a valid length, readable by the contract of the C function.
        unsafe { core::slice::from_raw_parts(self.start, self.length) }
    }

    /// The bytes of a buffer of a length that the C prototype fixes.
    ///
    /// # Safety
    /// As for [`Input::bytes`]; the buffer was made with `LENGTH`.
    pub(super) unsafe fn array<'a, const LENGTH: usize>(self) -> &'a [u8; LENGTH] {
        // SAFETY: not NULL because LENGTH > 0 was checked; arrays of bytes have no alignment.
        unsafe { &*self.start.cast() }
    }
}

/// A buffer of the caller that is written.
#[derive(Clone, Copy)]
pub(super) struct Output {
    start: *mut u8,
    length: usize,
}

impl Output {
    /// Accepts NULL for an empty buffer only, and no length above `isize::MAX`.
    pub(super) fn new(start: *mut u8, length: usize) -> Result<Self, Status> {
        Input::new(start, length).map(|_| Output { start, length })
    }

    /// Where the buffer lies.
    pub(super) fn region(self) -> Region {
        Region { start: self.start.addr(), length: self.length }
    }

    /// The same buffer where it is only read.
    pub(super) fn as_input(self) -> Input {
        Input { start: self.start, length: self.length }
    }

    /// The bytes, zeroed first: the caller's memory may be uninitialised.
    ///
    /// # Safety
    /// The caller of the C function vouches for the memory; nothing else may use it meanwhile.
    pub(super) unsafe fn zeroed<'a>(self) -> &'a mut [u8] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: not NULL, of a valid length, writable by the contract of the C function.
        unsafe { clear(self.start, self.length) };
        // SAFETY: as above, and initialised now.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.length) }
    }

    /// The bytes of a buffer of a length that the C prototype fixes, zeroed first.
    ///
    /// # Safety
    /// As for [`Output::zeroed`]; the buffer was made with `LENGTH`.
    pub(super) unsafe fn zeroed_array<'a, const LENGTH: usize>(self) -> &'a mut [u8; LENGTH] {
        // SAFETY: not NULL because LENGTH > 0 was checked, writable by contract.
        unsafe { clear(self.start, LENGTH) };
        // SAFETY: as above, and initialised now.
        unsafe { &mut *self.start.cast() }
    }

    /// The bytes, holding a copy of `input`, of the same length: what works in place from here on
    /// never has two names for one buffer.
    ///
    /// # Safety
    /// As for [`Output::zeroed`]; `input` is readable and is this buffer or apart from it.
    pub(super) unsafe fn holding<'a>(self, input: Input) -> &'a mut [u8] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: both are `length` bytes, and the same or apart.
        unsafe { copy(self.start, input.start, self.length) };
        // SAFETY: not NULL, writable by contract, initialised by the copy.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.length) }
    }

    /// Writes a result that was computed elsewhere, so that the buffer may be an input as well.
    ///
    /// # Safety
    /// The buffer was made with `LENGTH`, and the caller of the C function vouches for it.
    pub(super) unsafe fn write<const LENGTH: usize>(self, bytes: &[u8; LENGTH]) {
        // SAFETY: not NULL because LENGTH > 0 was checked, writable by contract.
        unsafe { self.start.cast::<[u8; LENGTH]>().write(*bytes) };
    }
}

/// Refuses an output that shares memory with an input or with another output.
pub(super) fn apart(outputs: &[Region], inputs: &[Region]) -> Result<(), Status> {
    let mut rest = outputs;
    while let Some((output, others)) = rest.split_first() {
        if !inputs.iter().chain(others).all(|other| output.is_apart_from(*other)) {
            return Err(Status::BAD_OVERLAP);
        }
        rest = others;
    }
    Ok(())
}

/// Refuses an output that shares memory with `input`, unless it is the very same buffer.
pub(super) fn same_or_apart(output: Output, input: Input) -> Result<(), Status> {
    let (output, input) = (output.region(), input.region());
    if (output.start == input.start && output.length == input.length) || output.is_apart_from(input) {
        Ok(())
    } else {
        Err(Status::BAD_OVERLAP)
    }
}

/// What a core function gives.
pub(super) trait Outcome {
    /// The status.
    fn status(self) -> Status;
}

impl Outcome for Result<(), Status> {
    fn status(self) -> Status {
        match self {
            Ok(()) => Status::OK,
            Err(status) => status,
        }
    }
}

impl Outcome for Answer {
    /// The same place in either case: nothing is decided here.
    fn status(self) -> Status {
        match self {
            Ok(status) | Err(status) => status,
        }
    }
}

/// The status of a result.
pub(super) fn status(outcome: impl Outcome) -> Status {
    outcome.status()
}
