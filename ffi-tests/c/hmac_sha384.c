/* HMAC-SHA-384 (FIPS 198-1), with the test cases of RFC 4231. */
#include "refusals.h"

static const uint8_t tag_one[48] = {
    0xAF, 0xD0, 0x39, 0x44, 0xD8, 0x48, 0x95, 0x62, 0x6B, 0x08, 0x25, 0xF4, 0xAB, 0x46, 0x90, 0x7F,
    0x15, 0xF9, 0xDA, 0xDB, 0xE4, 0x10, 0x1E, 0xC6, 0x82, 0xAA, 0x03, 0x4C, 0x7C, 0xEB, 0xC5, 0x9C,
    0xFA, 0xEA, 0x9E, 0xA9, 0x07, 0x6E, 0xDE, 0x7F, 0x4A, 0xF1, 0x52, 0xE8, 0xB2, 0xFA, 0x9C, 0xB6,
};
static const uint8_t tag_two[48] = {
    0xAF, 0x45, 0xD2, 0xE3, 0x76, 0x48, 0x40, 0x31, 0x61, 0x7F, 0x78, 0xD2, 0xB5, 0x8A, 0x6B, 0x1B,
    0x9C, 0x7E, 0xF4, 0x64, 0xF5, 0xA0, 0x1B, 0x47, 0xE4, 0x2E, 0xC3, 0x73, 0x63, 0x22, 0x44, 0x5E,
    0x8E, 0x22, 0x40, 0xCA, 0x5E, 0x69, 0xE2, 0xC7, 0x8B, 0x32, 0x39, 0xEC, 0xFA, 0xB2, 0x16, 0x49,
};
static const uint8_t tag_three[48] = {
    0x88, 0x06, 0x26, 0x08, 0xD3, 0xE6, 0xAD, 0x8A, 0x0A, 0xA2, 0xAC, 0xE0, 0x14, 0xC8, 0xA8, 0x6F,
    0x0A, 0xA6, 0x35, 0xD9, 0x47, 0xAC, 0x9F, 0xEB, 0xE8, 0x3E, 0xF4, 0xE5, 0x59, 0x66, 0x14, 0x4B,
    0x2A, 0x5A, 0xB3, 0x9D, 0xC1, 0x38, 0x14, 0xB9, 0x4E, 0x3A, 0xB6, 0xE1, 0x01, 0xA3, 0x4F, 0x27,
};
static const uint8_t tag_four[48] = {
    0x3E, 0x8A, 0x69, 0xB7, 0x78, 0x3C, 0x25, 0x85, 0x19, 0x33, 0xAB, 0x62, 0x90, 0xAF, 0x6C, 0xA7,
    0x7A, 0x99, 0x81, 0x48, 0x08, 0x50, 0x00, 0x9C, 0xC5, 0x57, 0x7C, 0x6E, 0x1F, 0x57, 0x3B, 0x4E,
    0x68, 0x01, 0xDD, 0x23, 0xC4, 0xA7, 0xD6, 0x79, 0xCC, 0xF8, 0xA3, 0x86, 0xC6, 0x74, 0xCF, 0xFB,
};
static const uint8_t tag_five[24] = {
    0x3A, 0xBF, 0x34, 0xC3, 0x50, 0x3B, 0x2A, 0x23, 0xA4, 0x6E, 0xFC, 0x61, 0x9B, 0xAE, 0xF8, 0x97,
    0xF4, 0xC8, 0xE4, 0x2C, 0x93, 0x4C, 0xE5, 0x5C,
};
static const uint8_t tag_six[48] = {
    0x4E, 0xCE, 0x08, 0x44, 0x85, 0x81, 0x3E, 0x90, 0x88, 0xD2, 0xC6, 0x3A, 0x04, 0x1B, 0xC5, 0xB4,
    0x4F, 0x9E, 0xF1, 0x01, 0x2A, 0x2B, 0x58, 0x8F, 0x3C, 0xD1, 0x1F, 0x05, 0x03, 0x3A, 0xC4, 0xC6,
    0x0C, 0x2E, 0xF6, 0xAB, 0x40, 0x30, 0xFE, 0x82, 0x96, 0x24, 0x8D, 0xF1, 0x63, 0xF4, 0x49, 0x52,
};
static const uint8_t tag_seven[48] = {
    0x66, 0x17, 0x17, 0x8E, 0x94, 0x1F, 0x02, 0x0D, 0x35, 0x1E, 0x2F, 0x25, 0x4E, 0x8F, 0xD3, 0x2C,
    0x60, 0x24, 0x20, 0xFE, 0xB0, 0xB8, 0xFB, 0x9A, 0xDC, 0xCE, 0xBB, 0x82, 0x46, 0x1E, 0x99, 0xC5,
    0xA6, 0x78, 0xCC, 0x31, 0xE7, 0x99, 0x17, 0x6D, 0x38, 0x60, 0xE6, 0x11, 0x0C, 0x46, 0x52, 0x3E,
};

#define TEXT(string) (const uint8_t *)(string), sizeof(string) - 1U

