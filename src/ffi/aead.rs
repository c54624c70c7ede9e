//! What the modes that encrypt and authenticate are given, CCM and GCM with our AES or another: checked for
//! all of them in one place.

use super::aes::{Aes128Key, Aes192Key, Aes256Key};
use super::aes_engine::AesEngine;
use super::arguments::{
    BYTE_IF_LENGTHS_FIT, Kind, Shape, Word, at, check, flag, number, object, pointers, shape, sized,
    unless_in_place,
};
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
    shape: Shape,
    /// The key, or the engine with its key.
    key: Word,
    parameters: *const Parameters,
    input: *const u8,
    length: usize,
    output: *mut u8,
}

impl Call {
    /// `P` has the layout of [`Parameters`].
    pub(super) fn new<K: Key, P>(
        seals: bool, key: *const K, parameters: *const P, input: *const u8, length: usize, output: *mut u8,
    ) -> Self {
        const {
            assert!(size_of::<P>() == size_of::<Parameters>() && align_of::<P>() == align_of::<Parameters>());
        }
        let shape = if seals { K::SEAL } else { K::OPEN };
        Call { shape, key: at(key), parameters: parameters.cast(), input, length, output }
    }

    /// The key and its size.
    pub(super) fn key(&self) -> (Word, usize) {
        (self.key, self.shape.length(KEY))
    }

    /// Checks it. The output is apart from everything else, and so is the tag that is written; `check_lengths` is
    /// asked for the lengths of nonce, associated data, tag and payload.
    ///
    /// # Safety
    /// The contract of the C functions.
    #[inline(never)]
    pub(super) unsafe fn accept<'a>(
        &self, check_lengths: fn(usize, usize, usize, usize) -> Result<(), Status>,
    ) -> Result<Message<'a>, Status> {
        check_place(self.parameters)?;
        // SAFETY: aligned and not NULL.
        let Parameters { nonce, aad, tag } = unsafe { &*self.parameters };
        let words = [
            at(self.output),
            number(self.length),
            at(tag.start),
            number(tag.length),
            self.key,
            at(nonce.start),
            number(nonce.length),
            at(aad.start),
            number(aad.length),
            at(self.input),
            number(unless_in_place(self.length, self.input, self.output)),
            at(self.parameters),
            at(self),
            flag(check_lengths(nonce.length, aad.length, tag.length, self.length).is_ok()),
        ];
        // SAFETY: passed on.
        unsafe { check(&words, self.shape)? };
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

/// Where the shapes have the size of the key.
const KEY: usize = 3;

/// A key or an engine, and the shapes of functions that take it.
pub(super) trait Key {
    const SEAL: Shape;
    const OPEN: Shape;
}

macro_rules! key {
    ($key:ty, $kind:expr) => {
        impl Key for $key {
            shape!(
                SEAL,
                0,
                [sized(0), sized(0)],
                [$kind, sized(0), sized(0), sized(0), PARAMETERS, BYTE_IF_LENGTHS_FIT]
            );
            shape!(
                OPEN,
                0,
                [sized(0)],
                [sized(0), $kind, sized(0), sized(0), sized(0), PARAMETERS, BYTE_IF_LENGTHS_FIT]
            );
        }
    };
}
key!(Aes128Key, object::<Aes128Key>());
key!(Aes192Key, object::<Aes192Key>());
key!(Aes256Key, object::<Aes256Key>());
key!(AesEngine, pointers::<AesEngine>());

const PARAMETERS: Kind = pointers::<Parameters>();
