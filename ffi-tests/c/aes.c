/* AES keys and single blocks (FIPS 197), with the examples of its appendices B and C and those of
 * SP 800-38A, F.1. */
#include "aes_sizes.h"
#include "refusals.h"

/* FIPS 197, appendix C: keys 00 01 02 ..., one block. */
static const uint8_t example[16] = {
    0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF,
};
static const uint8_t example_128[16] = {
    0x69, 0xC4, 0xE0, 0xD8, 0x6A, 0x7B, 0x04, 0x30, 0xD8, 0xCD, 0xB7, 0x80, 0x70, 0xB4, 0xC5, 0x5A,
};
static const uint8_t example_192[16] = {
    0xDD, 0xA9, 0x7C, 0xA4, 0x86, 0x4C, 0xDF, 0xE0, 0x6E, 0xAF, 0x70, 0xA0, 0xEC, 0x0D, 0x71, 0x91,
};
static const uint8_t example_256[16] = {
    0x8E, 0xA2, 0xB7, 0xCA, 0x51, 0x67, 0x45, 0xBF, 0xEA, 0xFC, 0x49, 0x90, 0x4B, 0x49, 0x60, 0x89,
};

/* SP 800-38A, F.1: four blocks one by one. */
static const uint8_t blocks_128[64] = {
    0x3A, 0xD7, 0x7B, 0xB4, 0x0D, 0x7A, 0x36, 0x60, 0xA8, 0x9E, 0xCA, 0xF3, 0x24, 0x66, 0xEF, 0x97,
    0xF5, 0xD3, 0xD5, 0x85, 0x03, 0xB9, 0x69, 0x9D, 0xE7, 0x85, 0x89, 0x5A, 0x96, 0xFD, 0xBA, 0xAF,
    0x43, 0xB1, 0xCD, 0x7F, 0x59, 0x8E, 0xCE, 0x23, 0x88, 0x1B, 0x00, 0xE3, 0xED, 0x03, 0x06, 0x88,
    0x7B, 0x0C, 0x78, 0x5E, 0x27, 0xE8, 0xAD, 0x3F, 0x82, 0x23, 0x20, 0x71, 0x04, 0x72, 0x5D, 0xD4,
};
static const uint8_t blocks_192[64] = {
    0xBD, 0x33, 0x4F, 0x1D, 0x6E, 0x45, 0xF2, 0x5F, 0xF7, 0x12, 0xA2, 0x14, 0x57, 0x1F, 0xA5, 0xCC,
    0x97, 0x41, 0x04, 0x84, 0x6D, 0x0A, 0xD3, 0xAD, 0x77, 0x34, 0xEC, 0xB3, 0xEC, 0xEE, 0x4E, 0xEF,
    0xEF, 0x7A, 0xFD, 0x22, 0x70, 0xE2, 0xE6, 0x0A, 0xDC, 0xE0, 0xBA, 0x2F, 0xAC, 0xE6, 0x44, 0x4E,
    0x9A, 0x4B, 0x41, 0xBA, 0x73, 0x8D, 0x6C, 0x72, 0xFB, 0x16, 0x69, 0x16, 0x03, 0xC1, 0x8E, 0x0E,
};
static const uint8_t blocks_256[64] = {
    0xF3, 0xEE, 0xD1, 0xBD, 0xB5, 0xD2, 0xA0, 0x3C, 0x06, 0x4B, 0x5A, 0x7E, 0x3D, 0xB1, 0x81, 0xF8,
    0x59, 0x1C, 0xCB, 0x10, 0xD4, 0x10, 0xED, 0x26, 0xDC, 0x5B, 0xA7, 0x4A, 0x31, 0x36, 0x28, 0x70,
    0xB6, 0xED, 0x21, 0xB9, 0x9C, 0xA6, 0xF4, 0xF9, 0xF1, 0x53, 0xE7, 0xB1, 0xBE, 0xAF, 0xED, 0x1D,
    0x23, 0x30, 0x4B, 0x7A, 0x39, 0xF9, 0xF3, 0xFF, 0x06, 0x7D, 0x8D, 0x8F, 0x9E, 0x24, 0xEC, 0xC7,
};