/* The tag of a message: in one call, in parts, and verified both ways. */
static void check_case(
    const uint8_t *key, size_t key_length, const uint8_t *data, size_t data_length, const uint8_t *expected,
    size_t expected_length)
{
    amisec_hmac_sha384_t context;
    uint8_t tag[48];

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(key, key_length, data, data_length, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_STATUS(
        AMISEC_OK, amisec_hmac_sha384_verify(key, key_length, data, data_length, expected, expected_length));

    memset(tag, 0, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(&context, data, data_length / 2U));
    CHECK_STATUS(
        AMISEC_OK, amisec_hmac_sha384_update(&context, data + data_length / 2U, data_length - data_length / 2U));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_finish(&context, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_ZERO(&context, sizeof context);

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(&context, data, data_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_finish_verify(&context, expected, expected_length));
    CHECK_ZERO(&context, sizeof context);
}

TEST(authenticates_a_message)
{
    uint8_t key[25];
    uint8_t i;

    memset(key, 0x0B, 20U);
    check_case(key, 20U, TEXT("Hi There"), tag_one, sizeof tag_one);
    check_case(TEXT("Jefe"), TEXT("what do ya want for nothing?"), tag_two, sizeof tag_two);
    for (i = 0U; i < sizeof key; i++) {
        key[i] = (uint8_t)(i + 1U);
    }
    {
        uint8_t data[50];

        memset(data, 0xCD, sizeof data);
        check_case(key, sizeof key, data, sizeof data, tag_four, sizeof tag_four);
        memset(key, 0xAA, sizeof key);
        memset(data, 0xDD, sizeof data);
        check_case(key, 20U, data, sizeof data, tag_three, sizeof tag_three);
    }
}

TEST(takes_keys_longer_than_a_block)
{
    uint8_t key[131];

    memset(key, 0xAA, sizeof key);
    check_case(
        key, sizeof key, TEXT("Test Using Larger Than Block-Size Key - Hash Key First"), tag_six, sizeof tag_six);
    check_case(
        key, sizeof key,
        TEXT("This is a test using a larger than block-size key and a larger than block-size data. The key needs"
             " to be hashed before being used by the HMAC algorithm."),
        tag_seven, sizeof tag_seven);
}

/* FIPS 198-1, 4: a key above 128 bytes counts for its digest, one of 128 bytes for itself. */
TEST(hashes_keys_from_a_hundred_and_twenty_nine_bytes_on)
{
    uint8_t key[129];
    uint8_t digest[48];
    uint8_t tag[48];
    uint8_t other[48];

    memset(key, 0x33, sizeof key);
    CHECK_STATUS(AMISEC_OK, amisec_sha384(key, 129U, digest));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(key, 129U, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(digest, 48U, TEXT("reading"), other));
    CHECK_BYTES(tag, other, sizeof tag);

    CHECK_STATUS(AMISEC_OK, amisec_sha384(key, 128U, digest));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(key, 128U, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(digest, 48U, TEXT("reading"), other));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_equal(tag, other, sizeof tag));
}

TEST(verifies_truncated_tags_of_twenty_four_bytes_and_more)
{
    uint8_t key[20];
    uint8_t tag[48];
    uint8_t length;

    memset(key, 0x0C, sizeof key);
    check_case(key, sizeof key, TEXT("Test With Truncation"), tag_five, sizeof tag_five);
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(key, sizeof key, TEXT("Test With Truncation"), tag));
    for (length = 0U; length <= 49U; length++) {
        /* The forty-ninth byte is not looked at: the length is refused. */
        CHECK_STATUS(
            length >= 24U && length <= 48U ? AMISEC_OK : AMISEC_BAD_LENGTH,
            amisec_hmac_sha384_verify(key, sizeof key, TEXT("Test With Truncation"), tag, length));
    }
}

TEST(takes_an_empty_key_and_an_empty_message)
{
    /* HMAC_SHA384("", ""), as OpenSSL gives it. */
    static const uint8_t expected[48] = {
        0x6C, 0x1F, 0x2E, 0xE9, 0x38, 0xFA, 0xD2, 0xE2, 0x4B, 0xD9, 0x12, 0x98, 0x47, 0x43, 0x82, 0xCA,
        0x21, 0x8C, 0x75, 0xDB, 0x3D, 0x83, 0xE1, 0x14, 0xB3, 0xD4, 0x36, 0x77, 0x76, 0xD1, 0x4D, 0x35,
        0x51, 0x28, 0x9E, 0x75, 0xE8, 0x20, 0x9C, 0xD4, 0xB7, 0x92, 0x30, 0x28, 0x40, 0x23, 0x4A, 0xDC,
    };
    uint8_t tag[48];

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384(NULL, 0U, NULL, 0U, tag));
    CHECK_BYTES(expected, tag, sizeof tag);
}

