/* AES in counter mode (SP 800-38A, 6.5), with the examples of its appendix F.5 and of RFC 3686. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t counter[16] = {
    0xF0, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF,
};
static const uint8_t ciphertext_128[64] = {
    0x87, 0x4D, 0x61, 0x91, 0xB6, 0x20, 0xE3, 0x26, 0x1B, 0xEF, 0x68, 0x64, 0x99, 0x0D, 0xB6, 0xCE,
    0x98, 0x06, 0xF6, 0x6B, 0x79, 0x70, 0xFD, 0xFF, 0x86, 0x17, 0x18, 0x7B, 0xB9, 0xFF, 0xFD, 0xFF,
    0x5A, 0xE4, 0xDF, 0x3E, 0xDB, 0xD5, 0xD3, 0x5E, 0x5B, 0x4F, 0x09, 0x02, 0x0D, 0xB0, 0x3E, 0xAB,
    0x1E, 0x03, 0x1D, 0xDA, 0x2F, 0xBE, 0x03, 0xD1, 0x79, 0x21, 0x70, 0xA0, 0xF3, 0x00, 0x9C, 0xEE,
};
static const uint8_t ciphertext_192[64] = {
    0x1A, 0xBC, 0x93, 0x24, 0x17, 0x52, 0x1C, 0xA2, 0x4F, 0x2B, 0x04, 0x59, 0xFE, 0x7E, 0x6E, 0x0B,
    0x09, 0x03, 0x39, 0xEC, 0x0A, 0xA6, 0xFA, 0xEF, 0xD5, 0xCC, 0xC2, 0xC6, 0xF4, 0xCE, 0x8E, 0x94,
    0x1E, 0x36, 0xB2, 0x6B, 0xD1, 0xEB, 0xC6, 0x70, 0xD1, 0xBD, 0x1D, 0x66, 0x56, 0x20, 0xAB, 0xF7,
    0x4F, 0x78, 0xA7, 0xF6, 0xD2, 0x98, 0x09, 0x58, 0x5A, 0x97, 0xDA, 0xEC, 0x58, 0xC6, 0xB0, 0x50,
};
static const uint8_t ciphertext_256[64] = {
    0x60, 0x1E, 0xC3, 0x13, 0x77, 0x57, 0x89, 0xA5, 0xB7, 0xA7, 0xF5, 0x04, 0xBB, 0xF3, 0xD2, 0x28,
    0xF4, 0x43, 0xE3, 0xCA, 0x4D, 0x62, 0xB5, 0x9A, 0xCA, 0x84, 0xE9, 0x90, 0xCA, 0xCA, 0xF5, 0xC5,
    0x2B, 0x09, 0x30, 0xDA, 0xA2, 0x3D, 0xE9, 0x4C, 0xE8, 0x70, 0x17, 0xBA, 0x2D, 0x84, 0x98, 0x8D,
    0xDF, 0xC9, 0xC5, 0x8D, 0xB6, 0x7A, 0xAD, 0xA6, 0x13, 0xC2, 0xDD, 0x08, 0x45, 0x79, 0x41, 0xA6,
};

/* Every length, in place and apart: encryption and decryption are one. */
#define CHECK_SIZE(bits, key_length)                                                                  \
    TEST(encrypts_and_decrypts_any_length_with_aes##bits)                                             \
    {                                                                                                 \
        amisec_aes##bits##_key_t key;                                                                 \
        uint8_t buffer[64];                                                                           \
        uint8_t length;                                                                               \
                                                                                                      \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, key_##bits));                        \
        for (length = 0U; length <= 64U; length = (uint8_t)(length + (CHECK_THOROUGH ? 1U : 11U))) {  \
            memset(buffer, 0, sizeof buffer);                                                         \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_ctr(&key, counter, plaintext, length, buffer)); \
            CHECK_BYTES(ciphertext_##bits, buffer, length);                                           \
            CHECK_ZERO(&buffer[length], 64U - (size_t)length);                                        \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_ctr(&key, counter, buffer, length, buffer));   \
            CHECK_BYTES(plaintext, buffer, length);                                                   \
        }                                                                                             \
    }
FOR_EVERY_AES_SIZE(CHECK_SIZE)

