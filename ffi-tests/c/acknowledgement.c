/* Acknowledgements of commands; the messages that are not made here are pycose's. */
#include "p256_fixture.h"
#include "random_script.h"
#include "refusals.h"

static const uint8_t shared_key[32] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
    0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F,
};
/* Meter AMI00001, number 74565 of "head", AMISEC_OK. */
static const uint8_t pycose_signed[97] = {
    0xD2, 0x84, 0x43, 0xA1, 0x01, 0x26, 0xA0, 0x57, 0x84, 0x48, 0x41, 0x4D, 0x49, 0x30, 0x30, 0x30,
    0x30, 0x31, 0x44, 0x68, 0x65, 0x61, 0x64, 0x1A, 0x00, 0x01, 0x23, 0x45, 0x19, 0x29, 0xB8, 0x58,
    0x40, 0x95, 0x3C, 0xFC, 0x4F, 0x0B, 0xEA, 0x2B, 0xFE, 0x2D, 0x7D, 0xB3, 0xA4, 0x27, 0x46, 0x88,
    0x0A, 0x3B, 0xD9, 0x91, 0xFB, 0x78, 0x9C, 0x4E, 0x6A, 0x6D, 0x8E, 0x1E, 0x58, 0x96, 0xA9, 0x9A,
    0xE3, 0xD9, 0xDB, 0x0D, 0x70, 0x35, 0x5F, 0x6B, 0xBF, 0xAD, 0x71, 0x93, 0xFD, 0xA9, 0xD9, 0xC1,
    0x10, 0x1A, 0xAD, 0xB3, 0x0F, 0xD0, 0x31, 0x63, 0xBE, 0x08, 0x18, 0x8B, 0x25, 0x17, 0x5F, 0x4A,
    0xE4,
};
static const uint8_t pycose_tagged[40] = {
    0xD1, 0x84, 0x43, 0xA1, 0x01, 0x04, 0xA0, 0x57, 0x84, 0x48, 0x41, 0x4D, 0x49, 0x30, 0x30, 0x30,
    0x30, 0x31, 0x44, 0x68, 0x65, 0x61, 0x64, 0x1A, 0x00, 0x01, 0x23, 0x45, 0x19, 0x29, 0xB8, 0x48,
    0x62, 0xD4, 0xBB, 0xA9, 0x25, 0x3F, 0x6D, 0xC4,
};

#define SIGNED_LENGTH AMISEC_ACKNOWLEDGEMENT_SIGNED_LENGTH
#define TAGGED_LENGTH AMISEC_ACKNOWLEDGEMENT_TAGGED_LENGTH

static amisec_acknowledgement_t said(void)
{
    static const uint8_t key_id[4] = { 'h', 'e', 'a', 'd' };
    static const uint8_t meter[8] = { 'A', 'M', 'I', '0', '0', '0', '0', '1' };
    amisec_acknowledgement_t content = AMISEC_ACKNOWLEDGEMENT_INIT;

    content.sequence = 74565U;
    content.result = AMISEC_OK;
    memcpy(content.key_id, key_id, sizeof key_id);
    memcpy(content.meter, meter, sizeof meter);
    return content;
}

static void set_up(amisec_p256_private_key_t *private_key, amisec_p256_public_key_t *public_key)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(public_key, public_raw));
}

TEST(signs_and_verifies_as_pycose_does)
{
    const amisec_acknowledgement_t expected = said();
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    struct random_script script = { "AB", 0U };
    amisec_acknowledgement_t content;
    uint8_t message[SIGNED_LENGTH];
    size_t length;

    set_up(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK,
        amisec_acknowledgement_verify(&public_key, pycose_signed, sizeof pycose_signed, &content));
    CHECK_BYTES(&expected, &content, sizeof expected);
    CHECK_STATUS(AMISEC_OK,
        amisec_acknowledgement_sign(
            &private_key, &public_key, &expected, scripted_random, &script, message, &length));
    CHECK(length == sizeof pycose_signed);
    CHECK_BYTES(pycose_signed, message, sizeof pycose_signed - 64U);
    CHECK_STATUS(AMISEC_OK, amisec_acknowledgement_verify(&public_key, message, length, &content));
    CHECK_BYTES(&expected, &content, sizeof expected);
    /* Not under a command's name, nor as another kind. */
    CHECK_STATUS(AMISEC_MALFORMED,
        amisec_acknowledgement_check(shared_key, sizeof shared_key, message, length, &content));
    CHECK_ZERO(&content, sizeof content);
}

