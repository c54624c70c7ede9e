//! Constants that stay in flash.
//!
//! On AVR program and data have address spaces of their own: whatever a compiler takes for read-only data
//! is copied to RAM at start-up and stays there for good. A constant that [`flash!`] declares stands in
//! `.progmem.data` instead and is read with `LPM`. Elsewhere flash is read like any memory, and all
//! of this comes to nothing: [`Flash::load`] is a reference.
//!
//! Constant time: `LPM` takes three cycles whatever it reads, and an AVR has no cache. That holds for the
//! address too, but nothing here takes an address from a secret.
//!
//! # The lower 64 KB
//! `LPM` reaches 64 KB. GNU's linker scripts place `.progmem*` right behind the interrupt vectors, so that
//! only a firmware whose own constants there come near 64 KB can push ours beyond.

use core::ops::Deref;

/// What may be read byte by byte: any bytes are a value, and none of them is padding.
///
/// # Safety
/// Integers, arrays of them, and transparent wrappers of those only.
pub unsafe trait Plain: Copy {}
// SAFETY: an integer.
unsafe impl Plain for u8 {}
// SAFETY: an integer.
unsafe impl Plain for u16 {}
// SAFETY: an integer.
unsafe impl Plain for u32 {}
// SAFETY: an array has no padding, its elements are plain.
unsafe impl<T: Plain, const LENGTH: usize> Plain for [T; LENGTH] {}

/// A constant in flash.
#[repr(transparent)]
pub struct Flash<T: ?Sized>(T);

/// What [`Flash::load`] gives: a copy on AVR, elsewhere the constant itself.
#[cfg(target_arch = "avr")]
pub struct Loaded<'a, T>(T, core::marker::PhantomData<&'a T>);
/// What [`Flash::load`] gives: a copy on AVR, elsewhere the constant itself.
#[cfg(not(target_arch = "avr"))]
pub struct Loaded<'a, T>(&'a T);

impl<T> Deref for Loaded<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        cfg_select! {
            target_arch = "avr" => { &self.0 }
            _ => { self.0 }
        }
    }
}

impl<T> Flash<T> {
    /// Takes a value.
    ///
    /// # Safety
    /// It becomes (a field of) a static in flash: let [`flash!`] declare that.
    pub const unsafe fn new(value: T) -> Self {
        Flash(value)
    }

    /// The address: on AVR one of program memory, for `LPM`.
    pub const fn as_ptr(&self) -> *const T {
        &raw const self.0
    }
}

impl<T: Plain> Flash<T> {
    /// The value, to be borrowed.
    #[inline(always)]
    pub fn load(&self) -> Loaded<'_, T> {
        cfg_select! {
            target_arch = "avr" => { Loaded(self.get(), core::marker::PhantomData) }
            _ => { Loaded(&self.0) }
        }
    }

    /// The value.
    #[inline(always)]
    pub fn get(&self) -> T {
        cfg_select! {
            target_arch = "avr" => { lpm::get(self.as_ptr()) }
            _ => { self.0 }
        }
    }

    /// Writes the value to `place`.
    #[inline(always)]
    pub fn copy_to(&self, place: &mut T) {
        cfg_select! {
            target_arch = "avr" => { lpm::copy_to(place, self.as_ptr()) }
            _ => { *place = self.0 }
        }
    }
}

impl Flash<u16> {
    /// The half-word at a place, which then moves on to what is behind it.
    ///
    /// # Safety
    /// It is the place of one.
    #[inline(always)]
    pub unsafe fn next(place: &mut *const Self) -> u16 {
        cfg_select! {
            // SAFETY: passed on.
            target_arch = "avr" => { unsafe { lpm::next(place) } }
            _ => {
                // SAFETY: passed on.
                let half_word = unsafe { (**place).0 };
                *place = place.wrapping_add(1);
                half_word
            }
        }
    }
}

impl<const LENGTH: usize> Flash<[u32; LENGTH]> {
    /// Writes the words to `place`, without the C library.
    #[inline(always)]
    pub fn copy_words_to(&self, place: &mut [u32; LENGTH]) {
        cfg_select! {
            target_arch = "avr" => { self.copy_to(place) }
            _ => { super::memory::copy(place, &self.0) }
        }
    }
}

