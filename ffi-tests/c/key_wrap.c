/* AES key wrap (RFC 3394), with the examples of its section 4: wrapping keys count from 00. */
#include "aes_sizes.h"
#include "refusals.h"

/* 4.1 to 4.6: the key to be wrapped, in its first 16, 24 and 32 bytes. */
static const uint8_t example_key[32] = {
    0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF,
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t wrapped_16_128[24] = {
    0x1F, 0xA6, 0x8B, 0x0A, 0x81, 0x12, 0xB4, 0x47, 0xAE, 0xF3, 0x4B, 0xD8, 0xFB, 0x5A, 0x7B, 0x82,
    0x9D, 0x3E, 0x86, 0x23, 0x71, 0xD2, 0xCF, 0xE5,
};
static const uint8_t wrapped_16_192[24] = {
    0x96, 0x77, 0x8B, 0x25, 0xAE, 0x6C, 0xA4, 0x35, 0xF9, 0x2B, 0x5B, 0x97, 0xC0, 0x50, 0xAE, 0xD2,
    0x46, 0x8A, 0xB8, 0xA1, 0x7A, 0xD8, 0x4E, 0x5D,
};
static const uint8_t wrapped_16_256[24] = {
    0x64, 0xE8, 0xC3, 0xF9, 0xCE, 0x0F, 0x5B, 0xA2, 0x63, 0xE9, 0x77, 0x79, 0x05, 0x81, 0x8A, 0x2A,
    0x93, 0xC8, 0x19, 0x1E, 0x7D, 0x6E, 0x8A, 0xE7,
};
static const uint8_t wrapped_24_192[32] = {
    0x03, 0x1D, 0x33, 0x26, 0x4E, 0x15, 0xD3, 0x32, 0x68, 0xF2, 0x4E, 0xC2, 0x60, 0x74, 0x3E, 0xDC,
    0xE1, 0xC6, 0xC7, 0xDD, 0xEE, 0x72, 0x5A, 0x93, 0x6B, 0xA8, 0x14, 0x91, 0x5C, 0x67, 0x62, 0xD2,
};
static const uint8_t wrapped_24_256[32] = {
    0xA8, 0xF9, 0xBC, 0x16, 0x12, 0xC6, 0x8B, 0x3F, 0xF6, 0xE6, 0xF4, 0xFB, 0xE3, 0x0E, 0x71, 0xE4,
    0x76, 0x9C, 0x8B, 0x80, 0xA3, 0x2C, 0xB8, 0x95, 0x8C, 0xD5, 0xD1, 0x7D, 0x6B, 0x25, 0x4D, 0xA1,
};
static const uint8_t wrapped_32_256[40] = {
    0x28, 0xC9, 0xF4, 0x04, 0xC4, 0xB8, 0x10, 0xF4, 0xCB, 0xCC, 0xB3, 0x5C, 0xFB, 0x87, 0xF8, 0x26,
    0x3F, 0x57, 0x86, 0xE2, 0xD8, 0x0E, 0xD3, 0x26, 0xCB, 0xC7, 0xF0, 0xE7, 0x1A, 0x99, 0xF4, 0x3B,
    0xFB, 0x98, 0x8B, 0x9B, 0x7A, 0x02, 0xDD, 0x21,
};

/* Wraps and unwraps the first `length` bytes of the example. */
#define CHECK_EXAMPLE(bits, length)                                                                  \
    do {                                                                                             \
        amisec_aes##bits##_key_t key;                                                                \
        uint8_t bytes[32];                                                                           \
        uint8_t output[40];                                                                          \
        uint8_t i;                                                                                   \
                                                                                                     \
        for (i = 0U; i < sizeof bytes; i++) {                                                        \
            bytes[i] = i;                                                                            \
        }                                                                                            \
        memset(output, 0xEE, sizeof output);                                                         \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, bytes));                            \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_key_wrap(&key, example_key, length, output));     \
        CHECK_BYTES(wrapped_##length##_##bits, output, (length) + 8U);                               \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_key_unwrap(&key, wrapped_##length##_##bits, (length) + 8U, output));  \
        CHECK_BYTES(example_key, output, length);                                                    \
        CHECK_BYTES(&wrapped_##length##_##bits[length], &output[length], 8U);                        \
    } while (0)

TEST(wraps_and_unwraps_the_examples_of_rfc_3394)
{
    CHECK_EXAMPLE(128, 16);
    CHECK_EXAMPLE(192, 16);
    CHECK_EXAMPLE(256, 16);
    CHECK_EXAMPLE(192, 24);
    CHECK_EXAMPLE(256, 24);
    CHECK_EXAMPLE(256, 32);
}

/* More than 42 semiblocks: the step count, six times that, no longer fits into a byte. */
TEST(wraps_and_unwraps_a_long_key)
{
    static uint8_t key_material[8U * 50U];
    static uint8_t wrapped[8U * 51U];
    amisec_aes128_key_t key;
    uint16_t i;

    for (i = 0U; i < sizeof key_material; i++) {
        key_material[i] = (uint8_t)(7U * i);
    }
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_key_wrap(&key, key_material, sizeof key_material, wrapped));
    memset(key_material, 0, sizeof key_material);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_key_unwrap(&key, wrapped, sizeof wrapped, key_material));
    for (i = 0U; i < sizeof key_material; i++) {
        CHECK(key_material[i] == (uint8_t)(7U * i));
    }
    wrapped[0] ^= 1U;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_key_unwrap(&key, wrapped, sizeof wrapped, key_material));
    CHECK_ZERO(key_material, sizeof key_material);
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, DATA, RESULT };

