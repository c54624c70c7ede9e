//! The caller's side of a platform: non-volatile memory, a random function and an AES engine, each of which can be
//! missing or fail. It lies apart from the memory that calls are given.

use amisec::ffi::aes_engine::AesEngine;
use amisec::ffi::storage::StorageFunctions;
use amisec::status::Status;
use std::ffi::c_void;

const SLOTS: usize = 10;
const SLOT: usize = 88;

/// The header's amisec_random_fn.
pub type RandomFunction = Option<unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> Status>;

/// Non-volatile memory.
pub type Slots = [[u8; SLOT]; SLOTS];

/// What the functions below share.
pub struct Platform {
    pub slots: Slots,
    /// Calls of the functions below that still succeed.
    pub calls_left: u32,
    /// The pattern that the random function gives; 0 for bytes that look random.
    pub pattern: u8,
    /// A write has failed: what follows changes nothing.
    pub is_off: bool,
    drawn: u32,
}

impl Platform {
    pub fn new() -> Box<Self> {
        Box::new(Platform {
            slots: [[0xFF; SLOT]; SLOTS],
            calls_left: u32::MAX,
            pattern: 0,
            is_off: false,
            drawn: 0,
        })
    }
}

/// Non-volatile memory with all its functions.
pub fn storage(platform: *mut Platform) -> StorageFunctions {
    StorageFunctions {
        read: Some(read_slot),
        write: Some(write_slot),
        erase: Some(erase_slot),
        context: platform.cast(),
    }
}

/// A random function with its context.
pub fn random(platform: *mut Platform) -> (RandomFunction, *mut c_void) {
    (Some(fill), platform.cast())
}

/// An engine. It permutes nothing that AES would: what it computes is not looked at.
pub fn engine(platform: *mut Platform) -> AesEngine {
    AesEngine { encrypt: Some(encrypt), context: platform.cast() }
}

/// The platform, unless its next call is to fail.
fn working<'a>(context: *mut c_void) -> Option<&'a mut Platform> {
    // SAFETY: the functions above pass the platform, which nothing else uses during a call.
    let platform = unsafe { &mut *context.cast::<Platform>() };
    platform.calls_left = platform.calls_left.checked_sub(1)?;
    Some(platform)
}

/// A slot, unless it is one that is not there: then the call fails.
fn slot<'a>(context: *mut c_void, slot: u16, length: usize) -> Option<&'a mut [u8]> {
    assert!(length <= SLOT);
    working(context)?.slots.get_mut(usize::from(slot))?.get_mut(..length)
}

unsafe extern "C" fn read_slot(context: *mut c_void, number: u16, data: *mut u8, length: usize) -> Status {
    let Some(slot) = slot(context, number, length) else { return Status::BAD_STATE };
    // SAFETY: the library lends `length` bytes of its own.
    unsafe { data.copy_from_nonoverlapping(slot.as_ptr(), length) };
    Status::OK
}

unsafe extern "C" fn write_slot(context: *mut c_void, number: u16, data: *const u8, length: usize) -> Status {
    let Some(slot) = slot(context, number, length) else {
        tear(context, number, data, length);
        return Status::BAD_STATE;
    };
    // SAFETY: as above.
    unsafe { slot.as_mut_ptr().copy_from_nonoverlapping(data, length) };
    Status::OK
}

/// The write at which the power goes leaves half of what it was to write, and garbage.
fn tear(context: *mut c_void, number: u16, data: *const u8, length: usize) {
    // SAFETY: as in `working`.
    let platform = unsafe { &mut *context.cast::<Platform>() };
    if let Some(slot) = platform.slots.get_mut(usize::from(number)).filter(|_| !platform.is_off) {
        // SAFETY: `length` bytes are there to be read.
        unsafe { slot.as_mut_ptr().copy_from_nonoverlapping(data, length / 2) };
        slot[length / 2..length].fill(0x5A);
    }
    platform.is_off = true;
}

unsafe extern "C" fn erase_slot(context: *mut c_void, number: u16) -> Status {
    let Some(slot) = slot(context, number, SLOT) else { return Status::BAD_STATE };
    slot.fill(0xFF);
    Status::OK
}

unsafe extern "C" fn fill(context: *mut c_void, output: *mut u8, length: usize) -> Status {
    let Some(platform) = working(context) else { return Status::RANDOM_FAILED };
    for offset in 0..length {
        platform.drawn = platform.drawn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let byte = if platform.pattern == 0 { (platform.drawn >> 24) as u8 } else { platform.pattern - 1 };
        // SAFETY: the library lends `length` bytes of its own.
        unsafe { output.add(offset).write(byte) };
    }
    Status::OK
}

unsafe extern "C" fn encrypt(context: *mut c_void, input: *const u8, output: *mut u8) -> Status {
    if working(context).is_none() {
        return Status::ENGINE_FAILED;
    }
    for offset in 0..16 {
        // SAFETY: 16 bytes each, and may be the same.
        unsafe { output.add(offset).write(input.add(offset).read().rotate_left(3) ^ 0x5A) };
    }
    Status::OK
}
