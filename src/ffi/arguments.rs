//! What a C function was given, checked by one function for all of them.
//!
//! A C function puts its arguments into words, one behind the other, those that are written first. What they must be
//! is its [`Shape`](shape!), a few half-words in flash: what differs between functions is data, and the code that looks
//! at addresses stands in the archive once. Slices and contents are made of the words afterwards.

use super::object::Object;
use super::random::RandomFunction;
use super::storage::StorageFunctions;
use crate::arch::flash::{Flash, flash};
use crate::arch::stack::STEP;
use crate::status::Status;
use crate::storage::record::MAXIMUM_RECORD;
use core::mem::MaybeUninit;
use core::ptr::without_provenance_mut;

/// An argument as it came: a pointer, or a number of at most its size.
pub(super) type Word = *mut u8;

/// A pointer as a word.
pub(super) fn at<T>(pointer: *const T) -> Word {
    pointer.cast_mut().cast()
}

/// A number as a word.
pub(super) fn number(number: usize) -> Word {
    without_provenance_mut(number)
}

/// Bytes in so many values; more than there can be, where they are too many.
pub(super) fn length_of<T>(count: usize) -> usize {
    count.min(isize::MAX.unsigned_abs() / size_of::<T>() + 1).wrapping_mul(size_of::<T>())
}

/// The length of an input that may be exactly the output: none if it is, as what is checked of the output then holds
/// for the input.
pub(super) fn unless_in_place(length: usize, input: *const u8, output: *mut u8) -> usize {
    if core::ptr::eq(input, output) { 0 } else { length }
}

/// What can be asked of a word that is no argument itself: zero for no.
pub(super) fn flag(flag: bool) -> Word {
    number(flag.into())
}

/// What one argument is.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    half_word: u16,
    state: u32,
}

// What the upper five bits say; the others hold a length, or which of the tests.
/// It is written, and apart from all that follow.
const WRITTEN: u16 = 1 << 15;
/// The length is the next word, and no less than the lower bits say.
const SIZED: u16 = 1 << 14;
/// An object, whose state follows in two half-words.
const OBJECT: u16 = 1 << 13;
/// Aligned as words of 32 bits are.
const ALIGNED: u16 = 1 << 12;
/// A test of the word, which is no argument with a place.
const TEST: u16 = 1 << 11;
const LENGTH: u16 = TEST - 1;

/// Where in a shape's first half-word the number of its kinds stands.
const COUNT_AT: usize = 12;
/// What pointers are aligned as.
const POINTERS: u16 = if POINTERS_ARE_WIDE { WIDE } else { ALIGNED };
const POINTERS_ARE_WIDE: bool = align_of::<usize>() > align_of::<u32>();
/// Aligned as words of 64 bits are.
const WIDE: u16 = OBJECT | ALIGNED;

// The tests.
const SKIPPED: u16 = 0;
const VALID: u16 = 1;
const FITS: u16 = 2;
const RECORD: u16 = 3;
const RANDOM: u16 = 4;
/// From here on: one of 1 to what is above.
const COUNTED: u16 = 16;

/// Arguments that a call writes, at most.
const MOST_WRITTEN: usize = 4;

impl Kind {
    #[expect(clippy::cast_possible_truncation, reason = "asserted")]
    const fn new(flags: u16, value: usize, state: u32) -> Self {
        assert!(value <= LENGTH as usize);
        Kind { half_word: flags | value as u16, state }
    }

    const fn has_state(self) -> bool {
        self.half_word & WIDE == OBJECT
    }

    const fn has_place(self) -> bool {
        self.half_word & (TEST | ALIGNED) != TEST
    }
}

/// Bytes of this length.
pub(super) const fn fixed(length: usize) -> Kind {
    Kind::new(0, length, 0)
}

/// Bytes whose length is the next word; BAD_LENGTH if that is below this one.
pub(super) const fn sized(least: usize) -> Kind {
    Kind::new(SIZED, least, 0)
}

/// A structure, or a new object, of words of 32 bits at most.
pub(super) const fn structure<T>() -> Kind {
    const { assert!(align_of::<T>() <= align_of::<u32>()) };
    Kind::new(ALIGNED, size_of::<T>(), 0)
}