static const struct wrong_length wrap_lengths[] = {
    { DATA, 1U }, { DATA, 8U }, { DATA, 15U }, { DATA, 17U }, { DATA, 23U }, { DATA, 25U }, { DATA, 31U },
};
static const struct wrong_length unwrap_lengths[] = {
    { DATA, 1U }, { DATA, 8U }, { DATA, 16U }, { DATA, 23U }, { DATA, 25U }, { DATA, 31U },
};

#define ROWS_OF_SIZE(bits, key_length)                                                               \
    static const struct parameter wrap_parameters_##bits[] = {                                       \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("input", 24U, AMISEC_BAD_LENGTH),                                            \
        OUTPUT("output", 32U, NEVER),                                                                \
    };                                                                                               \
    static const struct parameter unwrap_parameters_##bits[] = {                                     \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("input", 32U, AMISEC_BAD_LENGTH),                                            \
        OUTPUT("output", 24U, NEVER),                                                                \
    };                                                                                               \
    static amisec_status_t call_wrap_##bits(const struct argument *with)                             \
    {                                                                                                \
        return amisec_aes##bits##_key_wrap(                                                          \
            with[KEY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);         \
    }                                                                                                \
    static amisec_status_t call_unwrap_##bits(const struct argument *with)                           \
    {                                                                                                \
        return amisec_aes##bits##_key_unwrap(                                                        \
            with[KEY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);         \
    }                                                                                                \
    static void prepare_wrap_##bits(const struct argument *with)                                     \
    {                                                                                                \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));          \
    }                                                                                                \
    static void prepare_unwrap_##bits(const struct argument *with)                                   \
    {                                                                                                \
        prepare_wrap_##bits(with);                                                                   \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_key_wrap(with[KEY].pointer, example_key, 24U, with[DATA].pointer));   \
    }                                                                                                \
    ROW(amisec_aes##bits##_key_wrap, wrap_parameters_##bits, .call = call_wrap_##bits,               \
        .prepare = prepare_wrap_##bits, WRONG_LENGTHS(wrap_lengths))                                 \
    ROW(amisec_aes##bits##_key_unwrap, unwrap_parameters_##bits, .call = call_unwrap_##bits,         \
        .prepare = prepare_unwrap_##bits, WRONG_LENGTHS(unwrap_lengths))                             \
                                                                                                     \
    TEST(one_flipped_bit_is_not_authentic_with_aes##bits)                                            \
    {                                                                                                \
        fails_for_flipped_bits(&amisec_aes##bits##_key_unwrap_row, DATA, 0U, 11U,                    \
            AMISEC_NOT_AUTHENTIC);                                                                   \
    }
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                                                              \
    CASE(one_flipped_bit_is_not_authentic_with_aes##bits),                                           \
    CASE(amisec_aes##bits##_key_wrap_refusals),                                                      \
    CASE(amisec_aes##bits##_key_unwrap_refusals),

TESTS(
    "AES key wrap",
    CASE(wraps_and_unwraps_the_examples_of_rfc_3394),
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(wraps_and_unwraps_a_long_key))
