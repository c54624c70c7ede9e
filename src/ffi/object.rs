//! The objects that a caller allocates: opaque words to C, a state tag and a Rust value to us.

use super::boundary::Region;
use crate::arch::memory::clear;
use crate::status::Status;

/// A C type of opaque words that holds a `Content` once it is set up.
///
/// # Safety
/// The type has the size and alignment of [`Laid`] over `Content`, and any bit pattern of the
/// words is a valid `Content` (plain integers and arrays of them).
pub(super) unsafe trait Object: Sized {
    /// What the words hold.
    type Content;
    /// The first word of an object that is set up.
    const STATE: u32;
}

/// The words of an object: its state tag, then its content.
#[repr(C)]
pub(super) struct Laid<T> {
    pub(super) state: u32,
    pub(super) content: T,
}

/// Declares what an opaque type holds, and checks at compile time that it fits.
macro_rules! object {
    ($object:ty, $content:ty, $state:literal) => {
        // SAFETY: size and alignment are checked below; the content consists of integers.
        unsafe impl $crate::ffi::object::Object for $object {
            type Content = $content;
            const STATE: u32 = $state;
        }
        const _: () = assert!(
            size_of::<$object>() == size_of::<$crate::ffi::object::Laid<$content>>()
                && align_of::<$object>() == align_of::<$crate::ffi::object::Laid<$content>>()
        );
    };
}
pub(super) use object;

/// Refuses NULL and misaligned objects: what every object is asked first.
pub(super) fn check_place<O>(object: *const O) -> Result<Region, Status> {
    if object.is_null() {
        Err(Status::BAD_ARGUMENT)
    } else if !object.is_aligned() {
        Err(Status::BAD_ALIGNMENT)
    } else {
        Ok(Region::of(object))
    }
}

/// Reads an object that is set up.
///
/// # Safety
/// `check_place` accepted the pointer; the caller of the C function vouches for the memory.
pub(super) unsafe fn content<'a, O: Object>(object: *const O) -> Result<&'a O::Content, Status> {
    // SAFETY: aligned and not NULL; any words are a valid `Laid`.
    let laid = unsafe { &*object.cast::<Laid<O::Content>>() };
    if laid.state == O::STATE { Ok(&laid.content) } else { Err(Status::BAD_STATE) }
}

/// Reads and writes an object that is set up.
///
/// # Safety
/// As for [`content`], and nothing else may use the object meanwhile.
pub(super) unsafe fn content_mut<'a, O: Object>(object: *mut O) -> Result<&'a mut O::Content, Status> {
    // SAFETY: aligned and not NULL; any words are a valid `Laid`.
    let laid = unsafe { &mut *object.cast::<Laid<O::Content>>() };
    if laid.state == O::STATE { Ok(&mut laid.content) } else { Err(Status::BAD_STATE) }
}

/// Sets an object up.
///
/// # Safety
/// `check_place` accepted the pointer; the caller of the C function vouches for the memory.
pub(super) unsafe fn set_up<O: Object>(object: *mut O, content: O::Content) {
    // SAFETY: aligned, not NULL, large enough by the assertion in `object!`.
    unsafe { object.cast::<Laid<O::Content>>().write(Laid { state: O::STATE, content }) };
}

/// Sets an object up in place: its content, all zeros so far, is to be made of that by the caller.
///
/// # Safety
/// As for [`set_up`]; nothing else uses the object meanwhile.
pub(super) unsafe fn set_up_zeroed<'a, O: Object>(object: *mut O) -> &'a mut O::Content {
    // SAFETY: passed on.
    unsafe { wipe_object(object) };
    // SAFETY: aligned and not NULL; any words are a valid `Laid`.
    let laid = unsafe { &mut *object.cast::<Laid<O::Content>>() };
    laid.state = O::STATE;
    &mut laid.content
}

/// Wipes an object, tag and all: from here on it answers BAD_STATE.
///
/// # Safety
/// As for [`set_up`].
pub(super) unsafe fn wipe_object<O: Object>(object: *mut O) {
    // SAFETY: objects are words, aligned, and these cover all of it.
    let words =
        unsafe { core::slice::from_raw_parts_mut(object.cast::<u32>(), size_of::<O>() / size_of::<u32>()) };
    clear(words);
}
