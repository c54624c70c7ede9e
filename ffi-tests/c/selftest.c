/* Self-tests with known answers: hashes and what is made of them. That a damaged constant is noticed is the business of
 * ffi-tests/self-test. */
#include "selftest_rows.h"

static const struct parameter new_test_parameters[] = { NEW_OBJECT("test", amisec_selftest_t) };
static const struct parameter result_parameters[] = { OBJECT("test", amisec_selftest_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_selftest_init(with[0].pointer);
}

static amisec_status_t call_result(const struct argument *with)
{
    return amisec_selftest_result(with[0].pointer);
}

ROW(amisec_selftest_init, new_test_parameters, .call = call_init)
ROW(amisec_selftest_result, result_parameters, .call = call_result, .prepare = prepare_test)

TESTED(sha256)
TESTED(sha384)
TESTED(sha512)
TESTED(hmac_sha256)
TESTED(hmac_sha384)
TESTED(hkdf)
TESTED(kdf)
TESTED(drbg)

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
    CHECK_STATUS(AMISEC_OK, amisec_selftest_result(&test));
}

TESTS(
    "self-tests",
    CASE(all_answers_are_known),
    CASE(amisec_selftest_init_refusals),
    CASE(amisec_selftest_result_refusals),
    CASE(amisec_selftest_sha256_refusals),
    CASE(amisec_selftest_sha384_refusals),
    CASE(amisec_selftest_sha512_refusals),
    CASE(amisec_selftest_hmac_sha256_refusals),
    CASE(amisec_selftest_hmac_sha384_refusals),
    CASE(amisec_selftest_hkdf_refusals),
    CASE(amisec_selftest_kdf_refusals),
    CASE(amisec_selftest_drbg_refusals))
