/* AES-CCM (SP 800-38C), with the examples of its appendix C and, for the longer keys, which have none
 * there, one message each of NIST's CCM test vectors (VNT192, VNT256: count 60). */
#include "aes_sizes.h"
#include "refusals.h"

/* SP 800-38C, C.1 to C.3: key 40 41 ..., nonces from 10, associated data from 00, payloads from 20 on. */
static void count_from(uint8_t first, uint8_t *buffer, uint8_t length)
{
    uint8_t i;

    for (i = 0U; i < length; i++) {
        buffer[i] = (uint8_t)(first + i);
    }
}

static const uint8_t example_1[8] = {
    0x71, 0x62, 0x01, 0x5B, 0x4D, 0xAC, 0x25, 0x5D,
};
static const uint8_t example_2[22] = {
    0xD2, 0xA1, 0xF0, 0xE0, 0x51, 0xEA, 0x5F, 0x62, 0x08, 0x1A, 0x77, 0x92, 0x07, 0x3D, 0x59, 0x3D,
    0x1F, 0xC6, 0x4F, 0xBF, 0xAC, 0xCD,
};
static const uint8_t example_3[32] = {
    0xE3, 0xB2, 0x01, 0xA9, 0xF5, 0xB7, 0x1A, 0x7A, 0x9B, 0x1C, 0xEA, 0xEC, 0xCD, 0x97, 0xE7, 0x0B,
    0x61, 0x76, 0xAA, 0xD9, 0xA4, 0x42, 0x8A, 0xA5, 0x48, 0x43, 0x92, 0xFB, 0xC1, 0xB0, 0x99, 0x51,
};

/* Seals and opens, apart and in place; `expected` is ciphertext and tag, one behind the other. */
static void check_example(
    uint8_t nonce_length, uint8_t aad_length, uint8_t payload_length, uint8_t tag_length, const uint8_t *expected)
{
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t nonce[13];
    uint8_t aad[20];
    uint8_t payload[24];
    uint8_t message[24];
    uint8_t tag[16];
    uint8_t bytes[16];

    count_from(0x40U, bytes, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
    count_from(0x10U, nonce, nonce_length);
    count_from(0x00U, aad, aad_length);
    count_from(0x20U, payload, payload_length);
    parameters.nonce = nonce;
    parameters.nonce_length = nonce_length;
    parameters.aad = aad;
    parameters.aad_length = aad_length;
    parameters.tag = tag;
    parameters.tag_length = tag_length;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, payload, payload_length, message));
    CHECK_BYTES(expected, message, payload_length);
    CHECK_BYTES(expected + payload_length, tag, tag_length);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_open(&key, &parameters, message, payload_length, message));
    CHECK_BYTES(payload, message, payload_length);

    memset(tag, 0, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, message, payload_length, message));
    CHECK_BYTES(expected, message, payload_length);
    CHECK_BYTES(expected + payload_length, tag, tag_length);
    memset(payload, 0, sizeof payload);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_open(&key, &parameters, message, payload_length, payload));
    CHECK(payload_length == 0U || payload[payload_length - 1U] == 0x20U + payload_length - 1U);
}

TEST(seals_and_opens_the_examples_of_sp_800_38c)
{
    check_example(7U, 8U, 4U, 4U, example_1);
    check_example(8U, 16U, 16U, 6U, example_2);
    check_example(12U, 20U, 24U, 8U, example_3);
}

