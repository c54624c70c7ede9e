//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::status;
use crate::status::Status;
use crate::wipe::wipe_stack;

/// Words of stack that a block cipher operation may have used.
pub(super) const CIPHER: usize = words(1024);
/// Words of stack that a hash or HMAC may have used.
pub(super) const HASH: usize = words(640);
/// Words of stack that an operation on a curve may have used.
pub(super) const CURVE: usize = words(if cfg!(feature = "fast") { 1984 } else { 768 });

/// Words for `bytes` of a 16- or 32-bit target; a 64-bit host gets twice the memory.
const fn words(bytes: usize) -> usize {
    let size = size_of::<usize>();
    bytes / if size < 4 { size } else { 4 }
}

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
