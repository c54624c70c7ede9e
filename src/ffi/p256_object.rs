//! The objects of P-256, whose contents are bytes: one function for those of all sizes.

use super::memory;
use super::object::Object;
use super::p256::{P256PrivateKey, P256PublicKey};
use crate::status::Status;

/// Bytes of the state before the content of an object.
pub(super) const STATE_LENGTH: usize = size_of::<u32>();

/// The first word of an object of `size` bytes that is set up.
#[expect(clippy::cast_possible_truncation, reason = "objects are small")]
const fn state(size: usize) -> u32 {
    0x5032_3500 + size as u32
}
const _: () = assert!(state(size_of::<P256PrivateKey>()) == P256PrivateKey::STATE);
const _: () = assert!(state(size_of::<P256PublicKey>()) == P256PublicKey::STATE);

/// What an object holds that is set up.
///
/// # Safety
/// It was checked as an object of [`STATE_LENGTH`] and `LENGTH` bytes; nothing writes to it meanwhile.
pub(super) unsafe fn content<'a, const LENGTH: usize>(object: *const u8) -> &'a [u8; LENGTH] {
    // SAFETY: passed on.
    unsafe { memory::array(object.wrapping_add(STATE_LENGTH)) }
}

/// The content of an object that a call sets up: zeros now, as the object is.
///
/// # Safety
/// It was checked as an object of [`STATE_LENGTH`] and `LENGTH` bytes; nothing else uses it meanwhile.
pub(super) unsafe fn new_content<'a, const LENGTH: usize>(object: *mut u8) -> &'a mut [u8; LENGTH] {
    // SAFETY: passed on.
    unsafe { object.cast::<u32>().write(0) };
    // SAFETY: passed on.
    unsafe { memory::zeroed_array(object.wrapping_add(STATE_LENGTH)) }
}

/// Ends a call that sets an object up: with its state if it was made, else with zeros.
///
/// # Safety
/// It was checked as an object of `size` bytes; nothing else uses it meanwhile.
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
