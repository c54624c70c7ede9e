/* EAX' (ANSI C12.22), with the examples of "EAX' Cipher Mode" (May 2011), a second implementation over
 * single blocks, and the forgeries of IACR ePrint 2012/018. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t first_key[16] = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
};
static const uint8_t first_cleartext[68] = {
    0xA2, 0x0C, 0x06, 0x0A, 0x60, 0x7C, 0x86, 0xF7, 0x54, 0x01, 0x16, 0x00, 0x17, 0x02, 0xA7, 0x03,
    0x02, 0x01, 0x04, 0xA8, 0x03, 0x02, 0x01, 0x02, 0xAC, 0x0F, 0xA2, 0x0D, 0xA0, 0x0B, 0xA1, 0x09,
    0x80, 0x01, 0x02, 0x81, 0x04, 0x48, 0xE9, 0x93, 0x88, 0xBE, 0x19, 0x28, 0x17, 0x81, 0x15, 0x9A,
    0xA6, 0x0D, 0x06, 0x0B, 0x60, 0x7C, 0x86, 0xF7, 0x54, 0x01, 0x16, 0x00, 0x17, 0x82, 0x11, 0x02,
    0x48, 0xE9, 0x93, 0x88,
};
static const uint8_t first_plaintext[16] = {
    0x54, 0x45, 0x4D, 0x50, 0x0B, 0x40, 0x00, 0x07, 0x00, 0x05, 0x1A, 0x00, 0x00, 0x02, 0x00, 0xE4,
};
static const uint8_t first_ciphertext[16] = {
    0x40, 0x31, 0xCC, 0x95, 0x7D, 0x4E, 0xDF, 0x9A, 0x35, 0x7F, 0x3D, 0xB0, 0xFA, 0x9F, 0xE8, 0x38,
};
static const uint8_t first_tag[4] = {
    0x65, 0x55, 0xC0, 0x29,
};
static const uint8_t second_key[16] = {
    0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0, 0x00,
};
static const uint8_t second_cleartext[65] = {
    0xA2, 0x0E, 0x06, 0x0C, 0x60, 0x86, 0x48, 0x01, 0x86, 0xFC, 0x2F, 0x81, 0x1C, 0xAA, 0x4E, 0x01,
    0xA8, 0x06, 0x02, 0x04, 0x39, 0xA0, 0x0E, 0xBB, 0xAC, 0x0F, 0xA2, 0x0D, 0xA0, 0x0B, 0xA1, 0x09,
    0x80, 0x01, 0x00, 0x81, 0x04, 0x4B, 0xCE, 0xE2, 0xC3, 0xBE, 0x25, 0x28, 0x23, 0x81, 0x21, 0x88,
    0xA6, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x85, 0x63, 0x00, 0x4B, 0xCE, 0xE2,
    0xC3,
};
static const uint8_t second_plaintext[28] = {
    0x17, 0x51, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30,
    0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x00, 0x00, 0x03, 0x30, 0x00, 0x01,
};
static const uint8_t second_ciphertext[28] = {
    0x9C, 0xF3, 0x2C, 0x7E, 0xC2, 0x4C, 0x25, 0x0B, 0xE7, 0xB0, 0x74, 0x9F, 0xEE, 0xE7, 0x1A, 0x22,
    0x0D, 0x0E, 0xEE, 0x97, 0x6E, 0xC2, 0x3D, 0xBF, 0x0C, 0xAA, 0x08, 0xEA,
};
static const uint8_t second_tag[4] = {
    0x00, 0x54, 0x3E, 0x66,
};

static void check_example(
    const uint8_t *key_bytes, const uint8_t *cleartext, size_t cleartext_length, const uint8_t *payload,
    const uint8_t *ciphertext, size_t length, const uint8_t *expected)
{
    amisec_aes128_key_t key;
    uint8_t message[28];
    uint8_t tag[4];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    CHECK_STATUS(AMISEC_OK,
        amisec_aes128_eax_prime_seal(&key, cleartext, cleartext_length, payload, length, message, tag));
    CHECK_BYTES(ciphertext, message, length);
    CHECK_BYTES(expected, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK,
        amisec_aes128_eax_prime_open(&key, cleartext, cleartext_length, tag, message, length, message));
    CHECK_BYTES(payload, message, length);
}

TEST(seals_and_opens_the_published_examples)
{
    check_example(first_key, first_cleartext, sizeof first_cleartext, first_plaintext, first_ciphertext,
        sizeof first_plaintext, first_tag);
    check_example(second_key, second_cleartext, sizeof second_cleartext, second_plaintext, second_ciphertext,
        sizeof second_plaintext, second_tag);
}

/* ------------------------------------------------- a second implementation, without the length rule */

static void double_little_endian(uint8_t block[16])
{
    uint8_t carry = 0U;
    uint8_t i;

    for (i = 0U; i < 16U; i++) {
        const uint8_t next = (uint8_t)(block[i] >> 7);

        block[i] = (uint8_t)((uint8_t)(block[i] << 1) | carry);
        carry = next;
    }
    if (carry != 0U) {
        block[0] ^= 0x87U;
    }
}

