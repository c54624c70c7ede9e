/* HKDF-SHA-256 (RFC 5869), with the test cases 1 to 3 of its appendix A. */
#include "refusals.h"

static const uint8_t key_one[32] = {
    0x07, 0x77, 0x09, 0x36, 0x2C, 0x2E, 0x32, 0xDF, 0x0D, 0xDC, 0x3F, 0x0D, 0xC4, 0x7B, 0xBA, 0x63,
    0x90, 0xB6, 0xC7, 0x3B, 0xB5, 0x0F, 0x9C, 0x31, 0x22, 0xEC, 0x84, 0x4A, 0xD7, 0xC2, 0xB3, 0xE5,
};
static const uint8_t output_one[42] = {
    0x3C, 0xB2, 0x5F, 0x25, 0xFA, 0xAC, 0xD5, 0x7A, 0x90, 0x43, 0x4F, 0x64, 0xD0, 0x36, 0x2F, 0x2A,
    0x2D, 0x2D, 0x0A, 0x90, 0xCF, 0x1A, 0x5A, 0x4C, 0x5D, 0xB0, 0x2D, 0x56, 0xEC, 0xC4, 0xC5, 0xBF,
    0x34, 0x00, 0x72, 0x08, 0xD5, 0xB8, 0x87, 0x18, 0x58, 0x65,
};
static const uint8_t key_two[32] = {
    0x06, 0xA6, 0xB8, 0x8C, 0x58, 0x53, 0x36, 0x1A, 0x06, 0x10, 0x4C, 0x9C, 0xEB, 0x35, 0xB4, 0x5C,
    0xEF, 0x76, 0x00, 0x14, 0x90, 0x46, 0x71, 0x01, 0x4A, 0x19, 0x3F, 0x40, 0xC1, 0x5F, 0xC2, 0x44,
};
static const uint8_t output_two[82] = {
    0xB1, 0x1E, 0x39, 0x8D, 0xC8, 0x03, 0x27, 0xA1, 0xC8, 0xE7, 0xF7, 0x8C, 0x59, 0x6A, 0x49, 0x34,
    0x4F, 0x01, 0x2E, 0xDA, 0x2D, 0x4E, 0xFA, 0xD8, 0xA0, 0x50, 0xCC, 0x4C, 0x19, 0xAF, 0xA9, 0x7C,
    0x59, 0x04, 0x5A, 0x99, 0xCA, 0xC7, 0x82, 0x72, 0x71, 0xCB, 0x41, 0xC6, 0x5E, 0x59, 0x0E, 0x09,
    0xDA, 0x32, 0x75, 0x60, 0x0C, 0x2F, 0x09, 0xB8, 0x36, 0x77, 0x93, 0xA9, 0xAC, 0xA3, 0xDB, 0x71,
    0xCC, 0x30, 0xC5, 0x81, 0x79, 0xEC, 0x3E, 0x87, 0xC1, 0x4C, 0x01, 0xD5, 0xC1, 0xF3, 0x43, 0x4F,
    0x1D, 0x87,
};
static const uint8_t key_three[32] = {
    0x19, 0xEF, 0x24, 0xA3, 0x2C, 0x71, 0x7B, 0x16, 0x7F, 0x33, 0xA9, 0x1D, 0x6F, 0x64, 0x8B, 0xDF,
    0x96, 0x59, 0x67, 0x76, 0xAF, 0xDB, 0x63, 0x77, 0xAC, 0x43, 0x4C, 0x1C, 0x29, 0x3C, 0xCB, 0x04,
};
static const uint8_t output_three[42] = {
    0x8D, 0xA4, 0xE7, 0x75, 0xA5, 0x63, 0xC1, 0x8F, 0x71, 0x5F, 0x80, 0x2A, 0x06, 0x3C, 0x5A, 0x31,
    0xB8, 0xA1, 0x1F, 0x5C, 0x5E, 0xE1, 0x87, 0x9E, 0xC3, 0x45, 0x4E, 0x5F, 0x3C, 0x73, 0x8D, 0x2D,
    0x9D, 0x20, 0x13, 0x95, 0xFA, 0xA4, 0xB6, 0x1A, 0x96, 0xC8,
};

static void check_case(
    const uint8_t *salt, size_t salt_length, const uint8_t *secret, size_t secret_length, const uint8_t *info,
    size_t info_length, const uint8_t *key, const uint8_t *expected, size_t length)
{
    uint8_t extracted[32];
    uint8_t output[82];
    size_t i;

    CHECK_STATUS(AMISEC_OK,
        amisec_hkdf_sha256(salt, salt_length, secret, secret_length, info, info_length, output, length));
    CHECK_BYTES(expected, output, length);
    CHECK_STATUS(AMISEC_OK, amisec_hkdf_sha256_extract(salt, salt_length, secret, secret_length, extracted));
    CHECK_BYTES(key, extracted, sizeof extracted);
    /* A shorter output is the start of a longer one. */
    for (i = 1U; i <= length; i += CHECK_THOROUGH ? 1U : 31U) {
        memset(output, 0xEE, sizeof output);
        CHECK_STATUS(AMISEC_OK, amisec_hkdf_sha256_expand(extracted, 32U, info, info_length, output, i));
        CHECK_BYTES(expected, output, i);
        CHECK(i == sizeof output || output[i] == 0xEEU);
    }
}

