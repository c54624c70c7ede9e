/* AES in CBC mode without padding (SP 800-38A, 6.2), with the examples of its appendix F.2. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t iv[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t ciphertext_128[64] = {
    0x76, 0x49, 0xAB, 0xAC, 0x81, 0x19, 0xB2, 0x46, 0xCE, 0xE9, 0x8E, 0x9B, 0x12, 0xE9, 0x19, 0x7D,
    0x50, 0x86, 0xCB, 0x9B, 0x50, 0x72, 0x19, 0xEE, 0x95, 0xDB, 0x11, 0x3A, 0x91, 0x76, 0x78, 0xB2,
    0x73, 0xBE, 0xD6, 0xB8, 0xE3, 0xC1, 0x74, 0x3B, 0x71, 0x16, 0xE6, 0x9E, 0x22, 0x22, 0x95, 0x16,
    0x3F, 0xF1, 0xCA, 0xA1, 0x68, 0x1F, 0xAC, 0x09, 0x12, 0x0E, 0xCA, 0x30, 0x75, 0x86, 0xE1, 0xA7,
};
static const uint8_t ciphertext_192[64] = {
    0x4F, 0x02, 0x1D, 0xB2, 0x43, 0xBC, 0x63, 0x3D, 0x71, 0x78, 0x18, 0x3A, 0x9F, 0xA0, 0x71, 0xE8,
    0xB4, 0xD9, 0xAD, 0xA9, 0xAD, 0x7D, 0xED, 0xF4, 0xE5, 0xE7, 0x38, 0x76, 0x3F, 0x69, 0x14, 0x5A,
    0x57, 0x1B, 0x24, 0x20, 0x12, 0xFB, 0x7A, 0xE0, 0x7F, 0xA9, 0xBA, 0xAC, 0x3D, 0xF1, 0x02, 0xE0,
    0x08, 0xB0, 0xE2, 0x79, 0x88, 0x59, 0x88, 0x81, 0xD9, 0x20, 0xA9, 0xE6, 0x4F, 0x56, 0x15, 0xCD,
};
static const uint8_t ciphertext_256[64] = {
    0xF5, 0x8C, 0x4C, 0x04, 0xD6, 0xE5, 0xF1, 0xBA, 0x77, 0x9E, 0xAB, 0xFB, 0x5F, 0x7B, 0xFB, 0xD6,
    0x9C, 0xFC, 0x4E, 0x96, 0x7E, 0xDB, 0x80, 0x8D, 0x67, 0x9F, 0x77, 0x7B, 0xC6, 0x70, 0x2C, 0x7D,
    0x39, 0xF2, 0x33, 0x69, 0xA9, 0xD9, 0xBA, 0xCF, 0xA5, 0x30, 0xE2, 0x63, 0x04, 0x23, 0x14, 0x61,
    0xB2, 0xEB, 0x05, 0xE2, 0xC3, 0x9B, 0xE9, 0xFC, 0xDA, 0x6C, 0x19, 0x07, 0x8C, 0x6A, 0x9D, 0x1B,
};

/* Every whole number of blocks, in one call and going on from the last block of ciphertext. */
#define CHECK_SIZE(bits, key_length)                                                                  \
    TEST(encrypts_and_decrypts_whole_blocks_with_aes##bits)                                           \
    {                                                                                                 \
        amisec_aes##bits##_key_t key;                                                                 \
        uint8_t buffer[64];                                                                           \
        uint8_t length;                                                                               \
                                                                                                      \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, key_##bits));                        \
        for (length = 0U; length <= 64U; length = (uint8_t)(length + 16U)) {                          \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cbc_encrypt(&key, iv, plaintext, length, buffer)); \
            CHECK_BYTES(ciphertext_##bits, buffer, length);                                           \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cbc_decrypt(&key, iv, buffer, length, buffer)); \
            CHECK_BYTES(plaintext, buffer, length);                                                   \
        }                                                                                             \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cbc_encrypt(&key, iv, plaintext, 16U, buffer));    \
        CHECK_STATUS(                                                                                 \
            AMISEC_OK, amisec_aes##bits##_cbc_encrypt(&key, &buffer[0], &plaintext[16], 48U, &buffer[16])); \
        CHECK_BYTES(ciphertext_##bits, buffer, 64U);                                                  \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cbc_decrypt(&key, &ciphertext_##bits[16],          \
            &ciphertext_##bits[32], 32U, buffer));                                                    \
        CHECK_BYTES(&plaintext[32], buffer, 32U);                                                     \
    }
FOR_EVERY_AES_SIZE(CHECK_SIZE)

/* ------------------------------------------------------------------------- refusals */

enum { KEY, IV, DATA, RESULT };

TEST(a_length_is_refused_before_an_overlap)
{
    amisec_aes128_key_t key;
    uint8_t buffer[48];

    memset(buffer, 0, sizeof buffer);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_cbc_encrypt(&key, iv, buffer, 17U, &buffer[1]));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_cbc_decrypt(&key, iv, buffer, 17U, &buffer[1]));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_cbc_encrypt(&key, iv, buffer, 32U, &buffer[1]));
    /* One byte further than a length may be, and the last multiple of 16 below that. */
    CHECK_STATUS(
        AMISEC_BAD_OVERLAP, amisec_aes128_cbc_decrypt(&key, iv, buffer, SIZE_MAX / 2U - 15U, &buffer[16]));
    CHECK_ZERO(buffer, sizeof buffer);
}