impl<T: Plain, const LENGTH: usize> Flash<[T; LENGTH]> {
    /// The element at `index` modulo the length, which is a power of two. No index for secrets.
    #[inline(always)]
    pub fn at(&self, index: usize) -> &Flash<T> {
        const { assert!(LENGTH.is_power_of_two()) };
        let element: *const T = &self.0[index & (LENGTH - 1)];
        // SAFETY: an element of a constant in flash is one; `Flash` is transparent.
        unsafe { &*element.cast() }
    }
}

impl<T: Plain, const LENGTH: usize> Flash<[T; LENGTH]> {
    /// The element at `index`, or the last one for greater ones. No index for secrets.
    #[inline(always)]
    pub fn nearest(&self, index: usize) -> &Flash<T> {
        const { assert!(LENGTH > 0) };
        let element: *const T = &self.0[index.min(LENGTH - 1)];
        // SAFETY: an element of a constant in flash is one; `Flash` is transparent.
        unsafe { &*element.cast() }
    }
}

impl<T: Plain> Flash<[T]> {
    /// The elements, one after the other.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = T> {
        cfg_select! {
            target_arch = "avr" => { self.0.iter().map(|element| lpm::get(element)) }
            _ => { self.0.iter().copied() }
        }
    }
}

#[cfg(target_arch = "avr")]
mod lpm {
    use super::Plain;
    use core::arch::asm;
    use core::mem::MaybeUninit;

    #[inline(always)]
    pub fn get<T: Plain>(from: *const T) -> T {
        let mut value = MaybeUninit::<T>::uninit();
        // SAFETY: the place has as many bytes.
        unsafe { copy(value.as_mut_ptr().cast(), from.cast(), const { size_of::<T>() }) };
        // SAFETY: every byte has been written, and any bytes are a value.
        unsafe { value.assume_init() }
    }

    #[inline(always)]
    pub fn copy_to<T: Plain>(place: &mut T, from: *const T) {
        // SAFETY: a place of as many bytes, and any bytes are a value.
        unsafe { copy((&raw mut *place).cast(), from.cast(), const { size_of::<T>() }) };
    }

    #[inline(always)]
    pub unsafe fn next(place: &mut *const super::Flash<u16>) -> u16 {
        let half_word;
        // SAFETY: reading flash has no effects.
        unsafe {
            asm!(
                "lpm {half_word:l}, Z+",
                "lpm {half_word:h}, Z+",
                half_word = out(reg_pair) half_word,
                inout("Z") *place,
                options(nostack, pure, readonly, preserves_flags)
            );
        }
        half_word
    }

    /// Copies `length` bytes of flash, at least one.
    #[inline(never)]
    unsafe fn copy(to: *mut u8, from: *const u8, length: usize) {
        // SAFETY: `length` bytes are writable at `to`, by the caller's promise; reading flash has no effects.
        unsafe {
            asm!(
                "1: lpm {byte}, Z+",
                "st X+, {byte}",
                "sbiw {length}, 1",
                "brne 1b",
                byte = out(reg) _,
                length = inout(reg_iw) length => _,
                inout("X") to => _,
                inout("Z") from => _,
                options(nostack)
            );
        }
    }
}

/// Declares constants in flash: `flash! { pub static NAME: T = value; }` is a static of type `Flash<T>`,
/// `flash! { in flash pub static NAME: T = value; }` one of a type T that is made of `Flash`.
/// A section of its own lets the linker drop what nothing reads: the compiler would put constants of 32 bytes into one
/// section together, which a firmware then links as a whole. The line tells apart what has one name in functions of one module.
macro_rules! flash {
    ($($(#[$note:meta])* in flash $visibility:vis static $name:ident: $type:ty = $value:expr;)+) => {$(
        $(#[$note])*
        #[cfg_attr(target_arch = "avr", unsafe(link_section = concat!(".progmem.data.", module_path!(), stringify!($name), core::line!())))]
        #[cfg_attr(
            all(target_os = "none", not(target_arch = "avr")),
            unsafe(link_section = concat!(".rodata.", module_path!(), stringify!($name), core::line!()))
        )]
        $visibility static $name: $type = $value;
    )+};
    ($($(#[$note:meta])* $visibility:vis static $name:ident: $type:ty = $value:expr;)+) => {
        $crate::arch::flash::flash! {$(
            $(#[$note])*
            in flash $visibility static $name: $crate::arch::flash::Flash<$type> = {
                // SAFETY: this is a static in flash.
                unsafe { $crate::arch::flash::Flash::new($value) }
            };
        )+}
    };
}
pub(crate) use flash;
