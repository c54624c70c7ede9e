/* Self-tests of P-256. */
#include "p256_fixture.h"
#include "selftest_rows.h"

static const struct parameter pair_parameters[] = {
    CONTEXT("test", amisec_selftest_t),
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
};

static void prepare_pair(const struct argument *with)
{
    prepare_test(with);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[1].pointer, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[2].pointer, public_raw));
}

static amisec_status_t call_pair(const struct argument *with)
{
    return amisec_selftest_p256_pair(with[0].pointer, with[1].pointer, with[2].pointer);
}

ROW(amisec_selftest_p256_pair, pair_parameters, .call = call_pair, .prepare = prepare_pair)

TESTED(p256_sign)
TESTED(p256_verify)
TESTED(p256_ecdh)

TEST(all_answers_are_known)
{
    amisec_selftest_t test = AMISEC_SELFTEST_INIT;

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_selftest_result(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(&test));
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
    "self-tests of P-256",
    CASE(all_answers_are_known),
    CASE(a_failure_is_not_forgotten),
    CASE(amisec_selftest_p256_sign_refusals),
    CASE(amisec_selftest_p256_verify_refusals),
    CASE(amisec_selftest_p256_ecdh_refusals),
    CASE(amisec_selftest_p256_pair_refusals))