#if CHECK_THOROUGH
/* C.4: 65536 bytes of associated data, whose length takes six bytes. */
TEST(authenticates_long_associated_data)
{
    static const uint8_t expected[46] = {
        0x69, 0x91, 0x5D, 0xAD, 0x1E, 0x84, 0xC6, 0x37, 0x6A, 0x68, 0xC2, 0x96, 0x7E, 0x4D, 0xAB, 0x61,
        0x5A, 0xE0, 0xFD, 0x1F, 0xAE, 0xC4, 0x4C, 0xC4, 0x84, 0x82, 0x85, 0x29, 0x46, 0x3C, 0xCF, 0x72,
        0xB4, 0xAC, 0x6B, 0xEC, 0x93, 0xE8, 0x59, 0x8E, 0x7F, 0x0D, 0xAD, 0xBC, 0xEA, 0x5B,
    };
    static uint8_t aad[65536];
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t bytes[16];
    uint8_t nonce[13];
    uint8_t message[32];
    uint8_t tag[14];
    size_t i;

    for (i = 0U; i < sizeof aad; i++) {
        aad[i] = (uint8_t)i;
    }
    count_from(0x40U, bytes, sizeof bytes);
    count_from(0x10U, nonce, sizeof nonce);
    count_from(0x20U, message, sizeof message);
    parameters.nonce = nonce;
    parameters.nonce_length = sizeof nonce;
    parameters.aad = aad;
    parameters.aad_length = sizeof aad;
    parameters.tag = tag;
    parameters.tag_length = sizeof tag;
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, message, sizeof message, message));
    CHECK_BYTES(expected, message, sizeof message);
    CHECK_BYTES(&expected[32], tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_open(&key, &parameters, message, sizeof message, message));
    /* The lengths around 0xFF00, where the length field changes its form, stay apart. */
    for (i = 0xFEFFU; i <= 0xFF01U; i++) {
        count_from(0x20U, message, sizeof message);
        parameters.aad_length = i;
        CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, message, sizeof message, message));
        parameters.aad_length = i + 1U;
        CHECK_STATUS(
            AMISEC_NOT_AUTHENTIC, amisec_aes128_ccm_open(&key, &parameters, message, sizeof message, message));
        CHECK_ZERO(message, sizeof message);
    }
}
#endif

static const uint8_t nist_key_192[24] = {
    0x36, 0xAD, 0x1E, 0x3F, 0xB6, 0x30, 0xD1, 0xB1, 0xFB, 0xCC, 0xFD, 0x68, 0x5F, 0x44, 0xED, 0xD8,
    0x98, 0x44, 0x27, 0xB7, 0x8D, 0xEA, 0xE7, 0xA9,
};
static const uint8_t nist_nonce_192[13] = {
    0x3A, 0xF6, 0x25, 0xDF, 0x8B, 0xE9, 0xD7, 0x68, 0x5A, 0x84, 0x2F, 0x26, 0x0E,
};
static const uint8_t nist_aad_192[32] = {
    0x30, 0x84, 0x43, 0x03, 0x3E, 0xCD, 0x4A, 0x81, 0x44, 0x75, 0x67, 0x2B, 0x81, 0x4B, 0x7C, 0x6D,
    0x81, 0x3D, 0x0E, 0xC2, 0xA0, 0xCA, 0xEE, 0xCB, 0xCA, 0xBA, 0x18, 0xA2, 0x84, 0x0C, 0xDB, 0x6C,
};
static const uint8_t nist_payload_192[24] = {
    0x8B, 0x9D, 0xB1, 0xC8, 0xF9, 0xB4, 0x89, 0x2A, 0x56, 0x54, 0xC8, 0x54, 0x67, 0xBC, 0xFF, 0xA2,
    0xE1, 0x5E, 0x28, 0x39, 0x2C, 0x93, 0x89, 0x52,
};
static const uint8_t nist_message_192[40] = {
    0x6B, 0xC6, 0x89, 0x0F, 0xEE, 0x29, 0x9C, 0x71, 0x2F, 0xB8, 0xD9, 0xDF, 0x9C, 0x14, 0x1F, 0x24,
    0xEE, 0x15, 0x72, 0xB8, 0xF1, 0x51, 0x12, 0xC2, 0xF8, 0xC9, 0x9C, 0xCF, 0x2D, 0x82, 0x78, 0x8C,
    0xF6, 0x13, 0xA6, 0x1D, 0x60, 0xDA, 0xE4, 0x58,
};

