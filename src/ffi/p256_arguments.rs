//! What the functions of P-256 take, checked by one function for all of them.
//!
//! Twenty functions take pointers to keys and to buffers of fixed lengths: which ones is written down in
//! a word, a byte for each argument, and the code that looks at addresses stands in the archive once.

use super::memory;
use super::object::Object;
use super::p256::{P256PrivateKey, P256PublicKey};
use crate::status::Status;

/// What the arguments of a function are: a byte for each, that of the first lowest.
#[derive(Clone, Copy)]
pub(super) struct Shape(u32);

/// What one argument is: its length, which tells an object from bytes, and whether it is written.
#[derive(Clone, Copy)]
pub(super) struct Kind(u8);

const WRITTEN: u8 = 0x80;
const LENGTH: u8 = 0x7F;
/// Set in the length of every object, and of no buffer.
const OBJECT: u8 = 4;

/// A private key that is set up.
pub(super) const PRIVATE_KEY: Kind = Kind::object(size_of::<P256PrivateKey>());
/// A public key that is set up.
pub(super) const PUBLIC_KEY: Kind = Kind::object(size_of::<P256PublicKey>());
/// A private key that the call sets up.
pub(super) const NEW_PRIVATE_KEY: Kind = PRIVATE_KEY.written();
/// A public key that the call sets up.
pub(super) const NEW_PUBLIC_KEY: Kind = PUBLIC_KEY.written();
/// Bytes whose length [`check`] is told.
pub(super) const MESSAGE: Kind = Kind(0);
/// A `size_t`, whose alignment is not checked.
pub(super) const NUMBER: Kind = Kind::of_length(size_of::<usize>());

impl Kind {
    const fn object(length: usize) -> Self {
        assert!(length & OBJECT as usize != 0);
        Kind::of_length(length)
    }

    /// Bytes that are read.
    pub(super) const fn bytes(length: usize) -> Self {
        assert!(length & OBJECT as usize == 0);
        Kind::of_length(length)
    }

    #[expect(clippy::cast_possible_truncation, reason = "asserted")]
    const fn of_length(length: usize) -> Self {
        assert!(length > 0 && length <= LENGTH as usize);
        Kind(length as u8)
    }

    /// The same, written.
    pub(super) const fn written(self) -> Self {
        Kind(self.0 | WRITTEN)
    }

    fn length(self, told: usize) -> usize {
        let length = self.0 & LENGTH;
        if length == 0 { told } else { length.into() }
    }
}

impl Shape {
    /// At most four arguments.
    pub(super) const fn of<const COUNT: usize>(kinds: [Kind; COUNT]) -> Self {
        assert!(COUNT <= 4);
        let mut shape = 0;
        let mut index = COUNT;
        while index > 0 {
            index -= 1;
            shape = shape << 8 | kinds[index].0 as u32;
        }
        Shape(shape)
    }

    /// The lengths of the first two arguments.
    pub(super) fn lengths(mut self) -> [usize; 2] {
        [self.next().length(0), self.next().length(0)]
    }

    /// The argument's kind, from here on that of the next one.
    fn next(&mut self) -> Kind {
        let [kind, ..] = self.0.to_le_bytes();
        self.0 >>= 8;
        Kind(kind)
    }
}

/// Bytes of the state before the content of an object.
pub(super) const STATE_LENGTH: usize = size_of::<u32>();

/// The first word of an object of `size` bytes that is set up.
#[expect(clippy::cast_possible_truncation, reason = "objects are small")]
const fn state(size: usize) -> u32 {
    0x5032_3500 + size as u32
}
const _: () = assert!(state(size_of::<P256PrivateKey>()) == P256PrivateKey::STATE);
const _: () = assert!(state(size_of::<P256PublicKey>()) == P256PublicKey::STATE);

/// Checks all arguments of a call: no NULL but for an empty buffer, no length above `isize::MAX`, objects
/// aligned and set up, and what is written apart from all the rest. `told` is the length of the
/// arguments whose kind does not say it.
///
/// # Safety
/// The caller of the C function vouches for the memory of the objects.
#[inline(never)]
pub(super) unsafe fn check(arguments: &[*const u8], shape: Shape, told: usize) -> Result<(), Status> {
    if told > isize::MAX.unsigned_abs() {
        return Err(Status::BAD_ARGUMENT);
    }
    let mut set_up = Ok(());
    let mut kinds = shape;
    for argument in arguments {
        let kind = kinds.next();
        let own = kind.length(told);
        if argument.is_null() && own != 0 {
            return Err(Status::BAD_ARGUMENT);
        }
        let words = argument.cast::<u32>();
        if kind.0 & OBJECT != 0 && !words.is_aligned() {
            return Err(Status::BAD_ALIGNMENT);
        }
        if kind.0 & WRITTEN != 0 {
            let mut others = shape;
            for other in arguments {
                let theirs = others.next().length(told);
                let distance = other.addr().wrapping_sub(argument.addr());
                // Distances wrap: an end past the last address needs no case of its own.
                if !core::ptr::eq(other, argument)
                    && own.min(theirs) != 0
                    && (distance < own || distance.wrapping_neg() < theirs)
                {
                    return Err(Status::BAD_OVERLAP);
                }
            }
        } else if kind.0 & OBJECT != 0 {
            // SAFETY: objects are words, at least one, aligned and not NULL here.
            if unsafe { words.read() } != state(own) {
                set_up = Err(Status::BAD_STATE);
            }
        }
    }
    set_up
}

/// What an object holds that is set up.
///
/// # Safety
/// [`check`] accepted an object of [`STATE_LENGTH`] and `LENGTH` bytes; nothing writes to it meanwhile.
pub(super) unsafe fn content<'a, const LENGTH: usize>(object: *const u8) -> &'a [u8; LENGTH] {
    // SAFETY: passed on.
    unsafe { memory::array(object.wrapping_add(STATE_LENGTH)) }
}

/// The content of an object that a call sets up: zeros now, as the object is.
///
/// # Safety
/// [`check`] accepted an object of [`STATE_LENGTH`] and `LENGTH` bytes; nothing else uses it meanwhile.
pub(super) unsafe fn new_content<'a, const LENGTH: usize>(object: *mut u8) -> &'a mut [u8; LENGTH] {
    // SAFETY: passed on.
    unsafe { object.cast::<u32>().write(0) };
    // SAFETY: passed on.
    unsafe { memory::zeroed_array(object.wrapping_add(STATE_LENGTH)) }
}

/// Ends a call that sets an object up: with its state if it was made, else with zeros.
///
/// # Safety
/// [`check`] accepted an object of `size` bytes; nothing else uses it meanwhile.
#[inline(never)]
pub(super) unsafe fn finish(object: *mut u8, size: usize, made: Result<(), Status>) -> Result<(), Status> {
    match made {
        // SAFETY: aligned, writable by contract.
        Ok(()) => unsafe { object.cast::<u32>().write(state(size)) },
        // SAFETY: writable by contract.
        Err(_) => unsafe { memory::clear(object, size) },
    }
    made
}