/* CMAC' from `start`; an empty message gives `start`. */
static void cmac_prime(
    const amisec_aes128_key_t *key, const uint8_t start[16], const uint8_t *message, size_t length,
    const uint8_t d[16], const uint8_t q[16], uint8_t sum[16])
{
    size_t i;
    uint8_t k;

    memcpy(sum, start, 16U);
    for (i = 0U; i < length; i += 16U) {
        for (k = 0U; k < 16U && i + k < length; k++) {
            sum[k] ^= message[i + k];
        }
        if (k < 16U) {
            sum[k] ^= 0x80U;
        }
        if (i + 16U >= length) {
            uint8_t m;

            for (m = 0U; m < 16U; m++) {
                sum[m] = (uint8_t)(sum[m] ^ (k < 16U ? q[m] : d[m]));
            }
        }
        CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(key, sum, sum));
    }
}

/* The tag that belongs to a cleartext and a ciphertext; `counter` receives the first counter block. */
static void tag_of(
    const amisec_aes128_key_t *key, const uint8_t *cleartext, size_t cleartext_length, const uint8_t *ciphertext,
    size_t length, uint8_t counter[16], uint8_t tag[4])
{
    uint8_t d[16];
    uint8_t q[16];
    uint8_t sum[16];
    uint8_t i;

    memset(d, 0, sizeof d);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_encrypt_block(key, d, d));
    double_little_endian(d);
    memcpy(q, d, sizeof q);
    double_little_endian(q);
    cmac_prime(key, d, cleartext, cleartext_length, d, q, counter);
    memset(sum, 0, sizeof sum);
    if (length != 0U) {
        cmac_prime(key, q, ciphertext, length, d, q, sum);
    }
    for (i = 0U; i < 4U; i++) {
        tag[i] = (uint8_t)(counter[12U + i] ^ sum[12U + i]);
    }
    counter[12] &= 0x7FU;
    counter[14] &= 0x7FU;
}

static uint32_t random_state = 1U;

static void fill_random(uint8_t *bytes, size_t length)
{
    size_t i;

    for (i = 0U; i < length; i++) {
        random_state = random_state * (uint32_t)1664525U + (uint32_t)1013904223U;
        bytes[i] = (uint8_t)(random_state >> 24);
    }
}

/* Cleartexts and payloads of lengths around the block, empty payloads among them. */
TEST(agrees_with_a_second_implementation)
{
    static const uint8_t payload_lengths[] = { 0U, 1U, 15U, 16U, 17U, 32U, 33U };
    amisec_aes128_key_t key;
    uint8_t cleartext[49];
    uint8_t payload[33];
    uint8_t message[33];
    uint8_t expected[33];
    uint8_t counter[16];
    uint8_t tag[4];
    uint8_t expected_tag[4];
    uint8_t bytes[16];
    uint8_t i;
    uint8_t length;

    for (length = 17U; length <= sizeof cleartext; length = (uint8_t)(length + (CHECK_THOROUGH ? 1U : 15U))) {
        for (i = 0U; i < sizeof payload_lengths; i++) {
            const size_t payload_length = payload_lengths[i];

            fill_random(bytes, sizeof bytes);
            fill_random(cleartext, length);
            fill_random(payload, payload_length);
            CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
            CHECK_STATUS(AMISEC_OK,
                amisec_aes128_eax_prime_seal(&key, cleartext, length, payload, payload_length, message, tag));
            tag_of(&key, cleartext, length, message, payload_length, counter, expected_tag);
            CHECK_BYTES(expected_tag, tag, sizeof tag);
            CHECK_STATUS(AMISEC_OK, amisec_aes128_ctr(&key, counter, payload, payload_length, expected));
            CHECK_BYTES(expected, message, payload_length);
            CHECK_STATUS(AMISEC_OK,
                amisec_aes128_eax_prime_open(&key, cleartext, length, tag, message, payload_length, message));
            CHECK_BYTES(payload, message, payload_length);
        }
    }
}

/* C12.22's mode without encryption: the payload is the end of the cleartext. */
TEST(authenticates_a_payload_that_stays_in_clear)
{
    amisec_aes128_key_t key;
    uint8_t counter[16];
    uint8_t tag[4];
    uint8_t expected[4];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, first_key));
    CHECK_STATUS(AMISEC_OK, amisec_aes128_eax_prime_seal(
        &key, first_cleartext, sizeof first_cleartext, NULL, 0U, NULL, tag));
    tag_of(&key, first_cleartext, sizeof first_cleartext, NULL, 0U, counter, expected);
    CHECK_BYTES(expected, tag, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_eax_prime_open(
        &key, first_cleartext, sizeof first_cleartext, tag, NULL, 0U, NULL));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_aes128_eax_prime_open(
        &key, first_cleartext, sizeof first_cleartext - 1U, tag, NULL, 0U, NULL));
}

/* Both shapes of ePrint 2012/018, section 3, with a tag of zeros: an implementation without the length
 * rule accepts them under every key, ours under none. */
