/* Self-tests of AES and its modes. */
#include "selftest_rows.h"

TESTED(aes_encrypt)
TESTED(aes_decrypt)
TESTED(ccm)
TESTED(gcm)
TESTED(cmac)
TESTED(key_wrap)
TESTED(eax_prime)

TEST(all_answers_are_known)
{
    amisec_selftest_t test = AMISEC_SELFTEST_INIT;

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_selftest_result(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_init(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_aes_encrypt(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_aes_decrypt(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_ccm(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_gcm(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_cmac(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_key_wrap(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_eax_prime(&test));
    CHECK_STATUS(AMISEC_OK, amisec_selftest_result(&test));
}

TESTS(
    "self-tests of AES",
    CASE(all_answers_are_known),
    CASE(amisec_selftest_aes_encrypt_refusals),
    CASE(amisec_selftest_aes_decrypt_refusals),
    CASE(amisec_selftest_ccm_refusals),
    CASE(amisec_selftest_gcm_refusals),
    CASE(amisec_selftest_cmac_refusals),
    CASE(amisec_selftest_key_wrap_refusals),
    CASE(amisec_selftest_eax_prime_refusals))