TEST(tags_and_checks_as_pycose_does)
{
    const amisec_acknowledgement_t expected = said();
    amisec_acknowledgement_t content;
    uint8_t message[TAGGED_LENGTH];
    size_t length;

    CHECK_STATUS(
        AMISEC_OK, amisec_acknowledgement_tag(shared_key, sizeof shared_key, &expected, message, &length));
    CHECK(length == sizeof pycose_tagged);
    CHECK_BYTES(pycose_tagged, message, sizeof pycose_tagged);
    CHECK_STATUS(
        AMISEC_OK, amisec_acknowledgement_check(shared_key, sizeof shared_key, message, length, &content));
    CHECK_BYTES(&expected, &content, sizeof expected);
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_acknowledgement_check(shared_key, 31U, message, length, &content));
    CHECK_ZERO(&content, sizeof content);
}

TEST(every_length_of_a_number_goes_both_ways)
{
    static const uint32_t sequences[] = { 1U, 23U, 24U, 255U, 256U, 65535U, 65536U, 0xFFFFFFFEU };
    static const uint16_t results[] = { 0U, 23U, 24U, 255U, 256U, 65535U };
    amisec_acknowledgement_t content = said();
    amisec_acknowledgement_t back;
    uint8_t message[TAGGED_LENGTH];
    size_t length;
    uint8_t i;
    uint8_t k;

    for (i = 0U; i < sizeof sequences / sizeof sequences[0]; i++) {
        for (k = 0U; k < sizeof results / sizeof results[0]; k++) {
            size_t end;

            content.sequence = sequences[i];
            content.result = results[k];
            CHECK_STATUS(
                AMISEC_OK, amisec_acknowledgement_tag(shared_key, sizeof shared_key, &content, message, &length));
            CHECK(length <= TAGGED_LENGTH && length >= TAGGED_LENGTH - 6U);
            CHECK_STATUS(
                AMISEC_OK, amisec_acknowledgement_check(shared_key, sizeof shared_key, message, length, &back));
            CHECK_BYTES(&content, &back, sizeof content);
            for (end = 0U; end < length; end++) {
                CHECK_STATUS(AMISEC_MALFORMED,
                    amisec_acknowledgement_check(shared_key, sizeof shared_key, message, end, &back));
            }
        }
    }
    content.result = 65536U;
    CHECK_STATUS(AMISEC_BAD_ARGUMENT,
        amisec_acknowledgement_tag(shared_key, sizeof shared_key, &content, message, &length));
}

/* A fault while signing: the public key is not that of the private one. */
TEST(a_signature_that_does_not_verify_is_not_released)
{
    const amisec_acknowledgement_t content = said();
    amisec_p256_private_key_t private_key;
    amisec_p256_private_key_t another;
    amisec_p256_public_key_t public_key;
    struct random_script script = { "AB", 0U };
    uint8_t message[SIGNED_LENGTH];
    size_t length = 99U;

    set_up(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&another, shared_key));
    memset(message, 0x55, sizeof message);
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
        amisec_acknowledgement_sign(&another, &public_key, &content, scripted_random, &script, message, &length));
    CHECK_ZERO(message, sizeof message);
    CHECK(length == 0U);
}

/* --- Refusals --- */

enum { KEY, PUBLIC_KEY, CONTENT, RANDOM_FUNCTION, MESSAGE, LENGTH };

static const struct parameter sign_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    STRUCTURE("acknowledgement", amisec_acknowledgement_t),
    RANDOM("random"),
    OUTPUT("message", SIGNED_LENGTH, NEVER),
    NUMBER("message_length"),
};

static void connect_sign(const struct argument *with)
{
    if (with[CONTENT].pointer != NULL) {
        const amisec_acknowledgement_t content = said();

        memcpy(with[CONTENT].pointer, &content, sizeof content);
    }
}

static void prepare_sign(const struct argument *with)
{
    set_up(with[KEY].pointer, with[PUBLIC_KEY].pointer);
    connect_sign(with);
}

static amisec_status_t call_sign(const struct argument *with)
{
    return amisec_acknowledgement_sign(with[KEY].pointer, with[PUBLIC_KEY].pointer, with[CONTENT].pointer,
        with[RANDOM_FUNCTION].pointer == NULL ? NULL : scripted_random, with[RANDOM_FUNCTION].pointer,
        with[MESSAGE].pointer, with[LENGTH].pointer);
}

