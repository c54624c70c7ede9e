/* AES-GCM (SP 800-38D), with test cases 4, 5, 6, 10 and 16 of McGrew and Viega's "The Galois/Counter Mode
 * of Operation". */
#include "check.h"

/* The keys of 16 and 24 bytes are its start. */
static const uint8_t gcm_key[32] = {
    0xFE, 0xFF, 0xE9, 0x92, 0x86, 0x65, 0x73, 0x1C, 0x6D, 0x6A, 0x8F, 0x94, 0x67, 0x30, 0x83, 0x08,
    0xFE, 0xFF, 0xE9, 0x92, 0x86, 0x65, 0x73, 0x1C, 0x6D, 0x6A, 0x8F, 0x94, 0x67, 0x30, 0x83, 0x08,
};
static const uint8_t message[60] = {
    0xD9, 0x31, 0x32, 0x25, 0xF8, 0x84, 0x06, 0xE5, 0xA5, 0x59, 0x09, 0xC5, 0xAF, 0xF5, 0x26, 0x9A,
    0x86, 0xA7, 0xA9, 0x53, 0x15, 0x34, 0xF7, 0xDA, 0x2E, 0x4C, 0x30, 0x3D, 0x8A, 0x31, 0x8A, 0x72,
    0x1C, 0x3C, 0x0C, 0x95, 0x95, 0x68, 0x09, 0x53, 0x2F, 0xCF, 0x0E, 0x24, 0x49, 0xA6, 0xB5, 0x25,
    0xB1, 0x6A, 0xED, 0xF5, 0xAA, 0x0D, 0xE6, 0x57, 0xBA, 0x63, 0x7B, 0x39,
};
static const uint8_t aad[20] = {
    0xFE, 0xED, 0xFA, 0xCE, 0xDE, 0xAD, 0xBE, 0xEF, 0xFE, 0xED, 0xFA, 0xCE, 0xDE, 0xAD, 0xBE, 0xEF,
    0xAB, 0xAD, 0xDA, 0xD2,
};
static const uint8_t nonce[12] = {
    0xCA, 0xFE, 0xBA, 0xBE, 0xFA, 0xCE, 0xDB, 0xAD, 0xDE, 0xCA, 0xF8, 0x88,
};
static const uint8_t long_nonce[60] = {
    0x93, 0x13, 0x22, 0x5D, 0xF8, 0x84, 0x06, 0xE5, 0x55, 0x90, 0x9C, 0x5A, 0xFF, 0x52, 0x69, 0xAA,
    0x6A, 0x7A, 0x95, 0x38, 0x53, 0x4F, 0x7D, 0xA1, 0xE4, 0xC3, 0x03, 0xD2, 0xA3, 0x18, 0xA7, 0x28,
    0xC3, 0xC0, 0xC9, 0x51, 0x56, 0x80, 0x95, 0x39, 0xFC, 0xF0, 0xE2, 0x42, 0x9A, 0x6B, 0x52, 0x54,
    0x16, 0xAE, 0xDB, 0xF5, 0xA0, 0xDE, 0x6A, 0x57, 0xA6, 0x37, 0xB3, 0x9B,
};
static const uint8_t ciphertext_128[60] = {
    0x42, 0x83, 0x1E, 0xC2, 0x21, 0x77, 0x74, 0x24, 0x4B, 0x72, 0x21, 0xB7, 0x84, 0xD0, 0xD4, 0x9C,
    0xE3, 0xAA, 0x21, 0x2F, 0x2C, 0x02, 0xA4, 0xE0, 0x35, 0xC1, 0x7E, 0x23, 0x29, 0xAC, 0xA1, 0x2E,
    0x21, 0xD5, 0x14, 0xB2, 0x54, 0x66, 0x93, 0x1C, 0x7D, 0x8F, 0x6A, 0x5A, 0xAC, 0x84, 0xAA, 0x05,
    0x1B, 0xA3, 0x0B, 0x39, 0x6A, 0x0A, 0xAC, 0x97, 0x3D, 0x58, 0xE0, 0x91,
};
static const uint8_t tag_128[16] = {
    0x5B, 0xC9, 0x4F, 0xBC, 0x32, 0x21, 0xA5, 0xDB, 0x94, 0xFA, 0xE9, 0x5A, 0xE7, 0x12, 0x1A, 0x47,
};
static const uint8_t ciphertext_192[60] = {
    0x39, 0x80, 0xCA, 0x0B, 0x3C, 0x00, 0xE8, 0x41, 0xEB, 0x06, 0xFA, 0xC4, 0x87, 0x2A, 0x27, 0x57,
    0x85, 0x9E, 0x1C, 0xEA, 0xA6, 0xEF, 0xD9, 0x84, 0x62, 0x85, 0x93, 0xB4, 0x0C, 0xA1, 0xE1, 0x9C,
    0x7D, 0x77, 0x3D, 0x00, 0xC1, 0x44, 0xC5, 0x25, 0xAC, 0x61, 0x9D, 0x18, 0xC8, 0x4A, 0x3F, 0x47,
    0x18, 0xE2, 0x44, 0x8B, 0x2F, 0xE3, 0x24, 0xD9, 0xCC, 0xDA, 0x27, 0x10,
};
static const uint8_t tag_192[16] = {
    0x25, 0x19, 0x49, 0x8E, 0x80, 0xF1, 0x47, 0x8F, 0x37, 0xBA, 0x55, 0xBD, 0x6D, 0x27, 0x61, 0x8C,
};
static const uint8_t ciphertext_256[60] = {
    0x52, 0x2D, 0xC1, 0xF0, 0x99, 0x56, 0x7D, 0x07, 0xF4, 0x7F, 0x37, 0xA3, 0x2A, 0x84, 0x42, 0x7D,
    0x64, 0x3A, 0x8C, 0xDC, 0xBF, 0xE5, 0xC0, 0xC9, 0x75, 0x98, 0xA2, 0xBD, 0x25, 0x55, 0xD1, 0xAA,
    0x8C, 0xB0, 0x8E, 0x48, 0x59, 0x0D, 0xBB, 0x3D, 0xA7, 0xB0, 0x8B, 0x10, 0x56, 0x82, 0x88, 0x38,
    0xC5, 0xF6, 0x1E, 0x63, 0x93, 0xBA, 0x7A, 0x0A, 0xBC, 0xC9, 0xF6, 0x62,
};
static const uint8_t tag_256[16] = {
    0x76, 0xFC, 0x6E, 0xCE, 0x0F, 0x4E, 0x17, 0x68, 0xCD, 0xDF, 0x88, 0x53, 0xBB, 0x2D, 0x55, 0x1B,
};
static const uint8_t ciphertext_short_nonce[60] = {
    0x61, 0x35, 0x3B, 0x4C, 0x28, 0x06, 0x93, 0x4A, 0x77, 0x7F, 0xF5, 0x1F, 0xA2, 0x2A, 0x47, 0x55,
    0x69, 0x9B, 0x2A, 0x71, 0x4F, 0xCD, 0xC6, 0xF8, 0x37, 0x66, 0xE5, 0xF9, 0x7B, 0x6C, 0x74, 0x23,
    0x73, 0x80, 0x69, 0x00, 0xE4, 0x9F, 0x24, 0xB2, 0x2B, 0x09, 0x75, 0x44, 0xD4, 0x89, 0x6B, 0x42,
    0x49, 0x89, 0xB5, 0xE1, 0xEB, 0xAC, 0x0F, 0x07, 0xC2, 0x3F, 0x45, 0x98,
};
static const uint8_t tag_short_nonce[16] = {
    0x36, 0x12, 0xD2, 0xE7, 0x9E, 0x3B, 0x07, 0x85, 0x56, 0x1B, 0xE1, 0x4A, 0xAC, 0xA2, 0xFC, 0xCB,
};
static const uint8_t ciphertext_long_nonce[60] = {
    0x8C, 0xE2, 0x49, 0x98, 0x62, 0x56, 0x15, 0xB6, 0x03, 0xA0, 0x33, 0xAC, 0xA1, 0x3F, 0xB8, 0x94,
    0xBE, 0x91, 0x12, 0xA5, 0xC3, 0xA2, 0x11, 0xA8, 0xBA, 0x26, 0x2A, 0x3C, 0xCA, 0x7E, 0x2C, 0xA7,
    0x01, 0xE4, 0xA9, 0xA4, 0xFB, 0xA4, 0x3C, 0x90, 0xCC, 0xDC, 0xB2, 0x81, 0xD4, 0x8C, 0x7C, 0x6F,
    0xD6, 0x28, 0x75, 0xD2, 0xAC, 0xA4, 0x17, 0x03, 0x4C, 0x34, 0xAE, 0xE5,
};
static const uint8_t tag_long_nonce[16] = {
    0x61, 0x9C, 0xC5, 0xAE, 0xFF, 0xFE, 0x0B, 0xFA, 0x46, 0x2A, 0xF4, 0x3C, 0x16, 0x99, 0xD0, 0x50,
};
/* Of the associated data alone; OpenSSL gives the same. */
static const uint8_t gmac[16] = {
    0x34, 0x64, 0x34, 0xFD, 0x51, 0xD5, 0xCD, 0x0C, 0x58, 0x87, 0xEC, 0x63, 0xE3, 0x9B, 0x90, 0x7A,
};