static const uint8_t nist_key_256[32] = {
    0x4A, 0x75, 0xFF, 0x2F, 0x66, 0xDA, 0xE2, 0x93, 0x54, 0x03, 0xCC, 0xE2, 0x7E, 0x82, 0x9A, 0xD8,
    0xBE, 0x98, 0x18, 0x5C, 0x73, 0xF8, 0xBC, 0x61, 0xD3, 0xCE, 0x95, 0x0A, 0x83, 0x00, 0x7E, 0x11,
};
static const uint8_t nist_nonce_256[13] = {
    0x46, 0xEB, 0x39, 0x0B, 0x17, 0x5E, 0x75, 0xDA, 0x61, 0x93, 0xD7, 0xED, 0xB6,
};
static const uint8_t nist_aad_256[32] = {
    0x28, 0x2F, 0x05, 0xF7, 0x34, 0xF2, 0x49, 0xC0, 0x53, 0x5E, 0xE3, 0x96, 0x28, 0x22, 0x18, 0xB7,
    0xC4, 0x91, 0x3C, 0x39, 0xB5, 0x9A, 0xD2, 0xA0, 0x3F, 0xFA, 0xF5, 0xB0, 0xE9, 0xB0, 0xF7, 0x80,
};
static const uint8_t nist_payload_256[24] = {
    0x20, 0x5F, 0x2A, 0x66, 0x4A, 0x85, 0x12, 0xE1, 0x83, 0x21, 0xA9, 0x1C, 0x13, 0xEC, 0x13, 0xB9,
    0xE6, 0xB6, 0x33, 0x22, 0x8C, 0x57, 0xCC, 0x1E,
};
static const uint8_t nist_message_256[40] = {
    0x58, 0xF1, 0x58, 0x4F, 0x76, 0x19, 0x83, 0xBE, 0xF4, 0xD0, 0x06, 0x07, 0x46, 0xB5, 0xD5, 0xEE,
    0x61, 0x0E, 0xCF, 0xDA, 0x31, 0x10, 0x1A, 0x7F, 0x54, 0x60, 0xE9, 0xB7, 0x85, 0x6D, 0x60, 0xA5,
    0xAD, 0x98, 0x03, 0xC0, 0x76, 0x2F, 0x81, 0x76,
};

#define CHECK_LONGER_KEY(bits)                                                                  \
    TEST(seals_and_opens_a_message_of_nist_with_aes##bits)                                      \
    {                                                                                           \
        amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;                        \
        amisec_aes##bits##_key_t key;                                                           \
        uint8_t message[24];                                                                    \
        uint8_t tag[16];                                                                        \
                                                                                                \
        parameters.nonce = nist_nonce_##bits;                                                   \
        parameters.nonce_length = sizeof nist_nonce_##bits;                                     \
        parameters.aad = nist_aad_##bits;                                                       \
        parameters.aad_length = sizeof nist_aad_##bits;                                         \
        parameters.tag = tag;                                                                   \
        parameters.tag_length = sizeof tag;                                                     \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, nist_key_##bits));             \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_ccm_seal(                                    \
            &key, &parameters, nist_payload_##bits, sizeof message, message));                  \
        CHECK_BYTES(nist_message_##bits, message, sizeof message);                              \
        CHECK_BYTES(&nist_message_##bits[sizeof message], tag, sizeof tag);                     \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_ccm_open(                                    \
            &key, &parameters, message, sizeof message, message));                              \
        CHECK_BYTES(nist_payload_##bits, message, sizeof message);                              \
    }
CHECK_LONGER_KEY(192)
CHECK_LONGER_KEY(256)

/* Every nonce and tag length of the standard, each with payloads and associated data of lengths around
 * the block. */
TEST(every_length_of_nonce_and_tag_seals_and_opens)
{
    static const uint8_t lengths[] = { 0U, 1U, 13U, 14U, 15U, 16U, 17U, 31U, 32U, 33U };
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t bytes[48];
    uint8_t message[33];
    uint8_t tag[16];
    uint8_t i;

    count_from(0x77U, bytes, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
    parameters.nonce = bytes;
    parameters.aad = bytes;
    parameters.tag = tag;
    for (parameters.nonce_length = 7U; parameters.nonce_length <= 13U; parameters.nonce_length++) {
        for (parameters.tag_length = 4U; parameters.tag_length <= 16U; parameters.tag_length += 2U) {
            for (i = 0U; i < sizeof lengths; i++) {
                size_t length = lengths[i];

                parameters.aad_length = lengths[sizeof lengths - 1U - i];
                memcpy(message, bytes, length);
                CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, message, length, message));
                CHECK(length < 13U || memcmp(message, bytes, length) != 0);
                CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_open(&key, &parameters, message, length, message));
                CHECK_BYTES(bytes, message, length);
                tag[parameters.tag_length - 1U] ^= 0x80U;
                CHECK_STATUS(
                    AMISEC_NOT_AUTHENTIC, amisec_aes128_ccm_open(&key, &parameters, message, length, message));
                CHECK_ZERO(message, length);
            }
        }
    }
}

