//! Challenge and response with HMAC-SHA-256.

use super::arguments::{
    IS_VALID, MEMORY, NUMBER, RANDOM_FUNCTION, RECORD_NUMBER, at, fixed, flag, number, object, shape, sized,
    structure,
};
use super::call::{Given, run};
use super::object::{Laid, Object, object};
use super::random::{RandomFunction, amisec_random_fn};
use super::stack::COMPOSED_HMAC;
use super::storage::StorageFunctions;
use crate::copy::copy;
use crate::services::challenge::{self, ANSWER_LENGTH, CHALLENGE_LENGTH, Challenge, IDENTITY_LENGTH};
use crate::status::Status;
use core::ffi::c_void;

/// A challenge that was sent and is good for one answer. Set it up with amisec_challenge_start.
#[repr(C)]
pub struct ChallengeObject {
    opaque: [u32; 5],
}
object!(ChallengeObject, Challenge, 0x4348_414C);

/// Makes the record that counts failed attempts: once for each key, when the key is made.
///
/// @param storage  the memory
/// @param record   the number of the record, 0 to 32767, which nothing else uses; 4 bytes long
/// @param limit    how many attempts may fail one after the other, above 0
/// @retval AMISEC_OK              the record is there
/// @retval AMISEC_STORAGE_FAILED  storage failed
/// @retval AMISEC_BAD_ARGUMENT    storage or a function is NULL, the number of the record is too large, or
///                                limit is 0
/// @retval AMISEC_BAD_ALIGNMENT   storage is not aligned for its type
/// @retval AMISEC_BAD_STATE       the record is there already
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_challenge_create(
    storage: *const StorageFunctions, record: u16, limit: u16,
) -> Status {
    let mut words = [at(storage), number(record.into()), number(limit.into()), flag(limit != 0)];
    let create = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        // SAFETY: as above.
        challenge::create(memory, record, unsafe { given.half(2) })
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER, NUMBER, IS_VALID]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, create) }
}

/// Forgets failed attempts: only upon a command that is authentic in another way.
///
/// @param storage  the memory
/// @param record   the number of the record
/// @retval AMISEC_OK                 no attempt counts any more
/// @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       storage or a function is NULL, or the number of the record is too
///                                   large
/// @retval AMISEC_BAD_ALIGNMENT      storage is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_challenge_reset(storage: *const StorageFunctions, record: u16) -> Status {
    let reset = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(0) };
        // SAFETY: as above.
        let record = unsafe { given.half(1) };
        challenge::reset(memory, record)
    };
    shape!(SHAPE, 0, [], [MEMORY, RECORD_NUMBER]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut [at(storage), number(record.into())], SHAPE, reset) }
}

/// Draws a challenge for the other side: send `bytes`, and check the answer with
/// amisec_challenge_check.
///
/// @param challenge  is set up, whatever it held
/// @param random     gives random bytes
/// @param context    is passed to random; anything, NULL included
/// @param bytes      receives the 16 bytes to send; apart from challenge. Zeroed unless the status is
///                   AMISEC_OK
/// @retval AMISEC_OK             the challenge is ready
/// @retval AMISEC_RANDOM_FAILED  random failed, or gave what no random function gives; challenge is zeroed
/// @retval AMISEC_BAD_ARGUMENT   a pointer or random is NULL
/// @retval AMISEC_BAD_ALIGNMENT  challenge is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP    challenge and bytes share memory
///
/// cbindgen:ptrs-as-arrays=[[bytes; 16]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_challenge_start(
    challenge: *mut ChallengeObject, random: amisec_random_fn, context: *mut c_void, bytes: *mut u8,
) -> Status {
    let random = RandomFunction { function: random, context };
    let mut words = [at(challenge), at(bytes), at(&raw const random)];
    let start = |given: Given| {
        // SAFETY: see the shape.
        let object = unsafe { given.new_structure::<Laid<Challenge>>(0) };
        // SAFETY: as above.
        let drawn = unsafe { given.zeroed_array(1) };
        // SAFETY: as above.
        challenge::draw(unsafe { given.random(2) }, drawn)?;
        copy(&mut object.content, drawn);
        object.state = ChallengeObject::STATE;
        Ok(())
    };
    shape!(SHAPE, 0, [structure::<ChallengeObject>(), fixed(CHALLENGE_LENGTH)], [RANDOM_FUNCTION]);
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, start) }
}