static void set_parameters(
    amisec_gcm_parameters_t *parameters, const uint8_t *nonce_bytes, size_t nonce_length, uint8_t *tag)
{
    parameters->nonce = nonce_bytes;
    parameters->nonce_length = nonce_length;
    parameters->aad = aad;
    parameters->aad_length = sizeof aad;
    parameters->tag = tag;
    parameters->tag_length = 16U;
}

/* Seals and opens apart and in place, then in parts: the message and the associated data are cut at
 * every place. */
#define CHECK_CASE(bits, nonce_bytes, ciphertext, expected)                                          \
    do {                                                                                             \
        amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;                             \
        amisec_gcm_t context = AMISEC_GCM_INIT;                                                      \
        amisec_aes##bits##_key_t key;                                                                \
        uint8_t buffer[60];                                                                          \
        uint8_t tag[16];                                                                             \
        uint8_t cut;                                                                                 \
                                                                                                     \
        set_parameters(&parameters, nonce_bytes, sizeof(nonce_bytes), tag);                          \
        CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_set_key(&key, gcm_key));                          \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_gcm_seal(&key, &parameters, message, sizeof message, buffer));        \
        CHECK_BYTES(ciphertext, buffer, sizeof buffer);                                              \
        CHECK_BYTES(expected, tag, sizeof tag);                                                      \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_gcm_open(&key, &parameters, buffer, sizeof buffer, buffer));          \
        CHECK_BYTES(message, buffer, sizeof buffer);                                                 \
        CHECK_STATUS(AMISEC_OK,                                                                      \
            amisec_aes##bits##_gcm_seal(&key, &parameters, buffer, sizeof buffer, buffer));          \
        CHECK_BYTES(ciphertext, buffer, sizeof buffer);                                              \
        CHECK_BYTES(expected, tag, sizeof tag);                                                      \
                                                                                                     \
        for (cut = 0U; cut <= 60U; cut = (uint8_t)(cut + (CHECK_THOROUGH ? 1U : 13U))) {             \
            const size_t aad_cut = cut % (sizeof aad + 1U);                                          \
                                                                                                     \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_start(                                    \
                &context, &key, nonce_bytes, sizeof(nonce_bytes)));                                  \
            CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(&context, aad, aad_cut));                         \
            CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(&context, &aad[aad_cut], sizeof aad - aad_cut));  \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_encrypt_update(                           \
                &context, &key, message, cut, buffer));                                              \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_encrypt_update(                           \
                &context, &key, &message[cut], 60U - cut, &buffer[cut]));                            \
            CHECK_BYTES(ciphertext, buffer, sizeof buffer);                                          \
            CHECK_STATUS(AMISEC_OK, amisec_gcm_finish(&context, tag, sizeof tag));                   \
            CHECK_BYTES(expected, tag, sizeof tag);                                                  \
            CHECK_ZERO(&context, sizeof context);                                                    \
                                                                                                     \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_start(                                    \
                &context, &key, nonce_bytes, sizeof(nonce_bytes)));                                  \
            CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(&context, aad, sizeof aad));                      \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_decrypt_unverified_update(                \
                &context, &key, buffer, cut, buffer));                                               \
            CHECK_STATUS(AMISEC_OK, amisec_aes##bits##_gcm_decrypt_unverified_update(                \
                &context, &key, &buffer[cut], 60U - cut, &buffer[cut]));                             \
            CHECK_BYTES(message, buffer, sizeof buffer);                                             \
            CHECK_STATUS(AMISEC_OK, amisec_gcm_finish_verify(&context, expected, sizeof tag));       \
            CHECK_ZERO(&context, sizeof context);                                                    \
        }                                                                                            \
    } while (0)

