/* AES-CMAC (SP 800-38B), with the examples of its appendix D: the messages are the first 0, 16, 40 and 64
 * bytes of the plaintext of SP 800-38A, appendix F. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t lengths[4] = { 0U, 16U, 40U, 64U };
static const uint8_t tags_128[4][16] = {
    {
        0xBB, 0x1D, 0x69, 0x29, 0xE9, 0x59, 0x37, 0x28, 0x7F, 0xA3, 0x7D, 0x12, 0x9B, 0x75, 0x67, 0x46,
    },
    {
        0x07, 0x0A, 0x16, 0xB4, 0x6B, 0x4D, 0x41, 0x44, 0xF7, 0x9B, 0xDD, 0x9D, 0xD0, 0x4A, 0x28, 0x7C,
    },
    {
        0xDF, 0xA6, 0x67, 0x47, 0xDE, 0x9A, 0xE6, 0x30, 0x30, 0xCA, 0x32, 0x61, 0x14, 0x97, 0xC8, 0x27,
    },
    {
        0x51, 0xF0, 0xBE, 0xBF, 0x7E, 0x3B, 0x9D, 0x92, 0xFC, 0x49, 0x74, 0x17, 0x79, 0x36, 0x3C, 0xFE,
    },
};
static const uint8_t tags_192[4][16] = {
    {
        0xD1, 0x7D, 0xDF, 0x46, 0xAD, 0xAA, 0xCD, 0xE5, 0x31, 0xCA, 0xC4, 0x83, 0xDE, 0x7A, 0x93, 0x67,
    },
    {
        0x9E, 0x99, 0xA7, 0xBF, 0x31, 0xE7, 0x10, 0x90, 0x06, 0x62, 0xF6, 0x5E, 0x61, 0x7C, 0x51, 0x84,
    },
    {
        0x8A, 0x1D, 0xE5, 0xBE, 0x2E, 0xB3, 0x1A, 0xAD, 0x08, 0x9A, 0x82, 0xE6, 0xEE, 0x90, 0x8B, 0x0E,
    },
    {
        0xA1, 0xD5, 0xDF, 0x0E, 0xED, 0x79, 0x0F, 0x79, 0x4D, 0x77, 0x58, 0x96, 0x59, 0xF3, 0x9A, 0x11,
    },
};
static const uint8_t tags_256[4][16] = {
    {
        0x02, 0x89, 0x62, 0xF6, 0x1B, 0x7B, 0xF8, 0x9E, 0xFC, 0x6B, 0x55, 0x1F, 0x46, 0x67, 0xD9, 0x83,
    },
    {
        0x28, 0xA7, 0x02, 0x3F, 0x45, 0x2E, 0x8F, 0x82, 0xBD, 0x4B, 0xF2, 0x8D, 0x8C, 0x37, 0xC3, 0x5C,
    },
    {
        0xAA, 0xF3, 0xD8, 0xF1, 0xDE, 0x56, 0x40, 0xC2, 0x32, 0xF5, 0xB1, 0x69, 0xB9, 0xC9, 0x11, 0xE6,
    },
    {
        0xE1, 0x99, 0x21, 0x90, 0x54, 0x9F, 0x6E, 0xD5, 0x69, 0x6A, 0x2C, 0x05, 0x6C, 0x31, 0x54, 0x10,
    },
};

#define CHECK_SIZE(bits, key_length)                                                                 \
    TEST(authenticates_the_examples_of_sp_800_38b_with_aes##bits)                                    \
    {                                                                                                \
        amisec_cmac_t context = AMISEC_CMAC_INIT;                                                    \
        amisec_aes##bits##_key_t key;                                                                \
        uint8_t tag[16];                                                                             \
        uint8_t i;                                                                                   \
        uint8_t part;                                                                                \
                                                                                                     \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, key_##bits));                       \
        for (i = 0U; i < 4U; i++) {                                                                  \
            const uint8_t length = lengths[i];                                                       \
                                                                                                     \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac(&key, plaintext, length, tag));          \
            CHECK_BYTES(tags_##bits[i], tag, sizeof tag);                                            \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac_verify(                                  \
                &key, plaintext, length, tags_##bits[i], sizeof tag));                               \
            /* Every way to cut the message in two. */                                               \
            for (part = 0U; part <= length; part = (uint8_t)(part + (CHECK_THOROUGH ? 1U : 8U))) {   \
                memset(tag, 0, sizeof tag);                                                          \
                CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&context));                                 \
                CHECK_STATUS(AMISEC_OK,                                                              \
                    amisec_aes##bits##_cmac_update(&context, &key, plaintext, part));                \
                CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac_update(                              \
                    &context, &key, &plaintext[part], (size_t)length - part));                       \
                CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac_finish(&context, &key, tag));        \
                CHECK_BYTES(tags_##bits[i], tag, sizeof tag);                                        \
                CHECK_ZERO(&context, sizeof context);                                                \
            }                                                                                        \
            CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&context));                                     \
            CHECK_STATUS(AMISEC_OK,                                                                  \
                amisec_aes##bits##_cmac_update(&context, &key, plaintext, length));                  \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac_finish_verify(                           \
                &context, &key, tags_##bits[i], sizeof tag));                                        \
            CHECK_ZERO(&context, sizeof context);                                                    \
        }                                                                                            \
    }