TEST(a_message_may_be_associated_data_only)
{
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t nonce[13];
    uint8_t tag[8];

    memset(nonce, 1, sizeof nonce);
    parameters.nonce = nonce;
    parameters.nonce_length = sizeof nonce;
    parameters.aad = key_128;
    parameters.aad_length = sizeof key_128;
    parameters.tag = tag;
    parameters.tag_length = sizeof tag;
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_seal(&key, &parameters, NULL, 0U, NULL));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_ccm_open(&key, &parameters, NULL, 0U, NULL));
    parameters.aad_length--;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_ccm_open(&key, &parameters, NULL, 0U, NULL));
}

/* ------------------------------------------------------------------------- refusals */

/* Behind the structure stand the buffers that it refers to. */
enum { KEY, PARAMETERS, NONCE, AAD, TAG, DATA, RESULT };

#define PAYLOAD 40U

/* A counter field of two bytes counts 65535 bytes, one of three 2^24 - 1; longer is refused unread. */
#if SIZE_MAX > 0xFFFFU
TEST(a_payload_must_fit_its_length_field)
{
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t bytes[16];
    uint8_t tag[4];

    memset(bytes, 0x31, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    parameters.nonce = bytes;
    parameters.tag = tag;
    parameters.tag_length = sizeof tag;
    parameters.nonce_length = 13U;
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_seal(&key, &parameters, bytes, 0x10000U, bytes));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_open(&key, &parameters, bytes, 0x10000U, bytes));
    parameters.nonce_length = 12U;
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_seal(&key, &parameters, bytes, 0x1000000U, bytes));
    /* The longest that fits is looked at further: it lies over the nonce. */
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_ccm_seal(&key, &parameters, bytes, 0xFFFFFFU, bytes));
    parameters.nonce_length = 13U;
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_ccm_seal(&key, &parameters, bytes, 0xFFFFU, bytes));
#if SIZE_MAX > 0xFFFFFFFFU
    parameters.aad = bytes;
    parameters.aad_length = (size_t)1U << 32;
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_seal(&key, &parameters, NULL, 0U, NULL));
#endif
}
#else
TEST(a_payload_must_fit_its_length_field)
{
    /* Every length of a buffer does where size_t has 16 bits. */
}
#endif

TEST(a_length_is_refused_before_an_overlap)
{
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t bytes[48];

    memset(bytes, 0x31, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_128));
    parameters.nonce = bytes;
    parameters.nonce_length = 6U;
    parameters.tag = bytes;
    parameters.tag_length = 16U;
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_ccm_seal(&key, &parameters, bytes, 20U, &bytes[1]));
    parameters.nonce_length = 7U;
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_ccm_seal(&key, &parameters, bytes, 20U, &bytes[1]));
}

static const struct wrong_length wrong_lengths[] = {
    { NONCE, 1U }, { NONCE, 6U }, { NONCE, 14U }, { NONCE, 15U }, { NONCE, 16U }, { NONCE, 263U },
    { TAG, 1U },   { TAG, 2U },   { TAG, 3U },    { TAG, 5U },    { TAG, 7U },    { TAG, 9U },
    { TAG, 11U },  { TAG, 13U },  { TAG, 15U },   { TAG, 17U },   { TAG, 18U },   { TAG, 260U },
};

static void connect(const struct argument *with)
{
    amisec_ccm_parameters_t parameters;

    if (with[PARAMETERS].pointer != NULL) {
        /* No padding of its own is left undefined. */
        memset(&parameters, 0, sizeof parameters);
        parameters.nonce = with[NONCE].pointer;
        parameters.nonce_length = with[NONCE].length;
        parameters.aad = with[AAD].pointer;
        parameters.aad_length = with[AAD].length;
        parameters.tag = with[TAG].pointer;
        parameters.tag_length = with[TAG].length;
        memcpy(with[PARAMETERS].pointer, &parameters, sizeof parameters);
    }
}

