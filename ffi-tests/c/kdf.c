/* Key derivation: SP 800-56C one-step, with the key agreement of DLMS/COSEM; SP 800-108 in counter mode, with
 * NIST's KBKDF vectors (RLEN = 32, CTRLOCATION = BEFORE_FIXED). */
#include "aes_sizes.h"
#include "refusals.h"

/* HMAC_SHA256, count 0. */
static const uint8_t key_hmac[32] = {
    0xDD, 0x1D, 0x91, 0xB7, 0xD9, 0x0B, 0x2B, 0xD3, 0x13, 0x85, 0x33, 0xCE, 0x92, 0xB2, 0x72, 0xFB,
    0xF8, 0xA3, 0x69, 0x31, 0x6A, 0xEF, 0xE2, 0x42, 0xE6, 0x59, 0xCC, 0x0A, 0xE2, 0x38, 0xAF, 0xE0,
};
static const uint8_t fixed_hmac[60] = {
    0x01, 0x32, 0x2B, 0x96, 0xB3, 0x0A, 0xCD, 0x19, 0x79, 0x79, 0x44, 0x4E, 0x46, 0x8E, 0x1C, 0x5C,
    0x68, 0x59, 0xBF, 0x1B, 0x1C, 0xF9, 0x51, 0xB7, 0xE7, 0x25, 0x30, 0x3E, 0x23, 0x7E, 0x46, 0xB8,
    0x64, 0xA1, 0x45, 0xFA, 0xB2, 0x5E, 0x51, 0x7B, 0x08, 0xF8, 0x68, 0x3D, 0x03, 0x15, 0xBB, 0x29,
    0x11, 0xD8, 0x0A, 0x0E, 0x8A, 0xBA, 0x17, 0xF3, 0xB4, 0x13, 0xFA, 0xAC,
};
static const uint8_t output_hmac[16] = {
    0x10, 0x62, 0x13, 0x42, 0xBF, 0xB0, 0xFD, 0x40, 0x04, 0x6C, 0x0E, 0x29, 0xF2, 0xCF, 0xDB, 0xF0,
};
/* CMAC_AES128, count 0. */
static const uint8_t key_128_kdf[16] = {
    0xC1, 0x0B, 0x15, 0x2E, 0x8C, 0x97, 0xB7, 0x7E, 0x18, 0x70, 0x4E, 0x0F, 0x0B, 0xD3, 0x83, 0x05,
};
static const uint8_t fixed_128[60] = {
    0x98, 0xCD, 0x4C, 0xBB, 0xBE, 0xBE, 0x15, 0xD1, 0x7D, 0xC8, 0x6E, 0x6D, 0xBA, 0xD8, 0x00, 0xA2,
    0xDC, 0xBD, 0x64, 0xF7, 0xC7, 0xAD, 0x0E, 0x78, 0xE9, 0xCF, 0x94, 0xFF, 0xDB, 0xA8, 0x9D, 0x03,
    0xE9, 0x7E, 0xAD, 0xF6, 0xC4, 0xF7, 0xB8, 0x06, 0xCA, 0xF5, 0x2A, 0xA3, 0x8F, 0x09, 0xD0, 0xEB,
    0x71, 0xD7, 0x1F, 0x49, 0x7B, 0xCC, 0x69, 0x06, 0xB4, 0x8D, 0x36, 0xC4,
};
static const uint8_t output_128[16] = {
    0x26, 0xFA, 0xF6, 0x19, 0x08, 0xAD, 0x9E, 0xE8, 0x81, 0xB8, 0x30, 0x5C, 0x22, 0x1D, 0xB5, 0x3F,
};
/* CMAC_AES192, count 0. */
static const uint8_t key_192_kdf[24] = {
    0xF4, 0x26, 0x72, 0x80, 0xCB, 0x86, 0x67, 0xC2, 0xCF, 0x82, 0xBB, 0x37, 0xF3, 0x89, 0xDA, 0x63,
    0x91, 0xF5, 0x8C, 0xC7, 0x4D, 0xEB, 0xA0, 0xCC,
};
static const uint8_t fixed_192[60] = {
    0x34, 0xAB, 0xBC, 0x9F, 0x7B, 0x12, 0x62, 0x23, 0x09, 0xA8, 0x27, 0xDE, 0x5A, 0xBF, 0xDD, 0x51,
    0xFB, 0x5B, 0xB8, 0x24, 0x83, 0x8F, 0xCD, 0xE8, 0x8C, 0xA7, 0xBC, 0x5F, 0x39, 0x53, 0xAB, 0xDC,
    0xB4, 0x45, 0x14, 0x7F, 0x13, 0xE8, 0x09, 0xE2, 0x94, 0xF7, 0x5E, 0x6D, 0x4E, 0x3F, 0x13, 0xB6,
    0x6E, 0x47, 0xF2, 0xDF, 0xC8, 0x81, 0xED, 0x39, 0x2E, 0x3A, 0x1B, 0xF6,
};
static const uint8_t output_192[16] = {
    0x2D, 0x1B, 0x4B, 0x56, 0x94, 0xB6, 0x74, 0x1B, 0x2E, 0xD9, 0xC0, 0x2C, 0x05, 0x47, 0x42, 0x25,
};
/* CMAC_AES256, count 0. */
static const uint8_t key_256_kdf[32] = {
    0xD0, 0xB1, 0xB3, 0xB7, 0x0B, 0x23, 0x93, 0xC4, 0x8C, 0xA0, 0x51, 0x59, 0xE7, 0xE2, 0x8C, 0xBE,
    0xAD, 0xEA, 0x93, 0xF2, 0x8A, 0x7C, 0xDA, 0xE9, 0x64, 0xE5, 0x13, 0x60, 0x70, 0xC4, 0x5D, 0x5C,
};
static const uint8_t fixed_256[60] = {
    0xDD, 0x2F, 0x15, 0x1A, 0x3F, 0x17, 0x34, 0x92, 0xA6, 0xFB, 0xBB, 0x60, 0x21, 0x89, 0xD5, 0x1D,
    0xDF, 0x8E, 0xF7, 0x9F, 0xC8, 0xE9, 0x6B, 0x8F, 0xCB, 0xE6, 0xDA, 0xBE, 0x73, 0xA3, 0x5B, 0x48,
    0x10, 0x4F, 0x9D, 0xFF, 0x2D, 0x63, 0xD4, 0x87, 0x86, 0xD2, 0xB3, 0xAF, 0x17, 0x70, 0x91, 0xD6,
    0x46, 0xA9, 0xEF, 0xAE, 0x00, 0x5B, 0xDF, 0xAC, 0xB6, 0x1A, 0x12, 0x14,
};
static const uint8_t output_256[16] = {
    0x8C, 0x44, 0x9F, 0xB4, 0x74, 0xD1, 0xC1, 0xD4, 0xD2, 0xA3, 0x38, 0x27, 0x10, 0x3B, 0x65, 0x6A,
};
/* Z counts from 20; AlgorithmID of AES-GCM-128 and two system titles. The outputs are OpenSSL's (SSKDF). */
static const uint8_t other_information[23] = {
    0x60, 0x85, 0x74, 0x05, 0x08, 0x03, 0x00, 0x48, 0x45, 0x53, 0x00, 0x00, 0x00, 0x00, 0x01, 0x4D,
    0x54, 0x52, 0x00, 0x00, 0x00, 0x00, 0x02,
};
static const uint8_t one_step[70] = {
    0xC1, 0x39, 0xED, 0x7C, 0x7F, 0xE4, 0x03, 0xF0, 0xED, 0x54, 0x09, 0xDE, 0x70, 0xB7, 0x6F, 0x09,
    0x51, 0x4B, 0x46, 0x11, 0x4E, 0x33, 0xC1, 0x72, 0x97, 0xE2, 0xC4, 0x75, 0x47, 0x04, 0x7F, 0x61,
    0x94, 0xC5, 0x0A, 0xCA, 0x34, 0xFF, 0x7F, 0x11, 0x7C, 0xA4, 0x2B, 0x3A, 0x66, 0xDD, 0xA8, 0x34,
    0xEA, 0xF9, 0xBF, 0x13, 0xBB, 0xC3, 0x0A, 0xFA, 0x8C, 0x51, 0xFA, 0x43, 0x15, 0x86, 0x5D, 0xBB,
    0x77, 0x90, 0x11, 0xD5, 0x46, 0x04,
};
static const uint8_t one_step_wide[70] = {
    0xE5, 0xB6, 0x85, 0x39, 0x1C, 0x7A, 0x70, 0x74, 0xD7, 0x4C, 0xDA, 0xAE, 0xC6, 0xB4, 0xCC, 0x47,
    0xFE, 0x08, 0x3C, 0x27, 0x12, 0x95, 0x6E, 0x61, 0xC8, 0xF7, 0x4A, 0x4D, 0xAF, 0xFA, 0x32, 0x1F,
    0x55, 0xA6, 0xD8, 0x00, 0x1A, 0x2C, 0x31, 0xC6, 0x40, 0xCB, 0x33, 0x22, 0x52, 0x09, 0xDD, 0xC6,
    0x92, 0x3C, 0x30, 0xD3, 0x6D, 0x25, 0x43, 0x97, 0x11, 0x2C, 0xCA, 0xE0, 0x87, 0x62, 0x75, 0x8A,
    0xA2, 0xB7, 0xB9, 0x92, 0xF5, 0x2E,
};

