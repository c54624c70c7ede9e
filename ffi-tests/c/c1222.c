/* Messages of ANSI C12.22, with the examples of "EAX' Cipher Mode" (May 2011), and EAX' itself where nothing is
 * published. */
#include "aes_sizes.h"
#include "refusals.h"

static const uint8_t first_key[16] = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
};
/* Key id and IV stand behind them in the example. */
static const uint8_t first_elements[63] = {
    0xA2, 0x0C, 0x06, 0x0A, 0x60, 0x7C, 0x86, 0xF7, 0x54, 0x01, 0x16, 0x00, 0x17, 0x02, 0xA7, 0x03,
    0x02, 0x01, 0x04, 0xA8, 0x03, 0x02, 0x01, 0x02, 0xAC, 0x0F, 0xA2, 0x0D, 0xA0, 0x0B, 0xA1, 0x09,
    0x80, 0x01, 0x02, 0x81, 0x04, 0x48, 0xE9, 0x93, 0x88, 0xBE, 0x19, 0x28, 0x17, 0x81, 0x15, 0x9A,
    0xA6, 0x0D, 0x06, 0x0B, 0x60, 0x7C, 0x86, 0xF7, 0x54, 0x01, 0x16, 0x00, 0x17, 0x82, 0x11,
};
static const uint8_t first_payload[16] = {
    0x54, 0x45, 0x4D, 0x50, 0x0B, 0x40, 0x00, 0x07, 0x00, 0x05, 0x1A, 0x00, 0x00, 0x02, 0x00, 0xE4,
};
static const uint8_t first_ciphertext[16] = {
    0x40, 0x31, 0xCC, 0x95, 0x7D, 0x4E, 0xDF, 0x9A, 0x35, 0x7F, 0x3D, 0xB0, 0xFA, 0x9F, 0xE8, 0x38,
};
static const uint8_t first_mac[4] = { 0x65, 0x55, 0xC0, 0x29 };
static const uint8_t second_key[16] = {
    0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0, 0x00,
};
static const uint8_t second_elements[60] = {
    0xA2, 0x0E, 0x06, 0x0C, 0x60, 0x86, 0x48, 0x01, 0x86, 0xFC, 0x2F, 0x81, 0x1C, 0xAA, 0x4E, 0x01,
    0xA8, 0x06, 0x02, 0x04, 0x39, 0xA0, 0x0E, 0xBB, 0xAC, 0x0F, 0xA2, 0x0D, 0xA0, 0x0B, 0xA1, 0x09,
    0x80, 0x01, 0x00, 0x81, 0x04, 0x4B, 0xCE, 0xE2, 0xC3, 0xBE, 0x25, 0x28, 0x23, 0x81, 0x21, 0x88,
    0xA6, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x85, 0x63,
};
static const uint8_t second_payload[28] = {
    0x17, 0x51, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30,
    0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x00, 0x00, 0x03, 0x30, 0x00, 0x01,
};
static const uint8_t second_ciphertext[28] = {
    0x9C, 0xF3, 0x2C, 0x7E, 0xC2, 0x4C, 0x25, 0x0B, 0xE7, 0xB0, 0x74, 0x9F, 0xEE, 0xE7, 0x1A, 0x22,
    0x0D, 0x0E, 0xEE, 0x97, 0x6E, 0xC2, 0x3D, 0xBF, 0x0C, 0xAA, 0x08, 0xEA,
};
static const uint8_t second_mac[4] = { 0x00, 0x54, 0x3E, 0x66 };

static const amisec_c1222_parameters_t first = {
    first_elements, sizeof first_elements, 0x48E99388U, 2U, AMISEC_C1222_ENCRYPTED,
};
static const amisec_c1222_parameters_t second = {
    second_elements, sizeof second_elements, 0x4BCEE2C3U, 0U, AMISEC_C1222_ENCRYPTED,
};

static void check_example(
    const uint8_t *key_bytes, const amisec_c1222_parameters_t *parameters, const uint8_t *payload,
    const uint8_t *ciphertext, size_t length, const uint8_t *expected)
{
    amisec_aes128_key_t key;
    uint8_t message[28];
    uint8_t mac[4];

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_c1222_protect(&key, parameters, payload, length, message, mac));
    CHECK_BYTES(ciphertext, message, length);
    CHECK_BYTES(expected, mac, sizeof mac);
    CHECK_STATUS(AMISEC_OK, amisec_c1222_unprotect(&key, parameters, mac, message, length, message));
    CHECK_BYTES(payload, message, length);
}