/// A structure with pointers, or a `size_t`.
pub(super) const fn pointers<T>() -> Kind {
    const { assert!(align_of::<T>() == align_of::<usize>()) };
    Kind::new(POINTERS, size_of::<T>(), 0)
}

/// An object that is set up.
pub(super) const fn object<O: Object>() -> Kind {
    Kind::new(OBJECT, size_of::<O>(), O::STATE)
}

/// Objects, one behind the other, whose length in bytes is the next word. Of their states only the first is checked.
pub(super) const fn objects<O: Object>() -> Kind {
    Kind::new(OBJECT | SIZED, 0, O::STATE)
}

/// The caller's memory, which has all of its functions.
pub(super) const MEMORY: Kind = Kind::new(POINTERS | TEST, size_of::<StorageFunctions>(), 0);
/// A [`RandomFunction`] of ours, which is not NULL.
pub(super) const RANDOM_FUNCTION: Kind = Kind::new(TEST | RANDOM, 0, 0);
/// The number of a record.
pub(super) const RECORD_NUMBER: Kind = Kind::new(TEST | RECORD, 0, 0);
/// A number: BAD_ARGUMENT unless it is one of 1 to the highest.
pub(super) const fn counted(highest: usize) -> Kind {
    Kind::new(TEST, COUNTED as usize + highest, 0)
}

/// A flag: BAD_ARGUMENT if it is not set.
pub(super) const IS_VALID: Kind = Kind::new(TEST | VALID, 0, 0);
/// A flag: BAD_LENGTH if it is not set.
pub(super) const LENGTHS_FIT: Kind = Kind::new(TEST | FITS, 0, 0);
/// A flag where there are no tests, as how much of a byte there is, which is nobody else's: BAD_LENGTH if it is not set.
pub(super) const BYTE_IF_LENGTHS_FIT: Kind = sized(1);
/// What the operation looks at only: a number, or where a larger one of ours lies.
pub(super) const NUMBER: Kind = Kind::new(TEST | SKIPPED, 0, 0);

/// Half-words in a shape.
pub(super) const fn length(kinds: &[Kind]) -> usize {
    let (mut length, mut index) = (1, 0);
    while index < kinds.len() {
        length += if kinds[index].has_state() { 3 } else { 1 };
        index += 1;
    }
    length
}

/// The half-words of a shape. The first holds how many words' kinds follow (4 bits), and how many steps of stack are
/// cleared.
#[expect(clippy::cast_possible_truncation, reason = "asserted, or the halves of a state")]
pub(super) const fn half_words<const COUNT: usize>(
    written: usize, stack: usize, kinds: &[Kind],
) -> [Flash<u16>; COUNT] {
    assert!(written <= MOST_WRITTEN && kinds.len() < 1 << (16 - COUNT_AT));
    assert!(stack.is_multiple_of(STEP) && stack / STEP < 1 << COUNT_AT);
    let mut shape = [0; COUNT];
    shape[0] = ((kinds.len() << COUNT_AT) | (stack / STEP)) as u16;
    let (mut place, mut index) = (1, 0);
    while index < kinds.len() {
        assert!(kinds[index].has_place() || index >= written);
        shape[place] = kinds[index].half_word | if index < written { WRITTEN } else { 0 };
        if kinds[index].has_state() {
            shape[place + 1] = kinds[index].state as u16;
            shape[place + 2] = (kinds[index].state >> 16) as u16;
            place += 2;
        }
        (place, index) = (place + 1, index + 1);
    }
    // SAFETY: `shape!` makes a static in flash of them.
    unsafe { core::mem::transmute_copy(&shape) }
}

/// Declares the shape of a C function: how much stack is cleared behind it, what it writes, and the rest.
macro_rules! shape {
    ($name:ident, $stack:expr, [$($written:expr),*], [$($read:expr),* $(,)?]) => {
        const $name: $crate::ffi::arguments::Shape = {
            $crate::arch::flash::flash! {
                in flash static $name:
                    [$crate::arch::flash::Flash<u16>; $crate::ffi::arguments::length(&[$($written,)* $($read,)*])] =
                    $crate::ffi::arguments::half_words(
                        <[$crate::ffi::arguments::Kind]>::len(&[$($written,)*]), $stack, &[$($written,)* $($read,)*],
                    );
            }
            $crate::ffi::arguments::Shape::new(&$name)
        };
    };
}
pub(super) use shape;