/* Sets a key up, and encrypts and decrypts blocks with it, disjoint and in place. */
#define CHECK_SIZE(bits, key_length)                                                              \
    TEST(encrypts_and_decrypts_blocks_with_aes##bits)                                             \
    {                                                                                             \
        amisec_aes##bits##_key_t key;                                                             \
        uint8_t bytes[key_length];                                                                \
        uint8_t block[16];                                                                        \
        uint8_t i;                                                                                \
                                                                                                  \
        for (i = 0U; i < sizeof bytes; i++) {                                                     \
            bytes[i] = i;                                                                         \
        }                                                                                         \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, bytes));                         \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_encrypt_block(&key, example, block));          \
        CHECK_BYTES(example_##bits, block, sizeof block);                                         \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_decrypt_block(&key, block, block));            \
        CHECK_BYTES(example, block, sizeof block);                                                \
                                                                                                  \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, key_##bits));                    \
        for (i = 0U; i < 64U; i = (uint8_t)(i + 16U)) {                                           \
            memcpy(block, &plaintext[i], sizeof block);                                           \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_encrypt_block(&key, block, block));        \
            CHECK_BYTES(&blocks_##bits[i], block, sizeof block);                                  \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_decrypt_block(&key, &blocks_##bits[i], block)); \
            CHECK_BYTES(&plaintext[i], block, sizeof block);                                      \
        }                                                                                         \
    }
FOR_EVERY_AES_SIZE(CHECK_SIZE)

/* FIPS 197, appendix B. */
TEST(encrypts_the_block_of_appendix_b)
{
    static const uint8_t input[16] = {
        0x32, 0x43, 0xF6, 0xA8, 0x88, 0x5A, 0x30, 0x8D, 0x31, 0x31, 0x98, 0xA2, 0xE0, 0x37, 0x07, 0x34,
    };
    static const uint8_t expected[16] = {
        0x39, 0x25, 0x84, 0x1D, 0x02, 0xDC, 0x09, 0xFB, 0xDC, 0x11, 0x85, 0x97, 0x19, 0x6A, 0x0B, 0x32,
    };
    amisec_aes128_key_t key;
    uint8_t output[16];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(&key, input, output));
    CHECK_BYTES(expected, output, sizeof output);
}

TEST(a_key_may_be_set_again_copied_and_wiped)
{
    amisec_aes128_key_t key = AMISEC_AES128_KEY_INIT;
    amisec_aes128_key_t copy;
    uint8_t block[16];

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_encrypt_block(&key, example, block));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, example));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    copy = key;
    amisec_wipe(&key, sizeof key);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_encrypt_block(&key, plaintext, block));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(&copy, plaintext, block));
    CHECK_BYTES(blocks_128, block, sizeof block);
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, BYTES, DATA = BYTES, RESULT };

#define ROWS_OF_SIZE(bits, key_length)                                                            \
    static const struct parameter set_key_parameters_##bits[] = {                                 \
        NEW_OBJECT("key", amisec_aes##bits##_key_t),                                              \
        INPUT("bytes", key_length),                                                               \
    };                                                                                            \
    static const struct parameter block_parameters_##bits[] = {                                   \
        OBJECT("key", amisec_aes##bits##_key_t),                                                  \
        INPUT("input", 16U),                                                                      \
        OUTPUT("output", 16U, EXACTLY(DATA)),                                                     \
    };                                                                                            \
    static void prepare_##bits(const struct argument *with)                                       \
    {                                                                                             \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));       \
    }                                                                                             \
    static amisec_status_t call_set_key_##bits(const struct argument *with)                       \
    {                                                                                             \
        return amisec_aes##bits##_set_key(with[KEY].pointer, with[BYTES].pointer);                \
    }                                                                                             \
    static amisec_status_t call_encrypt_##bits(const struct argument *with)                       \
    {                                                                                             \
        return amisec_aes##bits##_encrypt_block(                                                  \
            with[KEY].pointer, with[DATA].pointer, with[RESULT].pointer);                         \
    }                                                                                             \
    static amisec_status_t call_decrypt_##bits(const struct argument *with)                       \
    {                                                                                             \
        return amisec_aes##bits##_decrypt_block(                                                  \
            with[KEY].pointer, with[DATA].pointer, with[RESULT].pointer);                         \
    }                                                                                             \
    ROW(amisec_aes##bits##_set_key, set_key_parameters_##bits, .call = call_set_key_##bits)       \
    ROW(amisec_aes##bits##_encrypt_block, block_parameters_##bits,                                \
        .call = call_encrypt_##bits, .prepare = prepare_##bits)                                   \
    ROW(amisec_aes##bits##_decrypt_block, block_parameters_##bits,                                \
        .call = call_decrypt_##bits, .prepare = prepare_##bits)
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                                                           \
    CASE(encrypts_and_decrypts_blocks_with_aes##bits),                                            \
    CASE(amisec_aes##bits##_set_key_refusals),                                                    \
    CASE(amisec_aes##bits##_encrypt_block_refusals),                                              \
    CASE(amisec_aes##bits##_decrypt_block_refusals),

TESTS(
    "AES",
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(encrypts_the_block_of_appendix_b),
    CASE(a_key_may_be_set_again_copied_and_wiped))