TEST(protects_and_unprotects_the_published_examples)
{
    check_example(first_key, &first, first_payload, first_ciphertext, sizeof first_payload, first_mac);
    check_example(second_key, &second, second_payload, second_ciphertext, sizeof second_payload, second_mac);
}

/* Without encryption the payload is the end of the cleartext, and comes out as it went in. */
TEST(authenticates_a_payload_that_stays_in_clear)
{
    amisec_c1222_parameters_t parameters = first;
    amisec_aes128_key_t key;
    uint8_t cleartext[sizeof first_elements + 5U + sizeof first_payload];
    uint8_t *end = cleartext + sizeof first_elements;
    uint8_t message[sizeof first_payload];
    uint8_t mac[4];
    uint8_t expected[4];

    parameters.security_mode = AMISEC_C1222_AUTHENTICATED;
    memcpy(cleartext, first_elements, sizeof first_elements);
    memcpy(end, "\x02\x48\xE9\x93\x88", 5U);
    memcpy(end + 5U, first_payload, sizeof first_payload);
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, first_key));
    CHECK_STATUS(
        AMISEC_OK, amisec_aes128_eax_prime_seal(&key, cleartext, sizeof cleartext, NULL, 0U, NULL, expected));
    CHECK_STATUS(
        AMISEC_OK, amisec_c1222_protect(&key, &parameters, first_payload, sizeof first_payload, message, mac));
    CHECK_BYTES(first_payload, message, sizeof message);
    CHECK_BYTES(expected, mac, sizeof mac);
    memset(message, 0, sizeof message);
    CHECK_STATUS(AMISEC_OK,
        amisec_c1222_unprotect(&key, &parameters, mac, first_payload, sizeof first_payload, message));
    CHECK_BYTES(first_payload, message, sizeof message);
}

/* What one mode made is nothing in the other, and nothing of it is released. */
TEST(a_message_in_the_other_security_mode_is_not_authentic)
{
    static const uint8_t modes[] = { AMISEC_C1222_AUTHENTICATED, AMISEC_C1222_ENCRYPTED };
    amisec_c1222_parameters_t parameters = first;
    amisec_aes128_key_t key;
    uint8_t message[sizeof first_payload];
    uint8_t mac[4];
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, first_key));
    for (i = 0U; i < 2U; i++) {
        parameters.security_mode = modes[i];
        CHECK_STATUS(AMISEC_OK,
            amisec_c1222_protect(&key, &parameters, first_payload, sizeof first_payload, message, mac));
        parameters.security_mode = modes[1U - i];
        CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
            amisec_c1222_unprotect(&key, &parameters, mac, message, sizeof message, message));
        CHECK_ZERO(message, sizeof message);
    }
}

TEST(refuses_a_security_mode_without_authentication)
{
    amisec_c1222_parameters_t parameters = first;
    amisec_aes128_key_t key;
    uint8_t message[sizeof first_payload];
    uint8_t mac[4] = { 0U };
    uint16_t mode;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, first_key));
    for (mode = 0U; mode < 256U; mode++) {
        if (mode != AMISEC_C1222_AUTHENTICATED && mode != AMISEC_C1222_ENCRYPTED) {
            parameters.security_mode = (uint8_t)mode;
            CHECK_STATUS(AMISEC_BAD_ARGUMENT,
                amisec_c1222_protect(&key, &parameters, first_payload, sizeof first_payload, message, mac));
            CHECK_STATUS(AMISEC_BAD_ARGUMENT,
                amisec_c1222_unprotect(&key, &parameters, mac, first_payload, sizeof first_payload, message));
        }
    }
}