/// Answers the other side's challenge: HMAC-SHA-256 over one's own identity and the challenge.
///
/// @param key         the key that both sides have, used for nothing else
/// @param key_length  its length in bytes; 32 are best
/// @param identity    the 8 bytes of one's own identity, which the other side's differs from
/// @param challenge   the 16 bytes that came
/// @param answer      receives the 32 bytes to send; apart from everything else
/// @retval AMISEC_OK            the answer is written
/// @retval AMISEC_BAD_ARGUMENT  a pointer is NULL, or key_length is too large
/// @retval AMISEC_BAD_LENGTH    key_length is below 16
/// @retval AMISEC_BAD_OVERLAP   answer shares memory with anything else
///
/// cbindgen:ptrs-as-arrays=[[identity; 8], [challenge; 16], [answer; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_challenge_answer(
    key: *const u8, key_length: usize, identity: *const u8, challenge: *const u8, answer: *mut u8,
) -> Status {
    let mut words = [at(answer), at(key), number(key_length), at(identity), at(challenge)];
    let answer = |given: Given| {
        // SAFETY: see the shape.
        let key = unsafe { given.bytes(1) };
        // SAFETY: as above.
        let identity = unsafe { given.array(3) };
        // SAFETY: as above.
        let challenge = unsafe { given.array(4) };
        // SAFETY: as above.
        challenge::answer(key, identity, challenge, unsafe { given.zeroed_array(0) });
        Ok(())
    };
    shape!(
        SHAPE,
        COMPOSED_HMAC,
        [fixed(ANSWER_LENGTH)],
        [sized(LEAST_KEY_LENGTH), fixed(IDENTITY_LENGTH), fixed(CHALLENGE_LENGTH)]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, answer) }
}

/// Checks the other side's answer, in constant time. The challenge is used up, whatever came.
///
/// The attempt is stored before the answer is looked at, and forgotten when it was right: neither a
/// restart nor a power cut gives more attempts than the limit.
///
/// @param challenge   the challenge that was sent; wiped
/// @param storage     the memory
/// @param record      the number of the record made by amisec_challenge_create
/// @param key         the key that both sides have
/// @param key_length  its length in bytes
/// @param identity    the 8 bytes of the other side's identity
/// @param answer      the 32 bytes that came; apart from challenge, as is everything else
/// @retval AMISEC_OK                 the other side has the key
/// @retval AMISEC_NOT_AUTHENTIC      it has not: the attempt counts
/// @retval AMISEC_TOO_MANY_ATTEMPTS  as many as may have failed; see amisec_challenge_reset
/// @retval AMISEC_STORAGE_FAILED     there is no such record, it is damaged, or storage failed: the other
///                                   side must not be believed
/// @retval AMISEC_COUNTER_EXHAUSTED  the record was stored 4294967294 times
/// @retval AMISEC_BAD_ARGUMENT       a pointer or a function is NULL, a length or the number of the record
///                                   is too large
/// @retval AMISEC_BAD_ALIGNMENT      challenge or storage is not aligned for its type
/// @retval AMISEC_BAD_LENGTH         key_length is below 16
/// @retval AMISEC_BAD_OVERLAP        challenge shares memory with anything else
/// @retval AMISEC_BAD_STATE          challenge was not set up, or was answered
///
/// cbindgen:ptrs-as-arrays=[[identity; 8], [answer; 32]]
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_challenge_check(
    challenge: *mut ChallengeObject, storage: *const StorageFunctions, record: u16, key: *const u8,
    key_length: usize, identity: *const u8, answer: *const u8,
) -> Status {
    let mut words = [
        at(challenge),
        at(storage),
        number(record.into()),
        at(key),
        number(key_length),
        at(identity),
        at(answer),
    ];
    let check = |given: Given| {
        // SAFETY: see the shape.
        let memory = unsafe { given.storage(1) };
        // SAFETY: as above.
        let record = unsafe { given.half(2) };
        // SAFETY: as above.
        let key = unsafe { given.bytes(3) };
        // SAFETY: as above.
        let identity = unsafe { given.array(5) };
        // SAFETY: as above.
        let answer = unsafe { given.array(6) };
        // SAFETY: as above; nothing writes to it meanwhile.
        let asked = unsafe { given.content::<ChallengeObject>(0) };
        let verdict = challenge::check(memory, record, key, identity, asked, answer);
        // SAFETY: as above; the content is no longer in use.
        unsafe { given.wipe::<ChallengeObject>(0) };
        verdict
    };
    shape!(
        SHAPE,
        COMPOSED_HMAC,
        [object::<ChallengeObject>()],
        [MEMORY, RECORD_NUMBER, sized(LEAST_KEY_LENGTH), fixed(IDENTITY_LENGTH), fixed(ANSWER_LENGTH)]
    );
    // SAFETY: what this function asks of its caller.
    unsafe { run(&mut words, SHAPE, check) }
}

/// Shorter ones can be searched for.
/// 128 bits.
const LEAST_KEY_LENGTH: usize = 16;