/// Half-words of a shape, one after the other.
#[derive(Clone, Copy)]
pub(super) struct Shape(*const Flash<u16>);

impl Shape {
    /// The whole of it.
    pub(super) const fn new<const COUNT: usize>(half_words: &'static [Flash<u16>; COUNT]) -> Self {
        Shape(half_words.as_ptr())
    }

    /// Bytes of stack that are cleared behind the function.
    pub(super) fn stack(mut self) -> usize {
        usize::from(self.next() & ((1 << COUNT_AT) - 1)) * STEP
    }

    /// The length in the half-word at this index, which is there: the first is that of the first argument, at 1.
    pub(super) fn length(self, index: usize) -> usize {
        usize::from(Shape(self.0.wrapping_add(index)).next() & LENGTH)
    }

    #[inline(always)]
    fn next(&mut self) -> u16 {
        // SAFETY: the first says how many there are.
        unsafe { Flash::next(&mut self.0) }
    }
}

/// Where an argument lies.
#[derive(Clone, Copy)]
struct Region {
    start: usize,
    length: usize,
}

flash! {
    /// What a check tells. It finds numbers, and of several the highest counts.
    static STATUSES: [u16; 6] = [
        // For no finding, which is not looked up: a missed instruction does so, and this must not be AMISEC_OK.
        Status::BAD_ARGUMENT.0,
        Status::BAD_STATE.0,
        Status::BAD_OVERLAP.0,
        Status::BAD_LENGTH.0,
        Status::BAD_ALIGNMENT.0,
        Status::BAD_ARGUMENT.0,
    ];
}
const NOT_SET_UP: u8 = 1;
const OVERLAPS: u8 = 2;
const UNFIT: u8 = 3;
const UNALIGNED: u8 = 4;
const REFUSED: u8 = 5;

/// Checks all arguments, by a shape without tests.
///
/// # Safety
/// The words are those of the shape; the caller of the C function vouches for the memory that they name.
#[inline(always)]
pub(super) unsafe fn check<const WORDS: usize>(words: &[Word; WORDS], shape: Shape) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check_all(words.as_ptr(), shape, Walk::look) }
}

/// Checks all arguments: places, tests, lengths, overlaps, states, one behind the other for all of them. What looks at
/// each knows tests, or does not: a function alone does not pay for them.
///
/// # Safety
/// As for [`check`].
#[inline(never)]
pub(super) unsafe fn check_all(
    words: *const Word, shape: Shape, look: unsafe fn(&mut Walk) -> u8,
) -> Result<(), Status> {
    let mut outputs = [const { MaybeUninit::<Region>::uninit() }; MOST_WRITTEN];
    let outputs: *mut Region = outputs.as_mut_ptr().cast();
    let mut walk = Walk { words, shape, outputs, end: outputs };
    let mut found = 0;
    let mut left = walk.shape.next() >> COUNT_AT;
    while left != 0 && found < UNALIGNED {
        left -= 1;
        // SAFETY: passed on; the shape has a kind for each word.
        let finding = unsafe { look(&mut walk) };
        if finding > found {
            found = finding;
        }
    }
    if found == 0 {
        return Ok(());
    }
    let mut status = STATUSES.as_ptr().cast::<Flash<u16>>().wrapping_add(found.into());
    // SAFETY: there are as many.
    Err(Status(unsafe { Flash::next(&mut status) }))
}

/// How far a check has come.
pub(super) struct Walk {
    words: *const Word,
    shape: Shape,
    /// Where the arguments lie that are written and not empty, up to the end.
    outputs: *mut Region,
    end: *mut Region,
}

impl Walk {
    /// The next word.
    ///
    /// # Safety
    /// There is one.
    #[inline(always)]
    unsafe fn next(&mut self) -> Word {
        // SAFETY: passed on.
        let word = unsafe { self.words.read() };
        self.words = self.words.wrapping_add(1);
        word
    }

