//! What a C function was given, checked by one function for all of them.
//!
//! A C function lists its arguments and asks [`check`]: what differs between functions is data, and the
//! code that looks at addresses stands in the archive once. An argument is only a description; slices and
//! contents are made from it afterwards, by the functions of `memory`.

use super::memory::zeroed;
use super::object::Object;
use crate::status::Status;

/// One argument: where it starts, how many bytes it has, and which state it must be in.
#[derive(Clone, Copy)]
pub(super) struct Argument {
    start: *const u8,
    length: usize,
    /// [`BYTES`], [`ANY_STATE`], [`POINTERS`], or the state tag of an object.
    state: u32,
}

const BYTES: u32 = 0;
/// An object whose state does not matter, as it is set up now.
const ANY_STATE: u32 = 1;
/// A structure of words of the size of a pointer.
pub(super) const POINTERS: u32 = 2;

impl Argument {
    /// Bytes that are read.
    pub(super) fn input(start: *const u8, length: usize) -> Self {
        Argument { start, length, state: BYTES }
    }

    /// Bytes that are read, and may be exactly the output of the same length.
    pub(super) fn input_or_in_place(start: *const u8, length: usize, output: *mut u8) -> Self {
        // What is checked of the output then holds for the input.
        Argument::input(start, if start == output { 0 } else { length })
    }

    /// Bytes that are written.
    pub(super) fn output(start: *mut u8, length: usize) -> Self {
        Argument { start, length, state: BYTES }
    }

    /// A structure of words of at most 32 bits, or an object that this call sets up.
    pub(super) fn words_of(start: *const u8, length: usize) -> Self {
        Argument { start, length, state: ANY_STATE }
    }

    /// One or more objects that are set up, with this state; nothing if their length is zero.
    pub(super) fn object_of(start: *const u8, length: usize, state: u32) -> Self {
        Argument { start, length, state: if length == 0 { BYTES } else { state } }
    }

    /// An object that is set up.
    pub(super) fn object<O: Object>(object: *const O) -> Self {
        Argument { start: object.cast(), length: size_of::<O>(), state: O::STATE }
    }

    /// An object that this call sets up, whatever it held.
    pub(super) fn new_object<O: Object>(object: *mut O) -> Self {
        Argument { start: object.cast(), length: size_of::<O>(), state: ANY_STATE }
    }

    /// The words of an object behind its state.
    ///
    /// # Safety
    /// This argument is an object that was checked; nothing writes to it meanwhile.
    pub(super) unsafe fn words<'a>(&self) -> &'a [u32] {
        let words = self.start.cast::<u32>().wrapping_add(1);
        // SAFETY: objects are words, aligned, of this length.
        unsafe { core::slice::from_raw_parts(words, self.length / size_of::<u32>() - 1) }
    }

    /// A structure of pointers and lengths that `check_place` accepted.
    pub(super) fn parameters<T>(parameters: *const T) -> Self {
        Argument::input(parameters.cast(), size_of::<T>())
    }

    /// The bytes of an output or of a new object, zeroed.
    ///
    /// # Safety
    /// `check` accepted the argument as written; the caller of the C function vouches for the memory.
    pub(super) unsafe fn zeroed<'a>(self) -> &'a mut [u8] {
        // SAFETY: passed on; both kinds were made from a pointer to memory that may be written.
        unsafe { zeroed(self.start.cast_mut(), self.length) }
    }

    /// Accepts NULL for an empty buffer only, no length above `isize::MAX`, and objects that are aligned.
    pub(super) fn check_place(&self) -> Result<(), Status> {
        if self.length != 0 && (self.start.is_null() || self.length > isize::MAX.unsigned_abs()) {
            Err(Status::BAD_ARGUMENT)
        } else if self.state != BYTES && !self.start.cast::<u32>().is_aligned()
            || self.state == POINTERS && !self.start.cast::<usize>().is_aligned()
        {
            Err(Status::BAD_ALIGNMENT)
        } else {
            Ok(())
        }
    }

    /// The same; and whether an object is in its state, which is told later.
    ///
    /// # Safety
    /// The caller of the C function vouches for the memory.
    #[inline(never)]
    pub(super) unsafe fn check(&self, set_up: &mut bool) -> Result<(), Status> {
        self.check_place()?;
        // SAFETY: objects are words, at least one, aligned and not NULL.
        *set_up &= self.state <= POINTERS || unsafe { self.start.cast::<u32>().read() } == self.state;
        Ok(())
    }

    fn overlaps(&self, other: &Argument) -> bool {
        let distance = other.start.addr().wrapping_sub(self.start.addr());
        // Distances wrap: an end past the last address needs no case of its own.
        self.length.min(other.length) != 0
            && (distance < self.length || distance.wrapping_neg() < other.length)
    }
}

/// Checks all arguments of a call: places, overlaps, states, one behind the other for all of them. The first `written`
/// of them are written, and must be apart from each other and from the rest.
///
/// # Safety
/// The caller of the C function vouches for the memory of the objects among them.
pub(super) unsafe fn check(written: usize, arguments: &[Argument]) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check_with_lengths(written, arguments, true) }
}

/// The same, with a verdict on the lengths, which is told behind that on the places: BAD_LENGTH unless they fit.
///
/// # Safety
/// As for [`check`].
#[inline(never)]
pub(super) unsafe fn check_with_lengths(
    written: usize, arguments: &[Argument], lengths_fit: bool,
) -> Result<(), Status> {
    let mut set_up = true;
    for argument in arguments {
        // SAFETY: passed on.
        unsafe { argument.check(&mut set_up)? };
    }
    judge(written, arguments, lengths_fit, set_up)
}

/// What is told once all places are accepted: lengths, overlaps, states.
#[inline(never)]
pub(super) fn judge(
    written: usize, arguments: &[Argument], lengths_fit: bool, set_up: bool,
) -> Result<(), Status> {
    if !lengths_fit {
        return Err(Status::BAD_LENGTH);
    }
    let mut rest = arguments;
    for _ in 0..written {
        let Some((output, others)) = rest.split_first() else { break };
        if others.iter().any(|other| output.overlaps(other)) {
            return Err(Status::BAD_OVERLAP);
        }
        rest = others;
    }
    if set_up { Ok(()) } else { Err(Status::BAD_STATE) }
}