TEST(a_copy_of_a_context_goes_its_own_way)
{
    amisec_hmac_sha384_t context;
    amisec_hmac_sha384_t copy;

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(&context, TEXT("what do ya want ")));
    copy = context;
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(&context, TEXT("for nothing?")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_finish_verify(&context, tag_two, sizeof tag_two));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_hmac_sha384_finish_verify(&copy, tag_two, sizeof tag_two));
    CHECK_ZERO(&copy, sizeof copy);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_hmac_sha384_t context = AMISEC_HMAC_SHA384_INIT;
    uint8_t tag[48];
    uint8_t turn;

    for (turn = 0U; turn < 3U; turn++) {
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha384_update(&context, NULL, 0U));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha384_finish(&context, tag));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha384_finish_verify(&context, tag_one, sizeof tag_one));
        CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&context, TEXT("Jefe")));
        if (turn == 0U) {
            CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_finish(&context, tag));
        } else {
            /* A wrong tag finishes the message as a right one does. */
            CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_hmac_sha384_finish_verify(&context, tag_one, sizeof tag_one));
        }
        CHECK_ZERO(&context, sizeof context);
    }
}

TEST(a_tag_of_a_wrong_length_does_not_end_the_message)
{
    amisec_hmac_sha384_t context;

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(&context, TEXT("what do ya want for nothing?")));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_hmac_sha384_finish_verify(&context, tag_two, 23U));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_finish_verify(&context, tag_two, 24U));
}

enum { KEY, DATA, TAG };

static const struct parameter hmac_parameters[] = {
    INPUT_OF_LENGTH("key", 48U, AMISEC_OK),
    INPUT_OF_LENGTH("data", 48U, AMISEC_OK),
    OUTPUT("tag", 48U, EXACTLY(KEY) | EXACTLY(DATA)),
};

static amisec_status_t call_hmac(const struct argument *with)
{
    return amisec_hmac_sha384(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer);
}

ROW(amisec_hmac_sha384, hmac_parameters, .call = call_hmac)

static const struct parameter verify_parameters[] = {
    INPUT_OF_LENGTH("key", 20U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("data", 33U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("tag", 48U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length verify_lengths[] = { { TAG, 1U }, { TAG, 23U }, { TAG, 49U }, { TAG, 64U } };

static void prepare_verify(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, call_hmac(with));
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_hmac_sha384_verify(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer,
        with[TAG].length);
}

ROW(amisec_hmac_sha384_verify,
    verify_parameters,
    .call = call_verify,
    .prepare = prepare_verify,
    WRONG_LENGTHS(verify_lengths))

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_hmac_sha384_verify_row, KEY, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_hmac_sha384_verify_row, DATA, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_hmac_sha384_verify_row, TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

enum { STATE, BYTES };

static const struct parameter init_parameters[] = {
    NEW_OBJECT("context", amisec_hmac_sha384_t),
    INPUT_OF_LENGTH("key", 130U, AMISEC_OK),
};

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_hmac_sha384_init(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha384_init, init_parameters, .call = call_init)

static void prepare_context(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_init(with[STATE].pointer, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha384_update(with[STATE].pointer, TEXT("what do ya want for nothing?")));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_hmac_sha384_t),
    INPUT_OF_LENGTH("data", 140U, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_hmac_sha384_update(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha384_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_hmac_sha384_t),
    OUTPUT("tag", 48U, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_hmac_sha384_finish(with[STATE].pointer, with[BYTES].pointer);
}

ROW(amisec_hmac_sha384_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

static const struct parameter finish_verify_parameters[] = {
    FINISHED("context", amisec_hmac_sha384_t),
    INPUT_OF_LENGTH("tag", 48U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length finish_verify_lengths[] = { { BYTES, 1U }, { BYTES, 23U }, { BYTES, 49U } };

static void prepare_finish_verify(const struct argument *with)
{
    prepare_context(with);
    memcpy(with[BYTES].pointer, tag_two, sizeof tag_two);
}

static amisec_status_t call_finish_verify(const struct argument *with)
{
    return amisec_hmac_sha384_finish_verify(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha384_finish_verify,
    finish_verify_parameters,
    .call = call_finish_verify,
    .prepare = prepare_finish_verify,
    WRONG_LENGTHS(finish_verify_lengths))

TEST(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context)
{
    fails_for_flipped_bits(&amisec_hmac_sha384_finish_verify_row, BYTES, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "HMAC-SHA-384",
    CASE(authenticates_a_message),
    CASE(takes_keys_longer_than_a_block),
    CASE(hashes_keys_from_a_hundred_and_twenty_nine_bytes_on),
    CASE(verifies_truncated_tags_of_twenty_four_bytes_and_more),
    CASE(takes_an_empty_key_and_an_empty_message),
    CASE(a_copy_of_a_context_goes_its_own_way),
    CASE(nothing_goes_before_init_or_after_finish),
    CASE(a_tag_of_a_wrong_length_does_not_end_the_message),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context),
    CASE(amisec_hmac_sha384_refusals),
    CASE(amisec_hmac_sha384_verify_refusals),
    CASE(amisec_hmac_sha384_init_refusals),
    CASE(amisec_hmac_sha384_update_refusals),
    CASE(amisec_hmac_sha384_finish_refusals),
    CASE(amisec_hmac_sha384_finish_verify_refusals))