    /// Looks at an argument, which may be a test.
    ///
    /// # Safety
    /// As for [`check`].
    #[inline(never)]
    pub(super) unsafe fn look_and_test(&mut self) -> u8 {
        // SAFETY: passed on.
        let word = unsafe { self.words.read() };
        let kind = { self.shape }.next();
        if kind & TEST == 0 {
            // SAFETY: passed on.
            return unsafe { self.look() };
        }
        if kind & ALIGNED != 0 {
            // SAFETY: passed on.
            let found = unsafe { self.look() };
            // SAFETY: accepted.
            if found < UNALIGNED && !unsafe { &*word.cast::<StorageFunctions>() }.are_complete() {
                return REFUSED;
            }
            return found;
        }
        self.words = self.words.wrapping_add(1);
        self.shape.next();
        // SAFETY: passed on.
        if unsafe { holds(word, kind & LENGTH) } {
            0
        } else if kind & LENGTH == FITS {
            UNFIT
        } else {
            REFUSED
        }
    }

    /// Looks at an argument with a place.
    ///
    /// # Safety
    /// As for [`check`].
    #[inline(never)]
    unsafe fn look(&mut self) -> u8 {
        // SAFETY: passed on.
        let word = unsafe { self.next() };
        let kind = usize::from(self.shape.next());
        let is = |flags: u16| kind & usize::from(flags) != 0;
        let least = kind & usize::from(LENGTH);
        let mut length = least;
        if is(SIZED) {
            // SAFETY: the shape says so.
            length = unsafe { self.next() }.addr();
        }
        let mut found = 0;
        if length != 0 {
            if word.is_null() || length > isize::MAX.unsigned_abs() {
                return REFUSED;
            }
            if is(OBJECT | ALIGNED) && !word.cast::<u32>().is_aligned()
                || POINTERS_ARE_WIDE && is(ALIGNED) && is(OBJECT) && !word.cast::<usize>().is_aligned()
            {
                return UNALIGNED;
            }
        }
        if is(OBJECT) && !(POINTERS_ARE_WIDE && is(ALIGNED)) {
            let state = u32::from(self.shape.next()) | u32::from(self.shape.next()) << 16;
            // SAFETY: objects are words, at least one, aligned and not NULL.
            if length != 0 && unsafe { word.cast::<u32>().read() } != state {
                found = NOT_SET_UP;
            }
        }
        if length != 0 {
            // SAFETY: passed on.
            if unsafe { self.meets(word.addr(), length) } {
                found = OVERLAPS;
            }
            if is(WRITTEN) {
                // SAFETY: no shape has more of them than there is room for.
                unsafe { self.end.write(Region { start: word.addr(), length }) };
                self.end = self.end.wrapping_add(1);
            }
        }
        if length < least { UNFIT } else { found }
    }

    /// Whether what is not empty shares a byte with what is written.
    ///
    /// # Safety
    /// As for [`check`].
    #[inline(never)]
    unsafe fn meets(&self, start: usize, length: usize) -> bool {
        let mut other = self.outputs;
        while other != self.end {
            // SAFETY: written before, as all up to the end.
            let region = unsafe { other.read() };
            let distance = region.start.wrapping_sub(start);
            // Distances wrap: an end past the last address needs no case of its own.
            if distance < length || distance.wrapping_neg() < region.length {
                return true;
            }
            other = other.wrapping_add(1);
        }
        false
    }
}

/// Whether a word without a place is what a test asks for.
///
/// # Safety
/// As for [`check`].
unsafe fn holds(word: Word, test: u16) -> bool {
    match test {
        // SAFETY: it is one of ours.
        RANDOM => !unsafe { word.cast::<RandomFunction>().read() }.is_null(),
        VALID | FITS => !word.is_null(),
        RECORD => word.addr() <= MAXIMUM_RECORD.into(),
        SKIPPED => true,
        _ => word.addr().wrapping_sub(1) < usize::from(test.wrapping_sub(COUNTED)),
    }
}
