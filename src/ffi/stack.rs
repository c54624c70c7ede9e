//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::status;
use crate::arch::stack::{STEP, clear};
use crate::status::Status;

// Measured with `benches/footprint` while nothing was cleared, without contexts; the deepest core counts.

/// Bytes of stack that one block of a cipher, or the set-up of its key, may have used.
pub(super) const BLOCK: usize = bytes(560);
/// Bytes of stack that a mode of a cipher may have used.
pub(super) const MODE: usize = bytes(1408);
/// Bytes of stack that a hash may have used.
pub(super) const HASH: usize = bytes(560);
/// Bytes of stack that an HMAC may have used.
pub(super) const HMAC: usize = bytes(784);
/// Bytes of stack that a signature may have used.
pub(super) const SIGNATURE: usize = bytes(912);
/// The same for one of a message, or one that draws random bytes, in frames around it.
pub(super) const HEDGED_SIGNATURE: usize = SIGNATURE + bytes(224);
/// Bytes of stack that a private key or its public key may have used.
pub(super) const BASE_POINT: usize = bytes(656);
/// Bytes of stack that a key agreement may have used.
pub(super) const ANY_POINT: usize = bytes(if cfg!(feature = "fast") { 1600 } else { 720 });
/// The same for one that draws random bytes in a frame around it.
pub(super) const HEDGED_ANY_POINT: usize = ANY_POINT + bytes(128);
/// Bytes of stack that SHA-384 or SHA-512 may have used.
pub(super) const WIDE_HASH: usize = bytes(1024);
/// Bytes of stack that HMAC-SHA-384 may have used.
pub(super) const WIDE_HMAC: usize = bytes(1536);

/// Whole steps for what a 16- or 32-bit target takes; a 64-bit host gets twice the memory.
const fn bytes(bytes: usize) -> usize {
    (if size_of::<usize>() > 4 { 2 * bytes } else { bytes }).next_multiple_of(STEP)
}

/// Runs an operation on secrets in a frame of its own, then clears `BYTES` from there on.
pub(super) fn secret<const BYTES: usize>(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    let result = in_own_frame(operation);
    cleared::<BYTES>(result)
}

/// Clears `BYTES` behind an operation that ran in a frame of its own: a function that is not inlined.
pub(super) fn cleared<const BYTES: usize>(result: Result<(), Status>) -> Status {
    // What is left can be seen, and measured, in an archive that clears nothing.
    if cfg!(not(amisec_uncleared)) {
        clear::<BYTES>();
    }
    status(result)
}

#[inline(never)]
fn in_own_frame(operation: impl FnOnce() -> Result<(), Status>) -> Result<(), Status> {
    operation()
}