TEST(another_key_id_or_iv_is_not_authentic)
{
    amisec_c1222_parameters_t parameters = first;
    amisec_aes128_key_t key;
    uint8_t message[sizeof first_ciphertext];
    uint8_t bit;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, first_key));
    for (bit = 0U; bit < 40U; bit++) {
        parameters.iv = bit < 32U ? first.iv ^ (uint32_t)1U << bit : first.iv;
        parameters.key_id = (uint8_t)(bit < 32U ? first.key_id : first.key_id ^ 1U << (bit - 32U));
        CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
            amisec_c1222_unprotect(
                &key, &parameters, first_mac, first_ciphertext, sizeof first_ciphertext, message));
        CHECK_ZERO(message, sizeof message);
    }
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, PARAMETERS, ELEMENTS, PROTECT_DATA, PROTECT_RESULT, PROTECT_MAC };
enum { UNPROTECT_MAC = 3, UNPROTECT_DATA, UNPROTECT_RESULT };

#define ELEMENTS_LENGTH 13U
#define PAYLOAD 19U

static const struct parameter protect_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_c1222_parameters_t),
    INPUT_OF_LENGTH("elements", ELEMENTS_LENGTH, AMISEC_BAD_LENGTH),
    INPUT_OF_LENGTH("payload", PAYLOAD, AMISEC_OK),
    OUTPUT_AS_LONG_AS(PROTECT_DATA, "output", PAYLOAD),
    OUTPUT("mac", 4U, NEVER),
};
static const struct parameter unprotect_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_c1222_parameters_t),
    INPUT_OF_LENGTH("elements", ELEMENTS_LENGTH, AMISEC_BAD_LENGTH),
    INPUT("mac", 4U),
    INPUT_OF_LENGTH("input", PAYLOAD, AMISEC_NOT_AUTHENTIC),
    OUTPUT_AS_LONG_AS(UNPROTECT_DATA, "output", PAYLOAD),
};
static const struct wrong_length wrong_lengths[] = { { ELEMENTS, 1U }, { ELEMENTS, 11U } };

static void connect(const struct argument *with)
{
    amisec_c1222_parameters_t given;

    if (with[PARAMETERS].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.elements = with[ELEMENTS].pointer;
        given.elements_length = with[ELEMENTS].length;
        given.iv = 0x01020304U;
        given.key_id = 5U;
        given.security_mode = AMISEC_C1222_ENCRYPTED;
        memcpy(with[PARAMETERS].pointer, &given, sizeof given);
    }
}

static amisec_status_t call_protect(const struct argument *with)
{
    return amisec_c1222_protect(with[KEY].pointer, with[PARAMETERS].pointer, with[PROTECT_DATA].pointer,
        with[PROTECT_DATA].length, with[PROTECT_RESULT].pointer, with[PROTECT_MAC].pointer);
}

static amisec_status_t call_unprotect(const struct argument *with)
{
    return amisec_c1222_unprotect(with[KEY].pointer, with[PARAMETERS].pointer, with[UNPROTECT_MAC].pointer,
        with[UNPROTECT_DATA].pointer, with[UNPROTECT_DATA].length, with[UNPROTECT_RESULT].pointer);
}

static void prepare_protect(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_128));
}

static void prepare_unprotect(const struct argument *with)
{
    prepare_protect(with);
    connect(with);
    CHECK_STATUS(AMISEC_OK,
        amisec_c1222_protect(with[KEY].pointer, with[PARAMETERS].pointer, with[UNPROTECT_DATA].pointer, PAYLOAD,
            with[UNPROTECT_DATA].pointer, with[UNPROTECT_MAC].pointer));
}

ROW(amisec_c1222_protect, protect_parameters, .call = call_protect, .prepare = prepare_protect,
    .connect = connect, WRONG_LENGTHS(wrong_lengths))
ROW(amisec_c1222_unprotect, unprotect_parameters, .call = call_unprotect, .prepare = prepare_unprotect,
    .connect = connect, WRONG_LENGTHS(wrong_lengths))

TEST(one_flipped_bit_is_not_authentic)
{
    const struct row *row = &amisec_c1222_unprotect_row;

    fails_for_flipped_bits(row, UNPROTECT_MAC, 0U, 1U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, ELEMENTS, 0U, 11U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, UNPROTECT_DATA, 0U, 11U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "C12.22",
    CASE(protects_and_unprotects_the_published_examples),
    CASE(authenticates_a_payload_that_stays_in_clear),
    CASE(a_message_in_the_other_security_mode_is_not_authentic),
    CASE(refuses_a_security_mode_without_authentication),
    CASE(another_key_id_or_iv_is_not_authentic),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(amisec_c1222_protect_refusals),
    CASE(amisec_c1222_unprotect_refusals))
