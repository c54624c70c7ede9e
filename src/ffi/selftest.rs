//! Self-tests with known answers (FIPS 140-3, 7.10).

use super::arguments::{at, check, object as object_kind, shape};
use super::boundary::status;
use super::memory::{content, content_mut};
use super::object::{Object, check_place, object, set_up};
use super::p256::{P256PrivateKey, P256PublicKey};
use super::stack::{CHECKED_SIGNATURE, cleared};
use crate::services::self_test::{State, ciphers, hashes, p256};
use crate::status::Status;

/// What has become of the self-tests. A test that failed is not forgotten: every call with the object answers
/// AMISEC_SELF_TEST_FAILED from then on, amisec_selftest_init included, until its memory is written over.
#[repr(C)]
pub struct SelfTest {
    opaque: [u32; 2],
}
object!(SelfTest, State, 0x5365_5402);

/// Sets the object up: no test has failed.
///
/// @param test  is set up, unless it holds that a test has failed
/// @retval AMISEC_OK                the object is ready
/// @retval AMISEC_SELF_TEST_FAILED  a test has failed with this object
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_init(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { init(test) })
}

/// Tells whether no self-test has failed.
///
/// @param test  is set up
/// @retval AMISEC_OK                no test has failed
/// @retval AMISEC_SELF_TEST_FAILED  one has
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_result(test: *const SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { result(test) })
}

/// Tests SHA-256 (FIPS 180-4) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_sha256(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::sha256) })
}

/// Tests SHA-384 (FIPS 180-4) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_sha384(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::sha384) })
}

/// Tests SHA-512 (FIPS 180-4) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_sha512(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::sha512) })
}

/// Tests HMAC-SHA-256 (FIPS 198-1) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_hmac_sha256(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::hmac_sha256) })
}

/// Tests HMAC-SHA-384 (FIPS 198-1) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_hmac_sha384(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::hmac_sha384) })
}

/// Tests HKDF with HMAC-SHA-256 (RFC 5869) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_hkdf(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::hkdf) })
}

/// Tests the one-step KDF with SHA-256 and the KDF in counter mode with HMAC-SHA-256 (SP 800-56C, SP 800-108) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_kdf(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::kdf) })
}

/// Tests HMAC_DRBG (SP 800-90A) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_drbg(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, hashes::drbg) })
}

/// Tests encryption with AES-128 and AES-256 (FIPS 197) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_aes_encrypt(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::aes_encrypt) })
}

/// Tests decryption with AES-128 (FIPS 197) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_aes_decrypt(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::aes_decrypt) })
}

/// Tests AES-CCM, both ways, and that a wrong tag is refused (SP 800-38C) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_ccm(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::ccm) })
}

/// Tests AES-GCM, both ways, and that a wrong tag is refused (SP 800-38D) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_gcm(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::gcm) })
}

/// Tests AES-CMAC (SP 800-38B) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_cmac(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::cmac) })
}

/// Tests AES key wrap, both ways (RFC 3394) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_key_wrap(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::key_wrap) })
}

/// Tests EAX', both ways (ANSI C12.22) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_eax_prime(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, ciphers::eax_prime) })
}

/// Tests signing with ECDSA on P-256 (FIPS 186-5, RFC 6979) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_p256_sign(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, p256::sign) })
}

/// Tests verification with ECDSA on P-256 (FIPS 186-5) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_p256_verify(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, p256::verify) })
}

/// Tests key agreement on P-256 (SP 800-56A) with known answers.
///
/// @param test  is set up
/// @retval AMISEC_OK                the answers are right, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      test is NULL
/// @retval AMISEC_BAD_ALIGNMENT     test is not aligned for its type
/// @retval AMISEC_BAD_STATE         test was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_p256_ecdh(test: *mut SelfTest) -> Status {
    // SAFETY: what this function asks of its caller.
    status(unsafe { run(test, p256::agree) })
}

/// Checks that a private and a public key are a pair (FIPS 140-3, pairwise consistency): signs with the one, verifies
/// with the other, and remembers a failure as a failed self-test. Call it once for each key that was generated; it
/// takes as long as a signature and a verification.
///
/// @param test         is set up
/// @param private_key  a private key that is set up
/// @param public_key   its public key, set up
/// @retval AMISEC_OK                they are a pair, and no test has failed before
/// @retval AMISEC_SELF_TEST_FAILED  they are not, or a test has failed before
/// @retval AMISEC_BAD_ARGUMENT      a pointer is NULL
/// @retval AMISEC_BAD_ALIGNMENT     an object is not aligned for its type
/// @retval AMISEC_BAD_OVERLAP       test shares memory with a key
/// @retval AMISEC_BAD_STATE         an object was not set up
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn amisec_selftest_p256_pair(
    test: *mut SelfTest, private_key: *const P256PrivateKey, public_key: *const P256PublicKey,
) -> Status {
    // SAFETY: what this function asks of its caller.
    cleared::<CHECKED_SIGNATURE>(unsafe { pair(test, private_key, public_key) })
}

/// # Safety
/// The contract of `amisec_selftest_init`.
unsafe fn init(test: *mut SelfTest) -> Result<(), Status> {
    check_place(test)?;
    // SAFETY: aligned and not NULL; any words are an object.
    let [state, word] = unsafe { (*test).opaque };
    if state == SelfTest::STATE && word == State::FAILED.word() {
        return Err(Status::SELF_TEST_FAILED);
    }
    // SAFETY: checked above.
    unsafe { set_up(test, State::SOUND) };
    Ok(())
}

shape!(TEST, 0, [], [object_kind::<SelfTest>()]);

/// # Safety
/// The contract of `amisec_selftest_result`.
unsafe fn result(test: *const SelfTest) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(test)], TEST)? };
    // SAFETY: checked above.
    unsafe { content(test) }.result()
}

/// # Safety
/// The contract of the functions that run a test.
#[inline(never)]
unsafe fn run(test: *mut SelfTest, known_answers: fn() -> Result<(), Status>) -> Result<(), Status> {
    // SAFETY: passed on.
    unsafe { check(&[at(test)], TEST)? };
    // SAFETY: checked above; the caller lends us the object for this call.
    unsafe { content_mut(test) }.run(known_answers)
}

/// # Safety
/// The contract of `amisec_selftest_p256_pair`.
#[inline(never)]
unsafe fn pair(
    test: *mut SelfTest, private_key: *const P256PrivateKey, public_key: *const P256PublicKey,
) -> Result<(), Status> {
    shape!(
        SHAPE,
        0,
        [object_kind::<SelfTest>()],
        [object_kind::<P256PrivateKey>(), object_kind::<P256PublicKey>()]
    );
    // SAFETY: passed on.
    unsafe { check(&[at(test), at(private_key), at(public_key)], SHAPE)? };
    // SAFETY: checked above; nothing writes to the keys.
    let (private, public) = (unsafe { content(private_key) }, unsafe { content(public_key) });
    // SAFETY: checked above; the caller lends us the object for this call.
    unsafe { content_mut(test) }.run(|| p256::pair(private, public))
}
