//! A C function as data: what it takes is written down in a few half-words, and who reads them, checks the
//! arguments, runs the operation and clears the stack behind it stands in the archive once.
//!
//! A C function puts its arguments into words, one behind the other, those that are written first, and names its
//! [`Shape`](shape!). The operation gets the words: it takes out of them what they were checked to be.

use super::arguments::{Argument, POINTERS, judge};
use super::boundary::{Outcome, status};
use super::memory;
use super::object::{Object, set_up};
use super::random::RandomFunction;
use super::storage::{CallerStorage, StorageFunctions};
use crate::arch::flash::Flash;
use crate::arch::opaque::distinct;
use crate::arch::stack::{STEP, clear_bytes};
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

// What the upper four bits say; the lower twelve hold a length, or which of the tests.
/// The length is the next word, and no less than the lower bits say.
const SIZED: u16 = 1 << 15;
/// An object, whose state follows in two half-words.
const OBJECT: u16 = 1 << 14;
/// Aligned as words of 32 bits are.
const ALIGNED: u16 = 1 << 13;
/// A test of the word, which is no argument with a place.
const TEST: u16 = 1 << 12;
const LENGTH: u16 = TEST - 1;
/// The caller's memory.
const STORAGE: u16 = ALIGNED | TEST;

// The tests.
const SKIPPED: usize = 0;
const VALID: usize = 1;
const FITS: usize = 2;
const RECORD: usize = 3;
const RANDOM: usize = 4;
/// From here on: one of 1 to what is above.
const COUNTED: usize = 16;

/// Arguments with places that a call has, at most.
const MOST: usize = 8;

impl Kind {
    #[expect(clippy::cast_possible_truncation, reason = "asserted")]
    const fn new(flags: u16, value: usize, state: u32) -> Self {
        assert!(value <= LENGTH as usize);
        Kind { half_word: flags | value as u16, state }
    }