FOR_EVERY_AES_SIZE(CHECK_SIZE)

TEST(verifies_truncated_tags_of_eight_bytes_and_more)
{
    amisec_aes128_key_t key;
    amisec_cmac_t context;
    uint8_t length;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    for (length = 0U; length <= 17U; length++) {
        const amisec_status_t expected = length >= 8U && length <= 16U ? AMISEC_OK : AMISEC_BAD_LENGTH;

        /* The seventeenth byte is not looked at: the length is refused. */
        CHECK_STATUS(expected, amisec_aes128_cmac_verify(&key, plaintext, 40U, tags_128[2], length));
        CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_update(&context, &key, plaintext, 40U));
        CHECK_STATUS(expected, amisec_aes128_cmac_finish_verify(&context, &key, tags_128[2], length));
        if (expected != AMISEC_OK) {
            /* A wrong length does not end the message. */
            CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_finish_verify(&context, &key, tags_128[2], 16U));
        }
    }
}

TEST(a_context_takes_one_byte_at_a_time_and_a_copy_goes_its_own_way)
{
    amisec_aes128_key_t key;
    amisec_cmac_t context;
    amisec_cmac_t copy;
    uint8_t tag[16];
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&context));
    for (i = 0U; i < 64U; i++) {
        CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_update(&context, &key, &plaintext[i], 1U));
        if (i == 39U) {
            copy = context;
            CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_finish(&copy, &key, tag));
            CHECK_BYTES(tags_128[2], tag, sizeof tag);
        }
    }
    CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_finish(&context, &key, tag));
    CHECK_BYTES(tags_128[3], tag, sizeof tag);
}

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_cmac_t context = AMISEC_CMAC_INIT;
    amisec_aes128_key_t key;
    uint8_t tag[16];
    uint8_t turn;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    for (turn = 0U; turn < 3U; turn++) {
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_cmac_update(&context, &key, NULL, 0U));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_cmac_finish(&context, &key, tag));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_cmac_finish_verify(&context, &key, tags_128[0], 16U));
        CHECK_STATUS(AMISEC_OK, amisec_cmac_init(&context));
        if (turn == 0U) {
            CHECK_STATUS(AMISEC_OK, amisec_aes128_cmac_finish(&context, &key, tag));
        } else {
            /* A wrong tag finishes the message as a right one does. */
            CHECK_STATUS(
                AMISEC_NOT_AUTHENTIC, amisec_aes128_cmac_finish_verify(&context, &key, tags_128[1], 16U));
        }
        CHECK_ZERO(&context, sizeof context);
    }
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, DATA, TAG };
enum { CONTEXT_, CONTEXT_KEY, BYTES };

