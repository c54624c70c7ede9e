//! What the modes that encrypt and authenticate are given, CCM and GCM with our AES or another: checked for
//! all of them in one place.

use super::arguments::{Argument, check_with_lengths};
use super::memory::{bytes, holding, zeroed};
use super::object::check_place;
use crate::modes::gcm::Header;
use crate::status::Status;

/// A pointer and the length of what it points to, as structures of the header have them.
#[repr(C)]
struct Buffer {
    start: *mut u8,
    length: usize,
}

/// How the parameter structures of CCM and GCM lie in memory.
#[repr(C)]
struct Parameters {
    nonce: Buffer,
    aad: Buffer,
    tag: Buffer,
}

/// What a call works on.
pub(super) struct Message<'a> {
    pub(super) header: Header<'a>,
    /// The output, holding the input.
    pub(super) buffer: &'a mut [u8],
    tag: &'a Buffer,
}

impl Message<'_> {
    /// The tag that was given.
    ///
    /// # Safety
    /// It was not accepted as written; the output is its only neighbour that is.
    pub(super) unsafe fn tag<'a>(&self) -> &'a [u8] {
        // SAFETY: accepted.
        unsafe { bytes(self.tag.start, self.tag.length) }
    }

    /// The place of the tag, zeroed.
    ///
    /// # Safety
    /// It was accepted as written; nothing else uses it meanwhile.
    pub(super) unsafe fn new_tag<'a>(&self) -> &'a mut [u8] {
        // SAFETY: accepted, apart from everything else.
        unsafe { zeroed(self.tag.start, self.tag.length) }
    }
}

/// What a call was given, as it came.
pub(super) struct Call {
    /// The key, or the engine with its key.
    pub(super) key: Argument,
    parameters: *const Parameters,
    input: *const u8,
    length: usize,
    output: *mut u8,
}

impl Call {
    /// `P` has the layout of [`Parameters`].
    pub(super) fn new<P>(
        key: Argument, parameters: *const P, input: *const u8, length: usize, output: *mut u8,
    ) -> Self {
        const {
            assert!(size_of::<P>() == size_of::<Parameters>() && align_of::<P>() == align_of::<Parameters>());
        }
        Call { key, parameters: parameters.cast(), input, length, output }
    }

    /// Checks it. The output is apart from everything else, and so is the tag where it is `written`;
    /// `check_lengths` is asked for the lengths of nonce, associated data, tag and payload.
    ///
    /// # Safety
    /// The contract of the C functions.
    #[inline(never)]
    pub(super) unsafe fn accept<'a>(
        &self, written: bool, check_lengths: fn(usize, usize, usize, usize) -> Result<(), Status>,
    ) -> Result<Message<'a>, Status> {
        check_place(self.parameters)?;
        self.key.check_place()?;
        // SAFETY: aligned and not NULL.
        let Parameters { nonce, aad, tag } = unsafe { &*self.parameters };
        let arguments = [
            Argument::output(self.output, self.length),
            Argument::output(tag.start, tag.length),
            Argument::input(nonce.start, nonce.length),
            Argument::input(aad.start, aad.length),
            Argument::input_or_in_place(self.input, self.length, self.output),
            Argument::parameters(self.parameters),
            self.key,
        ];
        let lengths_fit = check_lengths(nonce.length, aad.length, tag.length, self.length).is_ok();
        // SAFETY: passed on.
        unsafe { check_with_lengths(if written { 2 } else { 1 }, &arguments, lengths_fit)? };
        // SAFETY: checked above; nothing writes to it.
        let nonce = unsafe { bytes(nonce.start, nonce.length) };
        // SAFETY: as above.
        let aad = unsafe { bytes(aad.start, aad.length) };
        Ok(Message {
            header: Header { nonce, aad },
            // SAFETY: of one length; the same or apart.
            buffer: unsafe { holding(self.output, self.input, self.length) },
            tag,
        })
    }
}
