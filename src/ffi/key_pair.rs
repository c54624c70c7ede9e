//! P-256 keys that are made on the device and never leave it.

use super::arguments::{self, Argument};
use super::memory::{array, zeroed_array};
use super::random::{CallerRandom, amisec_random_fn};
use super::stack::{KEY_SIGNATURE, KEY_SLOT, secret};
use super::storage::{CallerStorage, StorageFunctions};
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
    secret::<KEY_SLOT>(|| {
        let mut random = CallerRandom::new(random, context)?;
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        let given = [Argument::output(public_key, PUBLIC_LENGTH), Argument::parameters(storage)];
        // SAFETY: as above.
        unsafe { arguments::check(1, &given)? };
        if epoch == 0 {
            return Err(Status::BAD_ARGUMENT);
        }
        // SAFETY: checked above, apart from the structure.
        let public = unsafe { zeroed_array(public_key) };
        key_pair::generate(&mut memory, record, epoch, &mut random, public)
    })
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
    secret::<KEY_SLOT>(|| {
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        let given = [Argument::output(public_key, PUBLIC_LENGTH), Argument::parameters(storage)];
        // SAFETY: as above.
        unsafe { arguments::check(1, &given)? };
        // SAFETY: checked above, apart from the structure.
        key_pair::public_key(&mut memory, record, epoch, unsafe { zeroed_array(public_key) })
    })
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
    secret::<KEY_SIGNATURE>(|| {
        let mut random = CallerRandom::new(random, context)?;
        // SAFETY: what this function asks of its caller.
        let (mut memory, _) = unsafe { CallerStorage::new(storage, record)? };
        let given = [
            Argument::output(signature, SIGNATURE_LENGTH),
            Argument::input(digest, DIGEST_LENGTH),
            Argument::parameters(storage),
        ];
        // SAFETY: as above.
        unsafe { arguments::check(1, &given)? };
        // SAFETY: checked above, apart from what is written.
        let digest = unsafe { array(digest) };
        // SAFETY: checked above, apart from the inputs.
        key_pair::sign(&mut memory, record, epoch, digest, &mut random, unsafe { zeroed_array(signature) })
    })
}