TEST(seals_and_opens_with_a_nonce_of_twelve_bytes)
{
    CHECK_CASE(128, nonce, ciphertext_128, tag_128);
}

TEST(seals_and_opens_with_nonces_of_other_lengths)
{
    static const uint8_t short_nonce[8] = { 0xCA, 0xFE, 0xBA, 0xBE, 0xFA, 0xCE, 0xDB, 0xAD };

    CHECK_CASE(128, short_nonce, ciphertext_short_nonce, tag_short_nonce);
    CHECK_CASE(128, long_nonce, ciphertext_long_nonce, tag_long_nonce);
}

TEST(seals_and_opens_with_longer_keys)
{
    CHECK_CASE(192, nonce, ciphertext_192, tag_192);
    CHECK_CASE(256, nonce, ciphertext_256, tag_256);
}

TEST(a_message_may_be_associated_data_only)
{
    amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;
    amisec_gcm_t context;
    amisec_aes128_key_t key;
    uint8_t tag[16];

    set_parameters(&parameters, nonce, sizeof nonce, tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, gcm_key));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_seal(&key, &parameters, NULL, 0U, NULL));
    CHECK_BYTES(gmac, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_open(&key, &parameters, NULL, 0U, NULL));
    parameters.aad_length--;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_gcm_open(&key, &parameters, NULL, 0U, NULL));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
    CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(&context, aad, sizeof aad));
    CHECK_STATUS(AMISEC_OK, amisec_gcm_finish(&context, tag, sizeof tag));
    CHECK_BYTES(gmac, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
    CHECK_STATUS(AMISEC_OK, amisec_gcm_aad(&context, aad, sizeof aad));
    CHECK_STATUS(AMISEC_OK, amisec_gcm_finish_verify(&context, gmac, 12U));
}

