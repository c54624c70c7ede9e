//! The caller's random function.

use crate::random::{BLOCK_LENGTH, Random, draw};
use crate::status::Status;
use crate::wipe::wipe;
use core::ffi::c_void;

/// Fills `output` with `length` random bytes and answers AMISEC_OK; anything else is a failure.
///
/// `context` is what the caller passed beside the function. The bytes must be unpredictable: from
/// a hardware source through a conditioner, or from a DRBG that one seeded.
#[expect(non_camel_case_types, reason = "the name that C sees")]
pub type amisec_random_fn =
    Option<unsafe extern "C" fn(context: *mut c_void, output: *mut u8, length: usize) -> Status>;

/// A random function together with its context, as a C function was given them.
pub(super) struct RandomFunction {
    pub(super) function: amisec_random_fn,
    pub(super) context: *mut c_void,
}

impl RandomFunction {
    pub(super) fn is_null(&self) -> bool {
        self.function.is_none()
    }
}

impl Random for RandomFunction {
    #[inline(never)]
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
        let Some(function) = self.function else { return Err(Status::RANDOM_FAILED) };
        // SAFETY: the caller gave the function for this use; `output` is writable.
        let status = unsafe { function(self.context, output.as_mut_ptr(), output.len()) };
        if status == Status::OK { Ok(()) } else { Err(Status::RANDOM_FAILED) }
    }
}

/// Draws entropy for a signature of a message that is made with it, whose length goes to its place; wipes it.
#[inline(never)]
pub(super) fn with_entropy(
    random: &mut RandomFunction, length: &mut usize, sign: &mut dyn FnMut(&[u8]) -> Result<usize, Status>,
) -> Result<(), Status> {
    let mut entropy = [0; BLOCK_LENGTH];
    let signed = draw(random, &mut entropy).and_then(|()| sign(&entropy));
    wipe(&mut entropy);
    *length = signed?;
    Ok(())
}

/// A random function together with its context.
pub(super) struct CallerRandom {
    function: unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> Status,
    context: *mut c_void,
}

impl CallerRandom {
    /// Refuses NULL.
    pub(super) fn new(function: amisec_random_fn, context: *mut c_void) -> Result<Self, Status> {
        function.map(|function| CallerRandom { function, context }).ok_or(Status::BAD_ARGUMENT)
    }
}

impl Random for CallerRandom {
    fn fill(&mut self, output: &mut [u8]) -> Result<(), Status> {
        // SAFETY: the caller gave the function for this use; `output` is writable.
        let status = unsafe { (self.function)(self.context, output.as_mut_ptr(), output.len()) };
        if status == Status::OK { Ok(()) } else { Err(Status::RANDOM_FAILED) }
    }
}