static const struct wrong_length wrong_lengths[] = {
    { DATA, 1U }, { DATA, 15U }, { DATA, 17U }, { DATA, 31U }, { DATA, 33U }, { DATA, SIZE_MAX / 2U },
};

#define ROWS_OF_SIZE(bits, key_length)                                                                \
    static const struct parameter parameters_##bits[] = {                                             \
        OBJECT("key", amisec_aes##bits##_key_t),                                                      \
        INPUT("iv", 16U),                                                                             \
        INPUT_OF_LENGTH("input", 32U, AMISEC_OK),                                                     \
        OUTPUT_AS_LONG_AS(DATA, "output", 32U),                                                       \
    };                                                                                                \
    static void prepare_##bits(const struct argument *with)                                           \
    {                                                                                                 \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));           \
    }                                                                                                 \
    static amisec_status_t call_encrypt_##bits(const struct argument *with)                           \
    {                                                                                                 \
        return amisec_aes##bits##_cbc_encrypt(with[KEY].pointer, with[IV].pointer, with[DATA].pointer, \
            with[DATA].length, with[RESULT].pointer);                                                 \
    }                                                                                                 \
    static amisec_status_t call_decrypt_##bits(const struct argument *with)                           \
    {                                                                                                 \
        return amisec_aes##bits##_cbc_decrypt(with[KEY].pointer, with[IV].pointer, with[DATA].pointer, \
            with[DATA].length, with[RESULT].pointer);                                                 \
    }                                                                                                 \
    ROW(amisec_aes##bits##_cbc_encrypt, parameters_##bits,                                            \
        .call = call_encrypt_##bits, .prepare = prepare_##bits, WRONG_LENGTHS(wrong_lengths))         \
    ROW(amisec_aes##bits##_cbc_decrypt, parameters_##bits,                                            \
        .call = call_decrypt_##bits, .prepare = prepare_##bits, WRONG_LENGTHS(wrong_lengths))
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                      \
    CASE(encrypts_and_decrypts_whole_blocks_with_aes##bits), \
    CASE(amisec_aes##bits##_cbc_encrypt_refusals),           \
    CASE(amisec_aes##bits##_cbc_decrypt_refusals),

TESTS(
    "AES-CBC",
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(a_length_is_refused_before_an_overlap))