#define ROWS_OF_SIZE(bits, key_length)                                                          \
    static const struct parameter seal_parameters_##bits[] = {                                  \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        STRUCTURE("parameters", amisec_ccm_parameters_t),                                       \
        INPUT_OF_LENGTH("nonce", 13U, AMISEC_BAD_LENGTH),                                       \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_OK),                                                 \
        OUTPUT_OF_LENGTH("tag", 16U, AMISEC_BAD_LENGTH),                                        \
        INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_OK),                                           \
        OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),                                             \
    };                                                                                          \
    static const struct parameter open_parameters_##bits[] = {                                  \
        OBJECT("key", amisec_aes##bits##_key_t),                                                \
        STRUCTURE("parameters", amisec_ccm_parameters_t),                                       \
        INPUT_OF_LENGTH("nonce", 12U, AMISEC_BAD_LENGTH),                                       \
        INPUT_OF_LENGTH("aad", 20U, AMISEC_NOT_AUTHENTIC),                                      \
        INPUT_OF_LENGTH("tag", 12U, AMISEC_BAD_LENGTH),                                         \
        INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_NOT_AUTHENTIC),                                \
        OUTPUT_AS_LONG_AS(DATA, "output", PAYLOAD),                                             \
    };                                                                                          \
    static void prepare_seal_##bits(const struct argument *with)                                \
    {                                                                                           \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(with[KEY].pointer, key_##bits));     \
    }                                                                                           \
    static amisec_status_t call_seal_##bits(const struct argument *with)                        \
    {                                                                                           \
        return amisec_aes##bits##_ccm_seal(with[KEY].pointer, with[PARAMETERS].pointer,         \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                       \
    }                                                                                           \
    static amisec_status_t call_open_##bits(const struct argument *with)                        \
    {                                                                                           \
        return amisec_aes##bits##_ccm_open(with[KEY].pointer, with[PARAMETERS].pointer,         \
            with[DATA].pointer, with[DATA].length, with[RESULT].pointer);                       \
    }                                                                                           \
    /* The input becomes a ciphertext, the tag its tag. */                                      \
    static void prepare_open_##bits(const struct argument *with)                                \
    {                                                                                           \
        prepare_seal_##bits(with);                                                              \
        connect(with);                                                                          \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_ccm_seal(with[KEY].pointer,                  \
            with[PARAMETERS].pointer, with[DATA].pointer, PAYLOAD, with[DATA].pointer));        \
    }                                                                                           \
    ROW(amisec_aes##bits##_ccm_seal, seal_parameters_##bits, .call = call_seal_##bits,          \
        .prepare = prepare_seal_##bits, .connect = connect, WRONG_LENGTHS(wrong_lengths))       \
    ROW(amisec_aes##bits##_ccm_open, open_parameters_##bits, .call = call_open_##bits,          \
        .prepare = prepare_open_##bits, .connect = connect, WRONG_LENGTHS(wrong_lengths))       \
                                                                                                \
    TEST(one_flipped_bit_is_not_authentic_with_aes##bits)                                       \
    {                                                                                           \
        const struct row *row = &amisec_aes##bits##_ccm_open_row;                               \
                                                                                                \
        fails_for_flipped_bits(row, TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);                         \
        fails_for_flipped_bits(row, NONCE, 0U, 11U, AMISEC_NOT_AUTHENTIC);                      \
        fails_for_flipped_bits(row, AAD, 0U, 11U, AMISEC_NOT_AUTHENTIC);                        \
        fails_for_flipped_bits(row, DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC);                       \
    }
FOR_EVERY_AES_SIZE(ROWS_OF_SIZE)

#define CASES_OF_SIZE(bits, key_length)                                                         \
    CASE(amisec_aes##bits##_ccm_seal_refusals),                                                 \
    CASE(amisec_aes##bits##_ccm_open_refusals),                                                 \
    CASE(one_flipped_bit_is_not_authentic_with_aes##bits),

TESTS(
    "AES-CCM",
    CASE(seals_and_opens_the_examples_of_sp_800_38c),
    THOROUGH_CASE(authenticates_long_associated_data)
    CASE(seals_and_opens_a_message_of_nist_with_aes192),
    CASE(seals_and_opens_a_message_of_nist_with_aes256),
    CASE(every_length_of_nonce_and_tag_seals_and_opens),
    CASE(a_message_may_be_associated_data_only),
    CASE(a_payload_must_fit_its_length_field),
    FOR_EVERY_AES_SIZE(CASES_OF_SIZE)
    CASE(a_length_is_refused_before_an_overlap))