/* RFC 3686, test vectors 1 to 3: nonce, initialisation vector and a block number make the counter. */
TEST(encrypts_the_messages_of_rfc_3686)
{
    static const struct {
        uint8_t key[16];
        uint8_t counter[16];
        uint8_t ciphertext[36];
        uint8_t length;
    } vectors[] = {
        {
            {
                0xAE, 0x68, 0x52, 0xF8, 0x12, 0x10, 0x67, 0xCC, 0x4B, 0xF7, 0xA5, 0x76, 0x55, 0x77, 0xF3, 0x9E,
            },
            {
                0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
            },
            {
                0xE4, 0x09, 0x5D, 0x4F, 0xB7, 0xA7, 0xB3, 0x79, 0x2D, 0x61, 0x75, 0xA3, 0x26, 0x13, 0x11, 0xB8,
            },
            16U,
        },
        {
            {
                0x7E, 0x24, 0x06, 0x78, 0x17, 0xFA, 0xE0, 0xD7, 0x43, 0xD6, 0xCE, 0x1F, 0x32, 0x53, 0x91, 0x63,
            },
            {
                0x00, 0x6C, 0xB6, 0xDB, 0xC0, 0x54, 0x3B, 0x59, 0xDA, 0x48, 0xD9, 0x0B, 0x00, 0x00, 0x00, 0x01,
            },
            {
                0x51, 0x04, 0xA1, 0x06, 0x16, 0x8A, 0x72, 0xD9, 0x79, 0x0D, 0x41, 0xEE, 0x8E, 0xDA, 0xD3, 0x88,
                0xEB, 0x2E, 0x1E, 0xFC, 0x46, 0xDA, 0x57, 0xC8, 0xFC, 0xE6, 0x30, 0xDF, 0x91, 0x41, 0xBE, 0x28,
            },
            32U,
        },
        {
            {
                0x76, 0x91, 0xBE, 0x03, 0x5E, 0x50, 0x20, 0xA8, 0xAC, 0x6E, 0x61, 0x85, 0x29, 0xF9, 0xA0, 0xDC,
            },
            {
                0x00, 0xE0, 0x01, 0x7B, 0x27, 0x77, 0x7F, 0x3F, 0x4A, 0x17, 0x86, 0xF0, 0x00, 0x00, 0x00, 0x01,
            },
            {
                0xC1, 0xCF, 0x48, 0xA8, 0x9F, 0x2F, 0xFD, 0xD9, 0xCF, 0x46, 0x52, 0xE9, 0xEF, 0xDB, 0x72, 0xD7,
                0x45, 0x40, 0xA4, 0x2B, 0xDE, 0x6D, 0x78, 0x36, 0xD5, 0x9A, 0x5C, 0xEA, 0xAE, 0xF3, 0x10, 0x53,
                0x25, 0xB2, 0x07, 0x2F,
            },
            36U,
        },
    };
    amisec_aes128_key_t key;
    uint8_t buffer[36];
    uint8_t i;
    uint8_t k;

    for (i = 0U; i < 3U; i++) {
        for (k = 0U; k < sizeof buffer; k++) {
            buffer[k] = k;
        }
        if (i == 0U) {
            memcpy(buffer, "Single block msg", 16U);
        }
        CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, vectors[i].key));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_ctr(&key, vectors[i].counter, buffer, vectors[i].length, buffer));
        CHECK_BYTES(vectors[i].ciphertext, buffer, vectors[i].length);
    }
}

/* Behind the block of ones comes the block of zeros: the carry goes through all 16 bytes. */
TEST(the_whole_block_counts_and_wraps)
{
    amisec_aes128_key_t key;
    uint8_t ones[16];
    uint8_t keystream[32];
    uint8_t expected[16];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    memset(ones, 0xFF, sizeof ones);
    memset(keystream, 0, sizeof keystream);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ctr(&key, ones, keystream, sizeof keystream, keystream));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(&key, ones, expected));
    CHECK_BYTES(expected, keystream, sizeof expected);
    memset(ones, 0, sizeof ones);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(&key, ones, expected));
    CHECK_BYTES(expected, &keystream[16], sizeof expected);
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, COUNTER, DATA, RESULT };

/* The longest length that there is: an end that no address has must not hide the overlap. */
TEST(the_longest_buffers_overlap_too)
{
    amisec_aes128_key_t key;
    uint8_t buffer[32];

    memset(buffer, 0, sizeof buffer);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_ctr(&key, counter, buffer, SIZE_MAX / 2U, &buffer[1]));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_ctr(&key, counter, &buffer[1], SIZE_MAX / 2U, buffer));
    CHECK_ZERO(buffer, sizeof buffer);
}

#define ROWS_OF_SIZE(bits, key_length)                                                                \
    static const struct parameter parameters_##bits[] = {                                             \
        OBJECT("key", amisec_aes##bits##_key_t),                                                      \
        INPUT("counter", 16U),                                                                        \
        INPUT_OF_LENGTH("input", 35U, AMISEC_OK),                                                     \
        OUTPUT_AS_LONG_AS(DATA, "output", 35U),                                                       \
    };                                                                                                \
    static void prepare_##bits(const struct argument *with)                                           \
    {                                                                                                 \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));           \
    }                                                                                                 \
    static amisec_status_t call_##bits(const struct argument *with)                                   \
    {                                                                                                 \
        return amisec_aes##bits##_ctr(with[KEY].pointer, with[COUNTER].pointer, with[DATA].pointer,   \
            with[DATA].length, with[RESULT].pointer);                                                 \
    }                                                                                                 \
    ROW(amisec_aes##bits##_ctr, parameters_##bits, .call = call_##bits, .prepare = prepare_##bits)
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                    \
    CASE(encrypts_and_decrypts_any_length_with_aes##bits), \
    CASE(amisec_aes##bits##_ctr_refusals),

TESTS(
    "AES-CTR",
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(encrypts_the_messages_of_rfc_3686),
    CASE(the_whole_block_counts_and_wraps),
    CASE(the_longest_buffers_overlap_too))