TEST(refuses_the_published_forgeries_under_every_key)
{
    static const uint8_t zeros[4];
    amisec_aes128_key_t key;
    uint8_t padded[16];
    uint8_t counter[16];
    uint8_t output[16];
    uint8_t tag[4];
    uint8_t bytes[16];
    uint16_t turn;

    for (turn = 0U; turn < (CHECK_THOROUGH ? 1000U : 16U); turn++) {
        const uint8_t length = (uint8_t)(turn % 16U);

        fill_random(bytes, sizeof bytes);
        CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, bytes));
        memset(padded, 0, sizeof padded);
        fill_random(padded, length);
        padded[length] = 0x80U;

        /* A cleartext of 16 bytes that is the padded ciphertext. */
        if (length != 0U) {
            tag_of(&key, padded, sizeof padded, padded, length, counter, tag);
            CHECK_BYTES(zeros, tag, sizeof tag);
            memset(output, 0xEE, sizeof output);
            CHECK_STATUS(AMISEC_BAD_LENGTH,
                amisec_aes128_eax_prime_open(&key, padded, sizeof padded, zeros, padded, length, output));
            CHECK(output[0] == 0xEEU);
        }
        /* A shorter cleartext whose padded form is the ciphertext. */
        if (length != 0U) {
            tag_of(&key, padded, length, padded, sizeof padded, counter, tag);
            CHECK_BYTES(zeros, tag, sizeof tag);
        }
        CHECK_STATUS(AMISEC_BAD_LENGTH,
            amisec_aes128_eax_prime_open(&key, padded, length, zeros, padded, sizeof padded, output));
        CHECK_STATUS(AMISEC_BAD_LENGTH,
            amisec_aes128_eax_prime_seal(&key, padded, length, padded, sizeof padded, output, tag));
    }
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, CLEARTEXT, SEAL_DATA, SEAL_RESULT, SEAL_TAG };
enum { OPEN_TAG = 2, OPEN_DATA, OPEN_RESULT };

#define CLEAR 21U
#define PAYLOAD 19U

static const struct parameter seal_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    INPUT_OF_LENGTH("cleartext", CLEAR, AMISEC_BAD_LENGTH),
    INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_OK),
    OUTPUT_AS_LONG_AS(SEAL_DATA, "output", PAYLOAD),
    OUTPUT("tag", 4U, NEVER),
};
static const struct parameter open_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    INPUT_OF_LENGTH("cleartext", CLEAR, AMISEC_BAD_LENGTH),
    INPUT("tag", 4U),
    INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_NOT_AUTHENTIC),
    OUTPUT_AS_LONG_AS(OPEN_DATA, "output", PAYLOAD),
};
static const struct wrong_length wrong_lengths[] = {
    { CLEARTEXT, 1U }, { CLEARTEXT, 8U }, { CLEARTEXT, 15U }, { CLEARTEXT, 16U },
};

static amisec_status_t call_seal(const struct argument *with)
{
    return amisec_aes128_eax_prime_seal(
        with[KEY].pointer, with[CLEARTEXT].pointer, with[CLEARTEXT].length, with[SEAL_DATA].pointer,
        with[SEAL_DATA].length, with[SEAL_RESULT].pointer, with[SEAL_TAG].pointer);
}

static amisec_status_t call_open(const struct argument *with)
{
    return amisec_aes128_eax_prime_open(
        with[KEY].pointer, with[CLEARTEXT].pointer, with[CLEARTEXT].length, with[OPEN_TAG].pointer,
        with[OPEN_DATA].pointer, with[OPEN_DATA].length, with[OPEN_RESULT].pointer);
}

static void prepare_seal(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_128));
}

static void prepare_open(const struct argument *with)
{
    prepare_seal(with);
    CHECK_STATUS(AMISEC_OK,
        amisec_aes128_eax_prime_seal(
            with[KEY].pointer, with[CLEARTEXT].pointer, CLEAR, with[OPEN_DATA].pointer, PAYLOAD,
            with[OPEN_DATA].pointer, with[OPEN_TAG].pointer));
}

ROW(amisec_aes128_eax_prime_seal, seal_parameters, .call = call_seal, .prepare = prepare_seal,
    WRONG_LENGTHS(wrong_lengths))
ROW(amisec_aes128_eax_prime_open, open_parameters, .call = call_open, .prepare = prepare_open,
    WRONG_LENGTHS(wrong_lengths))

TEST(one_flipped_bit_is_not_authentic)
{
    const struct row *row = &amisec_aes128_eax_prime_open_row;

    fails_for_flipped_bits(row, OPEN_TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, CLEARTEXT, 0U, 11U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, OPEN_DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "EAX'",
    CASE(seals_and_opens_the_published_examples),
    CASE(agrees_with_a_second_implementation),
    CASE(authenticates_a_payload_that_stays_in_clear),
    CASE(refuses_the_published_forgeries_under_every_key),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(amisec_aes128_eax_prime_seal_refusals),
    CASE(amisec_aes128_eax_prime_open_refusals))