static const struct parameter init_parameters[] = { NEW_OBJECT("context", amisec_cmac_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_cmac_init(with[CONTEXT_].pointer);
}

ROW(amisec_cmac_init, init_parameters, .call = call_init)

static const struct wrong_length verify_lengths[] = { { TAG, 1U }, { TAG, 7U }, { TAG, 17U }, { TAG, 264U } };
static const struct wrong_length finish_lengths[] = { { BYTES, 1U }, { BYTES, 7U }, { BYTES, 17U }, { BYTES, 264U } };

#define ROWS_OF_SIZE(bits, key_length)                                                               \
    static const struct parameter compute_parameters_##bits[] = {                                    \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("data", 16U, AMISEC_OK),                                                     \
        OUTPUT("tag", 16U, EXACTLY(DATA)),                                                           \
    };                                                                                               \
    static const struct parameter verify_parameters_##bits[] = {                                     \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("data", 33U, AMISEC_NOT_AUTHENTIC),                                          \
        INPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),                                              \
    };                                                                                               \
    static const struct parameter update_parameters_##bits[] = {                                     \
        CONTEXT("context", amisec_cmac_t),                                                           \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("data", 37U, AMISEC_OK),                                                     \
    };                                                                                               \
    static const struct parameter finish_parameters_##bits[] = {                                     \
        FINISHED("context", amisec_cmac_t),                                                          \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        OUTPUT("tag", 16U, NEVER),                                                                   \
    };                                                                                               \
    static const struct parameter finish_verify_parameters_##bits[] = {                              \
        FINISHED("context", amisec_cmac_t),                                                          \
        OBJECT("key", amisec_aes##bits##_key_t),                                                     \
        INPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),                                              \
    };                                                                                               \
    static amisec_status_t call_compute_##bits(const struct argument *with)                          \
    {                                                                                                \
        return amisec_aes##bits##_cmac(                                                              \
            with[KEY].pointer, with[DATA].pointer, with[DATA].length, with[TAG].pointer);            \
    }                                                                                                \
    static amisec_status_t call_verify_##bits(const struct argument *with)                           \
    {                                                                                                \
        return amisec_aes##bits##_cmac_verify(with[KEY].pointer, with[DATA].pointer,                 \
            with[DATA].length, with[TAG].pointer, with[TAG].length);                                 \
    }                                                                                                \
    static amisec_status_t call_update_##bits(const struct argument *with)                           \
    {                                                                                                \
        return amisec_aes##bits##_cmac_update(with[CONTEXT_].pointer, with[CONTEXT_KEY].pointer,     \
            with[BYTES].pointer, with[BYTES].length);                                                \
    }                                                                                                \
    static amisec_status_t call_finish_##bits(const struct argument *with)                           \
    {                                                                                                \
        return amisec_aes##bits##_cmac_finish(                                                       \
            with[CONTEXT_].pointer, with[CONTEXT_KEY].pointer, with[BYTES].pointer);                 \
    }                                                                                                \
    static amisec_status_t call_finish_verify_##bits(const struct argument *with)                    \
    {                                                                                                \
        return amisec_aes##bits##_cmac_finish_verify(with[CONTEXT_].pointer,                         \
            with[CONTEXT_KEY].pointer, with[BYTES].pointer, with[BYTES].length);                     \
    }                                                                                                \
    static void prepare_key_##bits(const struct argument *with)                                      \
    {                                                                                                \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));          \
    }                                                                                                \
    static void prepare_verify_##bits(const struct argument *with)                                   \
    {                                                                                                \
        prepare_key_##bits(with);                                                                    \
        CHECK_STATUS(AMISEC_OK, call_compute_##bits(with));                                          \
    }                                                                                                \
    static void prepare_context_##bits(const struct argument *with)                                  \
    {                                                                                                \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_set_key(with[CONTEXT_KEY].pointer, key_##bits));                      \
        CHECK_STATUS(AMISEC_OK, amisec_cmac_init(with[CONTEXT_].pointer));                           \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_cmac_update(                                      \
            with[CONTEXT_].pointer, with[CONTEXT_KEY].pointer, plaintext, 40U));                     \
    }                                                                                                \
    static void prepare_finish_verify_##bits(const struct argument *with)                            \
    {                                                                                                \
        prepare_context_##bits(with);                                                                \
        memcpy(with[BYTES].pointer, tags_##bits[2], 16U);                                            \
    }                                                                                                \
    ROW(amisec_aes##bits##_cmac, compute_parameters_##bits, .call = call_compute_##bits,             \
        .prepare = prepare_key_##bits)                                                               \
    ROW(amisec_aes##bits##_cmac_verify, verify_parameters_##bits, .call = call_verify_##bits,        \
        .prepare = prepare_verify_##bits, WRONG_LENGTHS(verify_lengths))                             \
    ROW(amisec_aes##bits##_cmac_update, update_parameters_##bits, .call = call_update_##bits,        \
        .prepare = prepare_context_##bits)                                                           \
    ROW(amisec_aes##bits##_cmac_finish, finish_parameters_##bits, .call = call_finish_##bits,        \
        .prepare = prepare_context_##bits)                                                           \
    ROW(amisec_aes##bits##_cmac_finish_verify, finish_verify_parameters_##bits,                      \
        .call = call_finish_verify_##bits, .prepare = prepare_finish_verify_##bits,                  \
        WRONG_LENGTHS(finish_lengths))                                                               \
                                                                                                     \
    TEST(one_flipped_bit_is_not_authentic_with_aes##bits)                                            \
    {                                                                                                \
        fails_for_flipped_bits(&amisec_aes##bits##_cmac_verify_row, DATA, 0U, 11U,                   \
            AMISEC_NOT_AUTHENTIC);                                                                   \
        fails_for_flipped_bits(&amisec_aes##bits##_cmac_verify_row, TAG, 0U, 1U,                     \
            AMISEC_NOT_AUTHENTIC);                                                                   \
        fails_for_flipped_bits(&amisec_aes##bits##_cmac_finish_verify_row, BYTES, 0U, 1U,            \
            AMISEC_NOT_AUTHENTIC);                                                                   \
    }
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                                                              \
    CASE(authenticates_the_examples_of_sp_800_38b_with_aes##bits),                                   \
    CASE(one_flipped_bit_is_not_authentic_with_aes##bits),                                           \
    CASE(amisec_aes##bits##_cmac_refusals),                                                          \
    CASE(amisec_aes##bits##_cmac_verify_refusals),                                                   \
    CASE(amisec_aes##bits##_cmac_update_refusals),                                                   \
    CASE(amisec_aes##bits##_cmac_finish_refusals),                                                   \
    CASE(amisec_aes##bits##_cmac_finish_verify_refusals),

TESTS(
    "AES-CMAC",
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(verifies_truncated_tags_of_eight_bytes_and_more),
    CASE(a_context_takes_one_byte_at_a_time_and_a_copy_goes_its_own_way),
    CASE(nothing_goes_before_init_or_after_finish),
    CASE(amisec_cmac_init_refusals))