    const fn has_state(self) -> bool {
        self.half_word & OBJECT != 0
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
    let more = align_of::<usize>() > align_of::<u32>();
    Kind::new(if more { OBJECT } else { ALIGNED }, size_of::<T>(), POINTERS)
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
pub(super) const MEMORY: Kind = Kind::new(STORAGE, size_of::<StorageFunctions>(), 0);
/// A [`RandomFunction`] of ours, which is not NULL.
pub(super) const RANDOM_FUNCTION: Kind = Kind::new(TEST, RANDOM, 0);
/// The number of a record.
pub(super) const RECORD_NUMBER: Kind = Kind::new(TEST, RECORD, 0);
/// A number: BAD_ARGUMENT unless it is one of 1 to the highest.
pub(super) const fn counted(highest: usize) -> Kind {
    Kind::new(TEST, COUNTED + highest, 0)
}

/// A flag: BAD_ARGUMENT if it is not set.
pub(super) const IS_VALID: Kind = Kind::new(TEST, VALID, 0);
/// A flag: BAD_LENGTH if it is not set.
pub(super) const LENGTHS_FIT: Kind = Kind::new(TEST, FITS, 0);
/// What the operation looks at only: a number, or where a larger one of ours lies.
pub(super) const NUMBER: Kind = Kind::new(TEST, SKIPPED, 0);

/// Half-words in a shape.
pub(super) const fn length(kinds: &[Kind]) -> usize {
    let (mut length, mut index) = (1, 0);
    while index < kinds.len() {
        length += if kinds[index].has_state() { 3 } else { 1 };
        index += 1;
    }
    length
}

/// The half-words of a shape. The first holds how many arguments are written (3 bits), how many words' kinds follow
/// (4 bits), and how many steps of stack are cleared.
#[expect(clippy::cast_possible_truncation, reason = "asserted, or the halves of a state")]
pub(super) const fn half_words<const COUNT: usize>(
    written: usize, stack: usize, kinds: &[Kind],
) -> [Flash<u16>; COUNT] {
    assert!(written < 1 << 3 && kinds.len() < 1 << 4 && stack.is_multiple_of(STEP) && stack / STEP < 1 << 9);
    let mut shape = [0; COUNT];
    shape[0] = ((written << 13) | (kinds.len() << 9) | (stack / STEP)) as u16;
    let (mut place, mut index, mut places) = (1, 0, 0);
    while index < kinds.len() {
        assert!(kinds[index].has_place() || index >= written);
        places += kinds[index].has_place() as usize;
        shape[place] = kinds[index].half_word;
        if kinds[index].has_state() {
            shape[place + 1] = kinds[index].state as u16;
            shape[place + 2] = (kinds[index].state >> 16) as u16;
            place += 2;
        }
        (place, index) = (place + 1, index + 1);
    }
    assert!(places <= MOST);
    // SAFETY: `shape!` makes a static in flash of them.
    unsafe { core::mem::transmute_copy(&shape) }
}

/// Declares the shape of a C function: how much stack is cleared behind it, what it writes, and the rest.
macro_rules! shape {
    ($name:ident, $stack:expr, [$($written:expr),*], [$($read:expr),* $(,)?]) => {
        $crate::arch::flash::flash! {
            in flash static $name:
                [$crate::arch::flash::Flash<u16>; $crate::ffi::call::length(&[$($written,)* $($read,)*])] =
                $crate::ffi::call::half_words(
                    <[$crate::ffi::call::Kind]>::len(&[$($written,)*]), $stack, &[$($written,)* $($read,)*],
                );
        }
    };
}
pub(super) use shape;

/// Half-words of a shape, one after the other.
#[derive(Clone, Copy)]
struct Shape(*const Flash<u16>);

impl Shape {
    #[cfg_attr(target_arch = "avr", inline(never))]
    fn next(&mut self) -> u16 {
        // SAFETY: the first says how many there are.
        let half_word = unsafe { &*self.0 }.get();
        self.0 = self.0.wrapping_add(1);
        half_word
    }
}

/// Checks the words of a call and runs its operation on them, in a frame of its own; then clears the stack from there
/// on.
///
/// # Safety
/// The words are those of the shape; the caller of the C function vouches for the memory that they name.
#[inline(always)]
pub(super) unsafe fn run<T, const WORDS: usize, const COUNT: usize>(
    words: &mut [Word; WORDS], shape: &'static [Flash<u16>; COUNT],
    operation: unsafe fn(Given) -> Result<T, Status>,
) -> Status
where
    Result<T, Status>: Outcome,
{
    // SAFETY: passed on.
    unsafe { run_on(words.as_mut_ptr(), Shape(shape.as_ptr()), operation) }
}

#[inline(never)]
unsafe fn run_on<T>(
    words: *mut Word, shape: Shape, operation: unsafe fn(Given) -> Result<T, Status>,
) -> Status
where
    Result<T, Status>: Outcome,
{
    // SAFETY: passed on.
    let outcome = match unsafe { check(words, shape) } {
        // SAFETY: accepted.
        Ok(()) => unsafe { operation(Given(words)) },
        Err(status) => Err(status),
    };
    let status = status(outcome);
    // In a second place, too: one missed instruction leaves something else in the first one, and what the caller had there
    // may be AMISEC_OK.
    let again = status.0.to_le_bytes().map(distinct);
    let steps = { shape }.next() & 0x1FF;
    // What is left can be seen, and measured, in an archive that clears nothing.
    if cfg!(not(amisec_uncleared)) && steps != 0 {
        clear_bytes(usize::from(steps) * STEP);
    }
    Status(status.0 & u16::from_le_bytes(again))
}

/// Checks all arguments. What is known of them lies here: it is gone when the operation runs, and an AVR reaches 63
/// bytes of the frame of `accept`.
///
/// # Safety
/// As for [`run`].
#[inline(never)]
unsafe fn check(words: *const Word, shape: Shape) -> Result<(), Status> {
    let mut arguments = [const { MaybeUninit::uninit() }; MOST];
    // SAFETY: passed on.
    unsafe { accept(words, shape, &mut arguments) }
}

/// Checks all arguments: places, lengths, overlaps, states, one behind the other for all of them.
///
/// # Safety
/// As for [`run`].
#[inline(never)]
unsafe fn accept(
    words: *const Word, shape: Shape, arguments: &mut [MaybeUninit<Argument>; MOST],
) -> Result<(), Status> {
    let mut count = 0;
    let (mut words, mut shape) = (words, shape);
    let (mut lengths_fit, mut set_up) = (true, true);
    let first = shape.next();
    for _ in 0..first >> 9 & 0xF {
        // SAFETY: the shape has a kind for each word.
        let word = unsafe { next(&mut words) };
        let half_word = shape.next();
        let mut length = usize::from(half_word & LENGTH);
        if half_word & (TEST | ALIGNED) == TEST {
            // SAFETY: passed on.
            unsafe { test(word, length, &mut lengths_fit)? };
            continue;
        }
        if half_word & SIZED != 0 {
            let least = length;
            // SAFETY: as above.
            length = unsafe { next(&mut words) }.addr();
            lengths_fit &= length >= least;
        }
        let argument = if half_word & OBJECT != 0 {
            let (low, high) = (shape.next(), shape.next());
            Argument::object_of(word, length, u32::from(high) << 16 | u32::from(low))
        } else if half_word & ALIGNED != 0 {
            Argument::words_of(word, length)
        } else {
            Argument::input(word, length)
        };
        if half_word & STORAGE == STORAGE {
            // SAFETY: passed on.
            unsafe { CallerStorage::check(word.cast())? };
        }
        // SAFETY: passed on.
        unsafe { argument.check(&mut set_up)? };
        if let Some(place) = arguments.get_mut(count) {
            place.write(argument);
            count += 1;
        }
    }
    let arguments = arguments.get(..count).unwrap_or_default();
    // SAFETY: as many have been written.
    let arguments = unsafe { arguments.assume_init_ref() };
    judge(usize::from(first >> 13), arguments, lengths_fit, set_up)
}

/// Whether a word is what the shape says, which has no place of its own.
///
/// # Safety
/// As for [`accept`].
#[inline(never)]
unsafe fn test(word: Word, test: usize, lengths_fit: &mut bool) -> Result<(), Status> {
    let holds = match test {
        // SAFETY: it is one of ours.
        RANDOM => !unsafe { word.cast::<RandomFunction>().read() }.is_null(),
        VALID => !word.is_null(),
        RECORD => word.addr() <= MAXIMUM_RECORD.into(),
        FITS => {
            *lengths_fit &= !word.is_null();
            true
        }
        SKIPPED => true,
        _ => word.addr().wrapping_sub(1) < test.wrapping_sub(COUNTED),
    };
    if holds { Ok(()) } else { Err(Status::BAD_ARGUMENT) }
}

/// # Safety
/// There is one more word.
unsafe fn next(words: &mut *const Word) -> Word {
    // SAFETY: passed on.
    let word = unsafe { words.read() };
    *words = words.wrapping_add(1);
    word
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