/* What both one-step functions take. */
typedef amisec_status_t derive_fn(
    const uint8_t *secret, size_t secret_length, const uint8_t *info, size_t info_length, uint8_t *output,
    size_t output_length);

static void derive_in_one_step(derive_fn *derive, const uint8_t expected[70])
{
    uint8_t secret[32];
    uint8_t output[70];
    uint8_t i;

    for (i = 0U; i < sizeof secret; i++) {
        secret[i] = (uint8_t)(0x20U + i);
    }
    /* A shorter output is the start of a longer one. */
    for (i = 1U; i <= sizeof output; i = (uint8_t)(i + (CHECK_THOROUGH ? 1U : 23U))) {
        memset(output, 0xEE, sizeof output);
        CHECK_STATUS(AMISEC_OK,
            derive(secret, sizeof secret, other_information, sizeof other_information, output, i));
        CHECK_BYTES(expected, output, i);
        CHECK(i == sizeof output || output[i] == 0xEEU);
    }
}

TEST(derives_keys_in_one_step)
{
    derive_in_one_step(amisec_kdf_one_step_sha256, one_step);
}

TEST(derives_keys_in_one_step_with_sha384)
{
    derive_in_one_step(amisec_kdf_one_step_sha384, one_step_wide);
}

TEST(derives_keys_in_counter_mode_with_hmac)
{
    uint8_t output[64];
    uint8_t block[32];
    uint8_t message[64];

    CHECK_STATUS(AMISEC_OK,
        amisec_kdf_counter_hmac_sha256(
            key_hmac, sizeof key_hmac, fixed_hmac, sizeof fixed_hmac, output, sizeof output_hmac));
    CHECK_BYTES(output_hmac, output, sizeof output_hmac);
    /* The second block. */
    CHECK_STATUS(AMISEC_OK,
        amisec_kdf_counter_hmac_sha256(
            key_hmac, sizeof key_hmac, fixed_hmac, sizeof fixed_hmac, output, sizeof output));
    memset(message, 0, 4U);
    message[3] = 2U;
    memcpy(&message[4], fixed_hmac, sizeof fixed_hmac);
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(key_hmac, sizeof key_hmac, message, sizeof message, block));
    CHECK_BYTES(block, &output[32], sizeof block);
}

