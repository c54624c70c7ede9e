//! Version, comparison, wiping and the text of a status.

use super::boundary::{Input, status};
use crate::constant_time::equal;
use crate::status::Status;
use core::ffi::{c_char, c_void};

/// Incremented whenever a size or a signature in the header changes.
pub const AMISEC_ABI_VERSION: u32 = 1;

/// Names the interface and the width class of its sizes: a program that asks the linker for this
/// symbol does not link with an archive of another kind.
#[cfg(not(target_pointer_width = "16"))]
#[unsafe(export_name = "amisec_abi_1_w32")]
pub static ARCHIVE: [u8; 0] = [];
/// Names the interface and the width class of its sizes: a program that asks the linker for this
/// symbol does not link with an archive of another kind.
#[cfg(target_pointer_width = "16")]
#[unsafe(export_name = "amisec_abi_1_w16")]
pub static ARCHIVE: [u8; 0] = [];

const VERSION: u32 = {
    const fn number(text: &str) -> u32 {
        let mut value = 0;
        let mut rest = text.as_bytes();
        while let [digit, after @ ..] = rest {
            value = 10 * value + (*digit - b'0') as u32;
            rest = after;
        }
        value
    }
    number(env!("CARGO_PKG_VERSION_MAJOR")) << 16
        | number(env!("CARGO_PKG_VERSION_MINOR")) << 8
        | number(env!("CARGO_PKG_VERSION_PATCH"))
};

/// Gives the version of the archive: major << 16 | minor << 8 | patch.
///
/// Compare it with AMISEC_VERSION to see that header and archive belong together.
#[unsafe(no_mangle)]
pub extern "C" fn amisec_version() -> u32 {
    VERSION
}

/// Gives the number of the archive's binary interface; it must equal AMISEC_ABI_VERSION.
#[unsafe(no_mangle)]
pub extern "C" fn amisec_abi_version() -> u32 {
    AMISEC_ABI_VERSION
}

/// Overwrites `length` bytes with zeros, which no compiler leaves out.
///
/// For keys, plaintexts and the objects of this header when they are no longer needed. NULL or a
/// length above half the address space does nothing.
///
/// @param buffer  any memory that may be written
/// @param length  its length in bytes
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_wipe(buffer: *mut c_void, length: usize) {
    if let Ok(buffer) = super::boundary::Output::new(buffer.cast(), length) {
        // SAFETY: writable by the contract of this function.
        crate::wipe::wipe(unsafe { buffer.zeroed() });
    }
}

/// Compares two buffers in a time that depends on `length` only.
///
/// @param left    the one
/// @param right   the other; they may share memory
/// @param length  the length in bytes of each, 0 included
/// @retval AMISEC_OK             the buffers hold the same bytes, or length is 0
/// @retval AMISEC_NOT_AUTHENTIC  they differ
/// @retval AMISEC_BAD_ARGUMENT   a buffer is NULL and length is not 0, or length is too large
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_equal(left: *const u8, right: *const u8, length: usize) -> Status {
    let compare = || {
        let (left, right) = (Input::new(left, length)?, Input::new(right, length)?);
        // SAFETY: readable by the contract of this function.
        let left = unsafe { left.bytes() };
        // SAFETY: as above; two shared slices may overlap.
        equal(left, unsafe { right.bytes() })
    };
    status(compare())
}

/// Gives a short English text for a status, for logs; "unknown status" for any other number.
///
/// A program that does not call it does not carry the texts.
///
/// @param status  what a function answered, or any number
#[unsafe(no_mangle)]
pub extern "C" fn amisec_status_text(status: Status) -> *const c_char {
    let text = match status {
        Status::OK => c"ok",
        Status::IN_PROGRESS => c"in progress",
        Status::BAD_ARGUMENT => c"bad argument: NULL or too long",
        Status::BAD_LENGTH => c"bad length",
        Status::BAD_OVERLAP => c"bad overlap of buffers",
        Status::BAD_ALIGNMENT => c"bad alignment of an object",
        Status::BAD_STATE => c"bad state of an object",
        Status::BAD_KEY => c"bad key",
        Status::NOT_AUTHENTIC => c"not authentic",
        Status::MALFORMED => c"malformed encoding",
        Status::RANDOM_FAILED => c"random function failed",
        Status::STORAGE_FAILED => c"storage failed",
        Status::COUNTER_EXHAUSTED => c"counter exhausted",
        Status::REPLAYED => c"replayed",
        Status::WRONG_TARGET => c"wrong target",
        Status::EXPIRED => c"expired",
        Status::ROLLED_BACK => c"rolled back",
        Status::SELF_TEST_FAILED => c"self-test failed",
        Status::TOO_MANY_ATTEMPTS => c"too many attempts",
        Status::UNKNOWN_KEY => c"unknown key",
        Status::ENGINE_FAILED => c"AES engine failed",
        Status::UNMET_DEPENDENCY => c"unmet dependency",
        _ => c"unknown status",
    };
    text.as_ptr()
}