/* Every tag length of the standard, and no other; a tag is the start of the longest one. */
TEST(takes_the_tag_lengths_of_the_standard_only)
{
    amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;
    amisec_gcm_t context;
    amisec_aes128_key_t key;
    uint8_t buffer[60];
    uint8_t tag[20];
    uint8_t length;

    set_parameters(&parameters, nonce, sizeof nonce, tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, gcm_key));
    for (length = 0U; length <= sizeof tag; length++) {
        const int is_one = length == 4U || length == 8U || (length >= 12U && length <= 16U);
        const amisec_status_t expected = is_one ? AMISEC_OK : AMISEC_BAD_LENGTH;

        parameters.tag_length = length;
        memset(tag, 0, sizeof tag);
        memcpy(buffer, message, sizeof buffer);
        CHECK_STATUS(expected, amisec_aes128_gcm_seal(&key, &parameters, buffer, sizeof buffer, buffer));
        CHECK_STATUS(expected, amisec_aes128_gcm_open(&key, &parameters, buffer, sizeof buffer, buffer));
        CHECK_BYTES(message, buffer, sizeof buffer);
        if (is_one) {
            CHECK_BYTES(tag_128, tag, length);
        }
        CHECK_ZERO(&tag[is_one ? length : 0U], sizeof tag - (is_one ? length : 0U));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
        CHECK_STATUS(expected, amisec_gcm_finish(&context, tag, length));
        CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
        CHECK_STATUS(
            is_one ? AMISEC_NOT_AUTHENTIC : AMISEC_BAD_LENGTH, amisec_gcm_finish_verify(&context, tag_192, length));
    }
}

/* The limit is looked at before anything is read. */
#if SIZE_MAX > 0xFFFFFFFFU
TEST(refuses_a_text_beyond_two_to_the_thirty_second_blocks)
{
    amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;
    amisec_aes128_key_t key;
    uint8_t bytes[16];
    uint8_t tag[16];
    const size_t most = ((size_t)1U << 36) - 32U;

    memset(bytes, 0, sizeof bytes);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, gcm_key));
    set_parameters(&parameters, bytes, sizeof bytes, tag);
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_gcm_seal(&key, &parameters, bytes, most + 1U, bytes));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_aes128_gcm_open(&key, &parameters, bytes, most + 1U, bytes));
    /* The longest one is looked at further: it lies over the nonce. */
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_aes128_gcm_seal(&key, &parameters, bytes, most, bytes));
}
#else
TEST(refuses_a_text_beyond_two_to_the_thirty_second_blocks)
{
    /* No buffer is as long. */
}
#endif

TEST(a_message_goes_one_way_and_in_order)
{
    amisec_gcm_t context = AMISEC_GCM_INIT;
    amisec_aes128_key_t key;
    uint8_t buffer[8];
    uint8_t tag[16];

    memset(buffer, 0, sizeof buffer);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, gcm_key));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_aad(&context, aad, 4U));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_encrypt_update(&context, &key, NULL, 0U, NULL));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_aad(&context, aad, 4U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_gcm_decrypt_unverified_update(&context, &key, buffer, 8U, buffer));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_finish_verify(&context, tag_128, 16U));
    CHECK_ZERO(buffer, sizeof buffer);
    CHECK_STATUS(AMISEC_OK, amisec_gcm_finish(&context, tag, sizeof tag));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_finish(&context, tag, sizeof tag));

    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_start(&context, &key, nonce, sizeof nonce));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_gcm_decrypt_unverified_update(&context, &key, NULL, 0U, NULL));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_aad(&context, aad, 4U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_aes128_gcm_encrypt_update(&context, &key, buffer, 8U, buffer));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_finish(&context, tag, sizeof tag));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_gcm_finish_verify(&context, tag_128, 16U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_gcm_finish_verify(&context, tag_128, 16U));
}

TESTS(
    "AES-GCM",
    CASE(seals_and_opens_with_a_nonce_of_twelve_bytes),
    CASE(seals_and_opens_with_nonces_of_other_lengths),
    CASE(seals_and_opens_with_longer_keys),
    CASE(a_message_may_be_associated_data_only),
    CASE(takes_the_tag_lengths_of_the_standard_only),
    CASE(refuses_a_text_beyond_two_to_the_thirty_second_blocks),
    CASE(a_message_goes_one_way_and_in_order))