ROW(amisec_acknowledgement_sign, sign_parameters, .call = call_sign, .prepare = prepare_sign,
    .connect = connect_sign)

enum { SIGNER, SIGNED, READ };

static const struct parameter verify_parameters[] = {
    OBJECT("public_key", amisec_p256_public_key_t),
    INPUT_OF_LENGTH("message", sizeof pycose_signed, AMISEC_MALFORMED),
    NEW_OBJECT("acknowledgement", amisec_acknowledgement_t),
};

static void prepare_verify(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[SIGNER].pointer, public_raw));
    memcpy(with[SIGNED].pointer, pycose_signed, sizeof pycose_signed);
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_acknowledgement_verify(
        with[SIGNER].pointer, with[SIGNED].pointer, with[SIGNED].length, with[READ].pointer);
}

ROW(amisec_acknowledgement_verify, verify_parameters, .call = call_verify, .prepare = prepare_verify)

enum { SHARED, TOLD, TAGGED, TAGGED_SIZE };

static const struct parameter tag_parameters[] = {
    INPUT_OF_LENGTH("key", 32U, AMISEC_BAD_LENGTH),
    STRUCTURE("acknowledgement", amisec_acknowledgement_t),
    OUTPUT("message", TAGGED_LENGTH, NEVER),
    NUMBER("message_length"),
};
static const struct wrong_length short_keys[] = { { SHARED, 1U }, { SHARED, 15U } };

static void connect_tag(const struct argument *with)
{
    if (with[TOLD].pointer != NULL) {
        const amisec_acknowledgement_t content = said();

        memcpy(with[TOLD].pointer, &content, sizeof content);
    }
}

static amisec_status_t call_tag(const struct argument *with)
{
    return amisec_acknowledgement_tag(with[SHARED].pointer, with[SHARED].length, with[TOLD].pointer,
        with[TAGGED].pointer, with[TAGGED_SIZE].pointer);
}

ROW(amisec_acknowledgement_tag, tag_parameters, .call = call_tag, .prepare = connect_tag, .connect = connect_tag,
    WRONG_LENGTHS(short_keys))

enum { CHECKED = 1, GIVEN };

static const struct parameter check_parameters[] = {
    INPUT_OF_LENGTH("key", 32U, AMISEC_BAD_LENGTH),
    INPUT_OF_LENGTH("message", sizeof pycose_tagged, AMISEC_MALFORMED),
    NEW_OBJECT("acknowledgement", amisec_acknowledgement_t),
};

static void prepare_check(const struct argument *with)
{
    memcpy(with[SHARED].pointer, shared_key, sizeof shared_key);
    memcpy(with[CHECKED].pointer, pycose_tagged, sizeof pycose_tagged);
}

static amisec_status_t call_check(const struct argument *with)
{
    return amisec_acknowledgement_check(with[SHARED].pointer, with[SHARED].length, with[CHECKED].pointer,
        with[CHECKED].length, with[GIVEN].pointer);
}

ROW(amisec_acknowledgement_check, check_parameters, .call = call_check, .prepare = prepare_check,
    WRONG_LENGTHS(short_keys))

TEST(a_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_acknowledgement_check_row, CHECKED, 8U * (sizeof pycose_tagged - 8U), 5U,
        AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_acknowledgement_check_row, SHARED, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_acknowledgement_verify_row, SIGNED, 8U * (sizeof pycose_signed - 64U), 97U,
        AMISEC_NOT_AUTHENTIC);
}

TEST(without_random_bytes_nothing_is_signed)
{
    static const char *const scripts[] = { "!", "A!", "z", "Az", "AA", "0", "A0" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_acknowledgement_sign_row, scripts[i]);
    }
}

TESTS(
    "Acknowledgements",
    CASE(signs_and_verifies_as_pycose_does),
    CASE(tags_and_checks_as_pycose_does),
    CASE(every_length_of_a_number_goes_both_ways),
    CASE(a_signature_that_does_not_verify_is_not_released),
    CASE(amisec_acknowledgement_sign_refusals),
    CASE(amisec_acknowledgement_verify_refusals),
    CASE(amisec_acknowledgement_tag_refusals),
    CASE(amisec_acknowledgement_check_refusals),
    CASE(a_flipped_bit_is_not_authentic),
    CASE(without_random_bytes_nothing_is_signed))
