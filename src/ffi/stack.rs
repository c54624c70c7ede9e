//! Secrets that a compiler spilled: the dead stack is cleared behind each operation that had any.

use super::boundary::{Outcome, status};
use crate::arch::stack::{STEP, clear};
use crate::status::Status;
use crate::verdict::Answer;

// What `ffi-tests/constant-time/depths` measured in archives that clear nothing, rounded up; of the 32-bit
// cores the deepest counts. `ffi-tests/constant-time/check` sees what a constant that is too small leaves.

/// Bytes of stack that one block of a cipher, or the set-up of its key, may have used.
pub(super) const BLOCK: usize = bytes([64, 384, 256]);
/// Bytes of stack that CTR, CBC, CMAC or a key wrap may have used.
pub(super) const CHAIN: usize = bytes([176, 496, 464]);
/// Bytes of stack that CCM, or a key derived with CMAC, may have used.
pub(super) const CCM: usize = bytes([224, 544, 560]);
/// Bytes of stack that GCM may have used, whole or in parts.
pub(super) const GCM: usize = bytes([592, 720, 656]);
/// Bytes of stack that CCM* or EAX' may have used, a report or an encrypted command, which are composed in frames around
/// a mode.
pub(super) const COMPOSED: usize = bytes([416, 640, 656]);
/// The same for a message of C12.22, in one more frame.
pub(super) const MESSAGE: usize = bytes([400, 672, 720]);
/// Bytes of stack that a mode over a platform's engine may have used, but for GCM.
pub(super) const ENGINE: usize = bytes([304, 608, 672]);
/// The same for GCM.
pub(super) const ENGINE_GCM: usize = bytes([592, 784, 784]);
/// Bytes of stack that DLMS/COSEM may have used, which stores a counter in frames around a mode's.
pub(super) const DLMS: usize = bytes([736, 912, 896]);
/// Bytes of stack that OMS may have used, which derives keys and stores a counter in frames around a mode's.
pub(super) const OMS: usize = bytes([720, 1040, 1136]);
/// Bytes of stack that a hash in the caller's object may have used.
pub(super) const HASH: usize = bytes([352, 336, 400]);
/// The same for a hash of a whole message, whose object is on the stack.
pub(super) const WHOLE_HASH: usize = bytes([464, 448, 512]);
/// Bytes of stack that an HMAC may have used.
pub(super) const HMAC: usize = bytes([592, 576, 640]);
/// The same for one of a message that is composed, or for several that derive a key, in frames around it.
pub(super) const COMPOSED_HMAC: usize = bytes([832, 800, 976]);
/// Bytes of stack that a random bit generator may have used: an HMAC, and noise in frames around it.
pub(super) const GENERATOR: usize = bytes([992, 960, 1152]);
/// Bytes of stack that SHA-384 or SHA-512 in the caller's object may have used.
pub(super) const WIDE_HASH: usize = bytes([384, 368, 448]);
/// The same for a hash of a whole message.
pub(super) const WHOLE_WIDE_HASH: usize = bytes([608, 576, 688]);
/// Bytes of stack that HMAC-SHA-384, or a key derived with SHA-384, may have used.
pub(super) const WIDE_HMAC: usize = bytes([816, 800, 928]);
/// Bytes of stack that a signature may have used.
pub(super) const SIGNATURE: usize = bytes([720, 704, 848]);
/// The same for one of a message, or one that draws random bytes, in frames around it.
pub(super) const HEDGED_SIGNATURE: usize = bytes([752, 720, 880]);
/// The same for one of a challenge that a protocol composes in frames around it.
pub(super) const ANSWER_SIGNATURE: usize = bytes([832, 800, 1040]);
/// The same for one that a service makes of a message that it composes, and verifies, in frames around it.
pub(super) const SERVICE_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [1712, 1712, 2000] } else { [1024, 992, 1328] });
/// The same for one that is verified before it is released.
pub(super) const CHECKED_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [1552, 1568, 1728] } else { [864, 832, 1024] });
/// Bytes of stack that a private key or its public key may have used.
pub(super) const BASE_POINT: usize =
    bytes(if cfg!(feature = "fast") { [608, 624, 688] } else { [576, 496, 688] });
/// Bytes of stack that a key agreement may have used.
pub(super) const ANY_POINT: usize =
    bytes(if cfg!(feature = "fast") { [1456, 1456, 1584] } else { [592, 496, 720] });
/// The same for one that draws random bytes in a frame around it.
pub(super) const HEDGED_ANY_POINT: usize = ANY_POINT + bytes([64, 64, 112]);
/// The same for one that a key is derived from.
pub(super) const AGREEMENT: usize =
    bytes(if cfg!(feature = "fast") { [1696, 1696, 1888] } else { [832, 736, 1040] });

/// Bytes of stack that a record or a slot of keys may have used.
pub(super) const KEY_SLOT: usize = bytes([528, 528, 752]);
/// The same for a key pair that is made there, or its public key.
pub(super) const KEY_PAIR: usize = bytes([800, 816, 944]);
/// The same for a signature with a key of a slot.
pub(super) const KEY_SIGNATURE: usize =
    bytes(if cfg!(feature = "fast") { [1616, 1616, 1776] } else { [928, 896, 1104] });

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