#define CHECK_SIZE(bits, key_length)                                                                 \
    TEST(derives_keys_in_counter_mode_with_aes##bits)                                                \
    {                                                                                                \
        amisec_aes##bits##_key_t key;                                                                \
        uint8_t message[64];                                                                         \
        uint8_t block[16];                                                                           \
        uint8_t output[40];                                                                          \
                                                                                                     \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, key_##bits##_kdf));                 \
        CHECK_STATUS(AMISEC_OK, amisec_kdf_counter_aes##bits##_cmac(                                 \
            &key, fixed_##bits, sizeof fixed_##bits, output, sizeof output_##bits));                 \
        CHECK_BYTES(output_##bits, output, sizeof output_##bits);                                    \
        CHECK_STATUS(AMISEC_OK, amisec_kdf_counter_aes##bits##_cmac(                                 \
            &key, fixed_##bits, sizeof fixed_##bits, output, sizeof output));                        \
        memset(message, 0, 4U);                                                                      \
        message[3] = 3U;                                                                             \
        memcpy(&message[4], fixed_##bits, sizeof fixed_##bits);                                      \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac(&key, message, sizeof message, block));      \
        CHECK_BYTES(block, &output[32], 8U);                                                         \
    }
FOR_EVERY_AES_SIZE(CHECK_SIZE)

/* ------------------------------------------------------------------------- refusals */

enum { SECRET, INFO, OUTPUT_ };

static const struct parameter kdf_parameters[] = {
    INPUT_OF_LENGTH("secret", 32U, AMISEC_OK),
    INPUT_OF_LENGTH("info", 23U, AMISEC_OK),
    OUTPUT_OF_LENGTH("output", 37U, AMISEC_BAD_LENGTH),
};

static amisec_status_t call_one_step(const struct argument *with)
{
    return amisec_kdf_one_step_sha256(
        with[SECRET].pointer, with[SECRET].length, with[INFO].pointer, with[INFO].length, with[OUTPUT_].pointer,
        with[OUTPUT_].length);
}

static amisec_status_t call_one_step_wide(const struct argument *with)
{
    return amisec_kdf_one_step_sha384(
        with[SECRET].pointer, with[SECRET].length, with[INFO].pointer, with[INFO].length, with[OUTPUT_].pointer,
        with[OUTPUT_].length);
}

static amisec_status_t call_hmac(const struct argument *with)
{
    return amisec_kdf_counter_hmac_sha256(
        with[SECRET].pointer, with[SECRET].length, with[INFO].pointer, with[INFO].length, with[OUTPUT_].pointer,
        with[OUTPUT_].length);
}

ROW(amisec_kdf_one_step_sha256, kdf_parameters, .call = call_one_step)
ROW(amisec_kdf_one_step_sha384, kdf_parameters, .call = call_one_step_wide)
ROW(amisec_kdf_counter_hmac_sha256, kdf_parameters, .call = call_hmac)

#define ROWS_OF_SIZE(bits, key_length)                                                               \
    static const struct parameter cmac_parameters_##bits[] = {                                       \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("fixed", 23U, AMISEC_OK),                                                    \
        OUTPUT_OF_LENGTH("output", 37U, AMISEC_BAD_LENGTH),                                          \
    };                                                                                               \
    static void prepare_##bits(const struct argument *with)                                          \
    {                                                                                                \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[SECRET].pointer, key_##bits));       \
    }                                                                                                \
    static amisec_status_t call_cmac_##bits(const struct argument *with)                             \
    {                                                                                                \
        return amisec_kdf_counter_aes##bits##_cmac(with[SECRET].pointer, with[INFO].pointer,         \
            with[INFO].length, with[OUTPUT_].pointer, with[OUTPUT_].length);                         \
    }                                                                                                \
    ROW(amisec_kdf_counter_aes##bits##_cmac, cmac_parameters_##bits, .call = call_cmac_##bits,       \
        .prepare = prepare_##bits)
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                                                              \
    CASE(derives_keys_in_counter_mode_with_aes##bits),                                               \
    CASE(amisec_kdf_counter_aes##bits##_cmac_refusals),

TESTS(
    "key derivation",
    CASE(derives_keys_in_one_step),
    CASE(derives_keys_in_one_step_with_sha384),
    CASE(derives_keys_in_counter_mode_with_hmac),
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(amisec_kdf_one_step_sha256_refusals),
    CASE(amisec_kdf_one_step_sha384_refusals),
    CASE(amisec_kdf_counter_hmac_sha256_refusals))