TEST(derives_the_keys_of_rfc_5869)
{
    uint8_t bytes[240];
    uint8_t i;

    memset(bytes, 0x0B, 22U);
    for (i = 0U; i < 13U; i++) {
        bytes[22U + i] = i;
    }
    for (i = 0U; i < 10U; i++) {
        bytes[35U + i] = (uint8_t)(0xF0U + i);
    }
    check_case(&bytes[22], 13U, bytes, 22U, &bytes[35], 10U, key_one, output_one, sizeof output_one);
    check_case(NULL, 0U, bytes, 22U, NULL, 0U, key_three, output_three, sizeof output_three);
    for (i = 0U; i < 80U; i++) {
        bytes[i] = i;
        bytes[80U + i] = (uint8_t)(0x60U + i);
        bytes[160U + i] = (uint8_t)(0xB0U + i);
    }
    check_case(&bytes[80], 80U, bytes, 80U, &bytes[160], 80U, key_two, output_two, sizeof output_two);
}

#if CHECK_THOROUGH
TEST(gives_at_most_255_blocks)
{
    static uint8_t output[8161];

    CHECK_STATUS(AMISEC_OK, amisec_hkdf_sha256_expand(key_one, 32U, NULL, 0U, output, 8160U));
    CHECK(output[8160] == 0U);
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_hkdf_sha256_expand(key_one, 32U, NULL, 0U, output, 8161U));
}
#endif

/* ------------------------------------------------------------------------- refusals */

enum { SALT, SECRET, INFO, OUTPUT_ };
enum { EXTRACTED = 2 };
enum { KEY, KEY_INFO, KEY_OUTPUT };

static const struct parameter hkdf_parameters[] = {
    INPUT_OF_LENGTH("salt", 19U, AMISEC_OK),
    INPUT_OF_LENGTH("secret", 33U, AMISEC_OK),
    INPUT_OF_LENGTH("info", 11U, AMISEC_OK),
    OUTPUT_OF_LENGTH("output", 42U, AMISEC_BAD_LENGTH),
};
static const struct parameter extract_parameters[] = {
    INPUT_OF_LENGTH("salt", 19U, AMISEC_OK),
    INPUT_OF_LENGTH("secret", 33U, AMISEC_OK),
    OUTPUT("key", 32U, NEVER),
};
static const struct parameter expand_parameters[] = {
    INPUT_OF_LENGTH("key", 32U, AMISEC_BAD_LENGTH),
    INPUT_OF_LENGTH("info", 11U, AMISEC_OK),
    OUTPUT_OF_LENGTH("output", 42U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length hkdf_lengths[] = { { OUTPUT_, 8161U }, { OUTPUT_, 8192U } };
static const struct wrong_length expand_lengths[] = {
    { KEY_OUTPUT, 8161U }, { KEY, 1U }, { KEY, 16U }, { KEY, 31U },
};

static amisec_status_t call_hkdf(const struct argument *with)
{
    return amisec_hkdf_sha256(
        with[SALT].pointer, with[SALT].length, with[SECRET].pointer, with[SECRET].length, with[INFO].pointer,
        with[INFO].length, with[OUTPUT_].pointer, with[OUTPUT_].length);
}

static amisec_status_t call_extract(const struct argument *with)
{
    return amisec_hkdf_sha256_extract(
        with[SALT].pointer, with[SALT].length, with[SECRET].pointer, with[SECRET].length, with[EXTRACTED].pointer);
}

static amisec_status_t call_expand(const struct argument *with)
{
    return amisec_hkdf_sha256_expand(
        with[KEY].pointer, with[KEY].length, with[KEY_INFO].pointer, with[KEY_INFO].length,
        with[KEY_OUTPUT].pointer, with[KEY_OUTPUT].length);
}

ROW(amisec_hkdf_sha256, hkdf_parameters, .call = call_hkdf, WRONG_LENGTHS(hkdf_lengths))
ROW(amisec_hkdf_sha256_extract, extract_parameters, .call = call_extract)
ROW(amisec_hkdf_sha256_expand, expand_parameters, .call = call_expand, WRONG_LENGTHS(expand_lengths))

TESTS(
    "HKDF-SHA-256",
    CASE(derives_the_keys_of_rfc_5869),
    THOROUGH_CASE(gives_at_most_255_blocks)
    CASE(amisec_hkdf_sha256_refusals),
    CASE(amisec_hkdf_sha256_extract_refusals),
    CASE(amisec_hkdf_sha256_expand_refusals))
