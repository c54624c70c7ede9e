//! P-256 keys that are made on the device and never leave it.

use super::arguments::{
    IS_VALID, MEMORY, NUMBER, RANDOM_FUNCTION, RECORD_NUMBER, at, fixed, flag, number, shape,
};
use super::call::{Given, run};
use super::random::{RandomFunction, amisec_random_fn};
use super::stack::{KEY_PAIR, KEY_SIGNATURE};
use super::storage::StorageFunctions;
use crate::primitives::p256::{PUBLIC_LENGTH, SIGNATURE_LENGTH};
use crate::primitives::sha256::DIGEST_LENGTH;
use crate::services::key_pair;
use crate::status::Status;
use core::ffi::c_void;

/// Makes a P-256 key pair in a slot of its own, and gives the public key for registration. In a slot
/// that is not there yet it is the current key; else it is staged, and the current one signs until the
/// new one is registered and confirmed (amisec_key_confirm, with a length of 32).
///
/// There is no function that gives the private key away.
///
/// @param storage     the memory; in protected memory where there is any
/// @param record      the number of the record, 0 to 32767, which nothing else uses; 73 bytes
/// @param epoch       the key's epoch, above 0 and above all that came before
/// @param random      gives random bytes
/// @param context     is passed to random; anything, NULL included
/// @param public_key  receives the 64 bytes x || y; apart from storage. Zeroed unless the status is
///                    AMISEC_OK
/// @retval AMISEC_OK                 the key is stored and public_key written
/// @retval AMISEC_RANDOM_FAILED      random failed, or gave what no random function gives
/// @retval AMISEC_ROLLED_BACK        the epoch is not above all that came before
/// @retval AMISEC_WRONG_TARGET       the slot is of another kind
/// @retval AMISEC_STORAGE_FAILED     the slot is damaged, or storage failed: it is as it was, or the key
///                                   is there (amisec_key_epochs, amisec_key_public)
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, the number of the record is too
///                                   large, or epoch is 0
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP        public_key shares memory with storage
///
/// cbindgen:ptrs-as-arrays=[[public_key; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_generate(
    storage: *const StorageFunctions, record: u16, epoch: u32, random: amisec_random_fn,
    context: *mut c_void, public_key: *mut u8,
) -> Status {
    let random = RandomFunction { function: random, context };
    let mut words = [
        at(public_key),
        at(storage),
        number(record.into()),
        at(&raw const epoch),
        flag(epoch != 0),
        at(&raw const random),
    ];
    let generate = |given: Given| {
        // SAFETY: see the shape.
        let public = unsafe { given.zeroed_array(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        // SAFETY: as above.
        let epoch = unsafe { given.long(3) };
        // SAFETY: as above.
        let random = unsafe { given.random(5) };
        key_pair::generate(memory, record, epoch, random, public)
    };
    shape!(
        SHAPE,
        KEY_PAIR,
        [fixed(PUBLIC_LENGTH)],
        [MEMORY, RECORD_NUMBER, NUMBER, IS_VALID, RANDOM_FUNCTION]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, generate) }
}

/// Gives the public key of a key pair in a slot, for registration once more.
///
/// @param storage     the memory
/// @param record      the number of the slot's record
/// @param epoch       the key's epoch; see amisec_key_epochs
/// @param public_key  receives the 64 bytes x || y; apart from storage. Zeroed unless the status is
///                    AMISEC_OK
/// @retval AMISEC_OK              public_key is written
/// @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
/// @retval AMISEC_WRONG_TARGET    the slot is of another kind
/// @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
/// @retval AMISEC_BAD_KEY         the slot does not hold a private key
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     public_key shares memory with storage
///
/// cbindgen:ptrs-as-arrays=[[public_key; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_public(
    storage: *const StorageFunctions, record: u16, epoch: u32, public_key: *mut u8,
) -> Status {
    let mut words = [at(public_key), at(storage), number(record.into()), at(&raw const epoch)];
    let derive = |given: Given| {
        // SAFETY: see the shape.
        let public = unsafe { given.zeroed_array(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        // SAFETY: as above.
        key_pair::public_key(memory, record, unsafe { given.long(3) }, public)
    };
    shape!(SHAPE, KEY_PAIR, [fixed(PUBLIC_LENGTH)], [MEMORY, RECORD_NUMBER, NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, derive) }
}

/// Signs a digest with a key of a slot (ECDSA P-256): hedged with random bytes, and verified before it is
/// given out, so that a fault on the way gives nothing away.
///
/// @param storage    the memory
/// @param record     the number of the slot's record
/// @param epoch      the key's epoch; see amisec_key_epochs
/// @param digest     the 32 bytes to sign: a SHA-256
/// @param random     gives random bytes
/// @param context    is passed to random; anything, NULL included
/// @param signature  receives the 64 bytes r || s; apart from digest and storage. Zeroed unless the status
///                   is AMISEC_OK
/// @retval AMISEC_OK              the signature is written
/// @retval AMISEC_RANDOM_FAILED   random failed, or gave what no random function gives
/// @retval AMISEC_UNKNOWN_KEY     there is no key of this epoch
/// @retval AMISEC_WRONG_TARGET    the slot is of another kind
/// @retval AMISEC_NOT_AUTHENTIC   the signature was disturbed while it was made
/// @retval AMISEC_STORAGE_FAILED  there is no such slot, it is damaged, or storage failed
/// @retval AMISEC_BAD_KEY         the slot does not hold a private key
/// @retval AMISEC_BAD_ARGUMENT    a pointer or a function is NULL, or the number of the record is too large
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP     signature shares memory with digest or storage
///
/// cbindgen:ptrs-as-arrays=[[digest; 32], [signature; 64]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_key_sign(
    storage: *const StorageFunctions, record: u16, epoch: u32, digest: *const u8, random: amisec_random_fn,
    context: *mut c_void, signature: *mut u8,
) -> Status {
    let random = RandomFunction { function: random, context };
    let mut words = [
        at(signature),
        at(storage),
        number(record.into()),
        at(&raw const epoch),
        at(digest),
        at(&raw const random),
    ];
    let sign = |given: Given| {
        // SAFETY: see the shape.
        let signature = unsafe { given.zeroed_array(0) };
        // SAFETY: as above.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        // SAFETY: as above.
        let epoch = unsafe { given.long(3) };
        // SAFETY: as above.
        let digest = unsafe { given.array(4) };
        // SAFETY: as above.
        key_pair::sign(memory, record, epoch, digest, unsafe { given.random(5) }, signature)
    };
    shape!(
        SHAPE,
        KEY_SIGNATURE,
        [fixed(SIGNATURE_LENGTH)],
        [MEMORY, RECORD_NUMBER, NUMBER, fixed(DIGEST_LENGTH), RANDOM_FUNCTION]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, sign) }
}
