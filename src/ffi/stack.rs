//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::status;
use crate::status::Status;
use crate::wipe::wipe_stack;

// Measured with `benches/footprint` while nothing was cleared, without contexts; the deepest core counts.

/// Words of stack that one block of a cipher, or the set-up of its key, may have used.
pub(super) const BLOCK: usize = words(560);
/// Words of stack that a mode of a cipher may have used.
pub(super) const MODE: usize = words(1408);
/// Words of stack that a hash may have used.
pub(super) const HASH: usize = words(496);
/// Words of stack that an HMAC may have used.
pub(super) const HMAC: usize = words(784);
/// Words of stack that a signature may have used.
pub(super) const SIGNATURE: usize = words(944);
/// Words of stack that a private key or its public key may have used.
pub(super) const BASE_POINT: usize = words(688);
/// Words of stack that a key agreement may have used.
pub(super) const ANY_POINT: usize = words(if cfg!(feature = "fast") { 1568 } else { 688 });
/// The same for one that draws random bytes in a frame around it.
pub(super) const HEDGED_ANY_POINT: usize = ANY_POINT + words(128);

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

/// Clears `WORDS` behind an operation that ran in a frame of its own: a function that is not inlined.
pub(super) fn cleared<const WORDS: usize>(result: Result<(), Status>) -> Status {
    wipe_stack::<WORDS>();
    status(result)
}

#[inline(never)]
fn in_own_frame(operation: impl FnOnce() -> Result<(), Status>) -> Result<(), Status> {
    operation()
}
