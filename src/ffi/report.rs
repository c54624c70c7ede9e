//! Reports: readings and events under the meter's own key.

use super::aes::Aes128Key;
use super::arguments::{
    LENGTHS_FIT, MEMORY, NUMBER, at, fixed, flag, number, object, shape, sized, structure,
};
use super::call::{Given, run};
use super::object::object;
use super::stack::COMPOSED;
use super::storage::StorageFunctions;
use super::storage_counters::TransmitCounterObject;
use crate::primitives::aes::Aes;
use crate::services::report::{self, IDENTITY_LENGTH, OVERHEAD, ReplayWindow, check_length};
use crate::status::Status;

/// Which reports of a meter came: the highest number and the 63 below it. Set it up with
/// amisec_replay_window_init; to keep it over a restart, store its bytes.
#[repr(C)]
pub struct ReplayWindowObject {
    opaque: [u32; 4],
}
object!(ReplayWindowObject, ReplayWindow, 0x5257_4E44);

/// Sets a replay window up: one for each meter.
///
/// @param window  is set up, whatever it held
/// @param last    reports above this number will be opened; 0 where the meter's counter starts at 1
/// @retval AMISEC_OK             the window is ready
/// @retval AMISEC_BAD_ARGUMENT   window is NULL
/// @retval AMISEC_BAD_ALIGNMENT  window is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_replay_window_init(window: *mut ReplayWindowObject, last: u32) -> Status {
    let init = |given: Given| {
        // SAFETY: see the shape.
        let last = unsafe { given.long(1) };
        // SAFETY: as above.
        unsafe { given.set_up::<ReplayWindowObject>(0, ReplayWindow::starting_behind(last)) };
        Ok(())
    };
    shape!(SHAPE, 0, [structure::<ReplayWindowObject>()], [NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(window), at(&raw const last)], SHAPE, init) }
}

/// Seals a reading or an event into a report, 12 bytes longer: number, AES-128-CCM, tag of 8 bytes.
///
/// The number is reserved in the memory before it is used, so that no nonce repeats; nonce: identity,
/// number, 01 (13 bytes). The key is the meter's own, and used for nothing else with such nonces.
///
/// @param key             the meter's own key, set up
/// @param identity        8 bytes that no other user of the key has: serial number or system title
/// @param counter         the transmit counter of this key, set up
/// @param storage         the memory with which it was started
/// @param payload         the reading or event
/// @param payload_length  its length in bytes, 0 to 65535
/// @param report          receives `payload_length` + 12 bytes; apart from everything else. Zeroed if
///                        there is no number for it
/// @retval AMISEC_OK                 the report is written
/// @retval AMISEC_COUNTER_EXHAUSTED  no number is left: the key must be replaced
/// @retval AMISEC_STORAGE_FAILED     the counter could not be stored
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, or a length is too large
/// @retval AMISEC_BAD_ALIGNMENT      an object or the structure is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         payload_length is above 65535
/// @retval AMISEC_BAD_OVERLAP        report or counter shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or counter was not set up
///
/// cbindgen:ptrs-as-arrays=[[identity; 8]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_report_seal(
    key: *const Aes128Key, identity: *const u8, counter: *mut TransmitCounterObject,
    storage: *const StorageFunctions, payload: *const u8, payload_length: usize, report: *mut u8,
) -> Status {
    let mut words = [
        at(report),
        number(payload_length.saturating_add(OVERHEAD)),
        at(counter),
        at(key),
        at(identity),
        at(storage),
        at(payload),
        number(payload_length),
        flag(check_length(payload_length).is_ok()),
    ];
    let seal = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
        // SAFETY: as above; the caller lends us the counter for this call.
        let counter = unsafe { given.content_mut::<TransmitCounterObject>(2) };
        // SAFETY: as above.
        let identity = unsafe { given.array(4) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(5) };
        // SAFETY: as above.
        let payload = unsafe { given.bytes(6) };
        // SAFETY: as above.
        report::seal(&cipher, identity, counter, memory, payload, unsafe { given.zeroed(0) })
    };
    shape!(
        SHAPE,
        COMPOSED,
        [sized(0), object::<TransmitCounterObject>()],
        [object::<Aes128Key>(), fixed(IDENTITY_LENGTH), MEMORY, sized(0), LENGTHS_FIT]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, seal) }
}

/// Opens a report, if it is authentic and did not come before.
///
/// Reports may come late, twice, and in another order: each of the last 64 numbers is opened once; what is
/// older is refused.
///
/// @param key            the meter's key, set up
/// @param identity       the 8 bytes of the meter's identity
/// @param window         the replay window of this meter, set up
/// @param report         the report
/// @param report_length  its length in bytes, 12 to 65547
/// @param payload        receives `report_length` - 12 bytes; apart from everything else. Zeroed unless
///                       the status is AMISEC_OK
/// @retval AMISEC_OK                 the report is authentic, new, and its payload written
/// @retval AMISEC_NOT_AUTHENTIC      key, identity and report do not belong together
/// @retval AMISEC_REPLAYED           it came before, or is too old to tell
/// @retval AMISEC_COUNTER_EXHAUSTED  its number is the highest, which is never used
/// @retval AMISEC_BAD_ARGUMENT       a pointer is NULL, or report_length is too large
/// @retval AMISEC_BAD_ALIGNMENT      an object is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         report_length is below 12 or above 65547
/// @retval AMISEC_BAD_OVERLAP        payload or window shares memory with anything else
/// @retval AMISEC_BAD_STATE          key or window was not set up
///
/// cbindgen:ptrs-as-arrays=[[identity; 8]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_report_open(
    key: *const Aes128Key, identity: *const u8, window: *mut ReplayWindowObject, report: *const u8,
    report_length: usize, payload: *mut u8,
) -> Status {
    let payload_length = report_length.saturating_sub(OVERHEAD);
    let mut words = [
        at(payload),
        number(payload_length),
        at(window),
        at(key),
        at(identity),
        at(report),
        number(report_length),
        flag(report_length >= OVERHEAD && check_length(payload_length).is_ok()),
    ];
    let open = |given: Given| {
        // SAFETY: see the shape; nothing writes to the key.
        let cipher = Aes::new(unsafe { given.content::<Aes128Key>(3) });
        // SAFETY: as above; the caller lends us the window for this call.
        let window = unsafe { given.content_mut::<ReplayWindowObject>(2) };
        // SAFETY: as above.
        let identity = unsafe { given.array(4) };
        // SAFETY: as above.
        let report = unsafe { given.bytes(5) };
        // SAFETY: as above.
        report::open(&cipher, identity, window, report, unsafe { given.zeroed(0) })
    };
    shape!(
        SHAPE,
        COMPOSED,
        [sized(0), object::<ReplayWindowObject>()],
        [object::<Aes128Key>(), fixed(IDENTITY_LENGTH), sized(0), LENGTHS_FIT]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, open) }
}
