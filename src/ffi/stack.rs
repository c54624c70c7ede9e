//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::status;
use crate::status::Status;
use crate::wipe::wipe_stack;

/// Words of stack that a block cipher operation may have used.
pub(super) const CIPHER: usize = 1024 / size_of::<usize>();
/// Words of stack that a hash or HMAC may have used.
pub(super) const HASH: usize = 640 / size_of::<usize>();
/// Words of stack that an operation on a curve may have used.
pub(super) const CURVE: usize = 6144 / size_of::<usize>();

/// Runs an operation on secrets in a frame of its own, then clears `WORDS` from there on.
pub(super) fn secret<const WORDS: usize>(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    let result = in_own_frame(operation);
    wipe_stack::<WORDS>();
    status(result)
}

#[inline(never)]
fn in_own_frame(operation: impl FnOnce() -> Result<(), Status>) -> Result<(), Status> {
    operation()
}
