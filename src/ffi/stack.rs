//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::{Outcome, status};
use crate::arch::stack::{STEP, clear};
use crate::status::Status;
use crate::verdict::Answer;

// What `ffi-tests/constant-time/depths` measured in archives that clear nothing, rounded up; of the 32-bit
// cores the deepest counts. `ffi-tests/constant-time/check` sees what a constant that is too small leaves.

/// Bytes of stack that one block of a cipher, or the set-up of its key, may have used.
pub(super) const BLOCK: usize = bytes([64, 384, 256]);
/// Bytes of stack that a mode of a cipher may have used.
pub(super) const MODE: usize = bytes([640, 784, 720]);
/// Bytes of stack that a protocol may have used, which stores a counter and builds its mode's parameters in
/// frames around the mode's.
pub(super) const PROTOCOL: usize = bytes([880, 1040, 1136]);
/// Bytes of stack that a hash in the caller's object may have used.
pub(super) const HASH: usize = bytes([368, 352, 400]);
/// The same for a hash of a whole message, whose object is on the stack.
pub(super) const WHOLE_HASH: usize = bytes([512, 512, 560]);
/// Bytes of stack that an HMAC, or what derives keys with it, may have used.
pub(super) const HMAC: usize = bytes([896, 880, 1024]);
/// Bytes of stack that a random bit generator may have used: an HMAC, and noise in frames around it.
pub(super) const GENERATOR: usize = bytes([1056, 1072, 1264]);
/// Bytes of stack that SHA-384 or SHA-512 in the caller's object may have used.
pub(super) const WIDE_HASH: usize = bytes([416, 400, 512]);
/// The same for a hash of a whole message.
pub(super) const WHOLE_WIDE_HASH: usize = bytes([704, 688, 816]);
/// Bytes of stack that HMAC-SHA-384 may have used.
pub(super) const WIDE_HMAC: usize = bytes([1248, 1248, 1408]);
/// Bytes of stack that a signature may have used.
pub(super) const SIGNATURE: usize = bytes([752, 720, 880]);
/// The same for one of a message, or one that draws random bytes, in frames around it.
pub(super) const HEDGED_SIGNATURE: usize = bytes([768, 736, 912]);
/// The same for one of a challenge that a protocol composes in frames around it.
pub(super) const ANSWER_SIGNATURE: usize = bytes([864, 832, 1088]);
/// The same for one that a service makes of a message that it composes, and verifies, in frames around it.
pub(super) const SERVICE_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [2016, 1936, 2272] } else { [1232, 1184, 1504] });
/// The same for one that is verified before it is released.
pub(super) const CHECKED_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [1744, 1680, 1920] } else { [896, 864, 1056] });
/// Bytes of stack that a private key or its public key may have used.
pub(super) const BASE_POINT: usize =
    bytes(if cfg!(feature = "fast") { [736, 688, 768] } else { [576, 496, 688] });
/// Bytes of stack that a key agreement may have used.
pub(super) const ANY_POINT: usize =
    bytes(if cfg!(feature = "fast") { [1600, 1536, 1680] } else { [592, 496, 720] });
/// The same for one that draws random bytes in a frame around it.
pub(super) const HEDGED_ANY_POINT: usize = ANY_POINT + bytes([64, 64, 112]);
/// The same for one that a key is derived from.
pub(super) const AGREEMENT: usize =
    bytes(if cfg!(feature = "fast") { [1840, 1760, 2000] } else { [832, 768, 1040] });

/// Bytes of stack that a challenge may have used.
pub(super) const CHALLENGE: usize = HMAC + bytes([192, 192, 208]);
/// Bytes of stack that a record, a slot of keys, or a key pair in one may have used.
pub(super) const KEY_SLOT: usize = bytes([1104, 1104, 1248]);
/// The same for a signature with a key of a slot.
pub(super) const KEY_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [1872, 1808, 2064] } else { [1232, 1216, 1392] });

/// Whole steps for what AVR, MSP430 and the 32-bit cores take; a 64-bit host gets twice the memory.
const fn bytes([avr, msp430, wider]: [usize; 3]) -> usize {
    let bytes = cfg_select! {
        target_arch = "avr" => { avr }
        target_arch = "msp430" => { msp430 }
        target_pointer_width = "64" => { 2 * wider }
        _ => { wider }
    };
    let _ = (avr, msp430, wider);
    bytes.next_multiple_of(STEP)
}

/// Runs an operation on secrets in a frame of its own, then clears `BYTES` from there on.
pub(super) fn secret<const BYTES: usize>(operation: impl FnOnce() -> Result<(), Status>) -> Status {
    let result = in_own_frame(operation);
    cleared::<BYTES>(result)
}

/// The same for an operation that finds whether something is authentic.
pub(super) fn verified<const BYTES: usize>(operation: impl FnOnce() -> Answer) -> Status {
    let answer = in_own_frame(operation);
    cleared::<BYTES>(answer)
}

/// Clears `BYTES` behind an operation that ran in a frame of its own: a function that is not inlined.
pub(super) fn cleared<const BYTES: usize>(outcome: impl Outcome) -> Status {
    // What is left can be seen, and measured, in an archive that clears nothing.
    if cfg!(not(amisec_uncleared)) {
        clear::<BYTES>();
    }
    status(outcome)
}

#[inline(never)]
fn in_own_frame<O>(operation: impl FnOnce() -> O) -> O {
    operation()
}
