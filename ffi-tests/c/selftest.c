/* Self-tests with known answers. That a damaged constant is noticed is the business of ffi-tests/self-test. */
#include "p256_fixture.h"
#include "refusals.h"

static const struct parameter test_parameters[] = { CONTEXT("test", amisec_selftest_t) };
static const struct parameter new_test_parameters[] = { NEW_OBJECT("test", amisec_selftest_t) };
static const struct parameter result_parameters[] = { OBJECT("test", amisec_selftest_t) };
static const struct parameter pair_parameters[] = {
    CONTEXT("test", amisec_selftest_t),
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
};

static void prepare_test(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(with[0].pointer));
}

static void prepare_pair(const struct argument *with)
{
    prepare_test(with);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[1].pointer, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[2].pointer, public_raw));
}

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_selftest_init(with[0].pointer);
}

static amisec_status_t call_result(const struct argument *with)
{
    return amisec_selftest_result(with[0].pointer);
}

static amisec_status_t call_pair(const struct argument *with)
{
    return amisec_selftest_p256_pair(with[0].pointer, with[1].pointer, with[2].pointer);
}

ROW(amisec_selftest_init, new_test_parameters, .call = call_init)
ROW(amisec_selftest_result, result_parameters, .call = call_result, .prepare = prepare_test)
ROW(amisec_selftest_p256_pair, pair_parameters, .call = call_pair, .prepare = prepare_pair)

#define TESTED(name)                                                                           \
    static amisec_status_t call_##name(const struct argument *with)                            \
    {                                                                                          \
        return amisec_selftest_##name(with[0].pointer);                                        \
    }                                                                                          \
    ROW(amisec_selftest_##name, test_parameters, .call = call_##name, .prepare = prepare_test)

TESTED(sha256)
TESTED(sha384)
TESTED(sha512)
TESTED(hmac_sha256)
TESTED(hmac_sha384)
TESTED(hkdf)
TESTED(kdf)
TESTED(drbg)
TESTED(aes_encrypt)
TESTED(aes_decrypt)
TESTED(ccm)
TESTED(gcm)
TESTED(cmac)
TESTED(key_wrap)
TESTED(eax_prime)
TESTED(p256_sign)
TESTED(p256_verify)
TESTED(p256_ecdh)

TEST(all_answers_are_known)
{
    amisec_selftest_t test = AMISEC_SELFTEST_INIT;

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_selftest_result(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_sha256(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_sha384(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_sha512(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_hmac_sha256(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_hmac_sha384(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_hkdf(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_kdf(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_drbg(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_aes_encrypt(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_aes_decrypt(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_ccm(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_gcm(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_cmac(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_key_wrap(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_eax_prime(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_p256_sign(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_p256_verify(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_p256_ecdh(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_result(&test));
}

TEST(a_failure_is_not_forgotten)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_selftest_t test = AMISEC_SELFTEST_INIT;
    uint8_t other[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_p256_pair(&test, &private_key, &public_key));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(&test));

    memcpy(other, private_bytes, sizeof other);
    other[31] ^= 1U;
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, other));
    CHECK_STATUS(AMISEC_SELF_TEST_FAILED, amisec_selftest_p256_pair(&test, &private_key, &public_key));
    CHECK_STATUS(AMISEC_SELF_TEST_FAILED, amisec_selftest_result(&test));
    CHECK_STATUS(AMISEC_SELF_TEST_FAILED, amisec_selftest_sha256(&test));
    CHECK_STATUS(AMISEC_SELF_TEST_FAILED, amisec_selftest_init(&test));
    CHECK_STATUS(AMISEC_SELF_TEST_FAILED, amisec_selftest_result(&test));
}

TESTS(
    "self-tests",
    CASE(all_answers_are_known),
    CASE(a_failure_is_not_forgotten),
    CASE(amisec_selftest_init_refusals),
    CASE(amisec_selftest_result_refusals),
    CASE(amisec_selftest_sha256_refusals),
    CASE(amisec_selftest_sha384_refusals),
    CASE(amisec_selftest_sha512_refusals),
    CASE(amisec_selftest_hmac_sha256_refusals),
    CASE(amisec_selftest_hmac_sha384_refusals),
    CASE(amisec_selftest_hkdf_refusals),
    CASE(amisec_selftest_kdf_refusals),
    CASE(amisec_selftest_drbg_refusals),
    CASE(amisec_selftest_aes_encrypt_refusals),
    CASE(amisec_selftest_aes_decrypt_refusals),
    CASE(amisec_selftest_ccm_refusals),
    CASE(amisec_selftest_gcm_refusals),
    CASE(amisec_selftest_cmac_refusals),
    CASE(amisec_selftest_key_wrap_refusals),
    CASE(amisec_selftest_eax_prime_refusals),
    CASE(amisec_selftest_p256_sign_refusals),
    CASE(amisec_selftest_p256_verify_refusals),
    CASE(amisec_selftest_p256_ecdh_refusals),
    CASE(amisec_selftest_p256_pair_refusals))
