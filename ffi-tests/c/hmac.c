/* HMAC-SHA-256 (FIPS 198-1), with the test cases of RFC 4231. */
#include "refusals.h"

static const uint8_t tag_one[32] = {
    0xB0, 0x34, 0x4C, 0x61, 0xD8, 0xDB, 0x38, 0x53, 0x5C, 0xA8, 0xAF, 0xCE, 0xAF, 0x0B, 0xF1, 0x2B,
    0x88, 0x1D, 0xC2, 0x00, 0xC9, 0x83, 0x3D, 0xA7, 0x26, 0xE9, 0x37, 0x6C, 0x2E, 0x32, 0xCF, 0xF7,
};
static const uint8_t tag_two[32] = {
    0x5B, 0xDC, 0xC1, 0x46, 0xBF, 0x60, 0x75, 0x4E, 0x6A, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xC7,
    0x5A, 0x00, 0x3F, 0x08, 0x9D, 0x27, 0x39, 0x83, 0x9D, 0xEC, 0x58, 0xB9, 0x64, 0xEC, 0x38, 0x43,
};
static const uint8_t tag_three[32] = {
    0x77, 0x3E, 0xA9, 0x1E, 0x36, 0x80, 0x0E, 0x46, 0x85, 0x4D, 0xB8, 0xEB, 0xD0, 0x91, 0x81, 0xA7,
    0x29, 0x59, 0x09, 0x8B, 0x3E, 0xF8, 0xC1, 0x22, 0xD9, 0x63, 0x55, 0x14, 0xCE, 0xD5, 0x65, 0xFE,
};
static const uint8_t tag_four[32] = {
    0x82, 0x55, 0x8A, 0x38, 0x9A, 0x44, 0x3C, 0x0E, 0xA4, 0xCC, 0x81, 0x98, 0x99, 0xF2, 0x08, 0x3A,
    0x85, 0xF0, 0xFA, 0xA3, 0xE5, 0x78, 0xF8, 0x07, 0x7A, 0x2E, 0x3F, 0xF4, 0x67, 0x29, 0x66, 0x5B,
};
static const uint8_t tag_five[16] = {
    0xA3, 0xB6, 0x16, 0x74, 0x73, 0x10, 0x0E, 0xE0, 0x6E, 0x0C, 0x79, 0x6C, 0x29, 0x55, 0x55, 0x2B,
};
static const uint8_t tag_six[32] = {
    0x60, 0xE4, 0x31, 0x59, 0x1E, 0xE0, 0xB6, 0x7F, 0x0D, 0x8A, 0x26, 0xAA, 0xCB, 0xF5, 0xB7, 0x7F,
    0x8E, 0x0B, 0xC6, 0x21, 0x37, 0x28, 0xC5, 0x14, 0x05, 0x46, 0x04, 0x0F, 0x0E, 0xE3, 0x7F, 0x54,
};
static const uint8_t tag_seven[32] = {
    0x9B, 0x09, 0xFF, 0xA7, 0x1B, 0x94, 0x2F, 0xCB, 0x27, 0x63, 0x5F, 0xBC, 0xD5, 0xB0, 0xE9, 0x44,
    0xBF, 0xDC, 0x63, 0x64, 0x4F, 0x07, 0x13, 0x93, 0x8A, 0x7F, 0x51, 0x53, 0x5C, 0x3A, 0x35, 0xE2,
};

#define TEXT(string) (const uint8_t *)(string), sizeof(string) - 1U

/* The tag of a message: in one call, in parts, and verified both ways. */
static void check_case(
    const uint8_t *key, size_t key_length, const uint8_t *data, size_t data_length, const uint8_t *expected,
    size_t expected_length)
{
    amisec_hmac_sha256_t context;
    uint8_t tag[32];

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(key, key_length, data, data_length, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_STATUS(
        AMISEC_OK, amisec_hmac_sha256_verify(key, key_length, data, data_length, expected, expected_length));

    memset(tag, 0, sizeof tag);
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(&context, data, data_length / 2U));
    CHECK_STATUS(
        AMISEC_OK, amisec_hmac_sha256_update(&context, data + data_length / 2U, data_length - data_length / 2U));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_finish(&context, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_ZERO(&context, sizeof context);

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(&context, data, data_length));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_finish_verify(&context, expected, expected_length));
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

/* FIPS 198-1, 4: a key above 64 bytes counts for its digest, one of 64 bytes for itself. */
TEST(hashes_keys_from_sixty_five_bytes_on)
{
    uint8_t key[65];
    uint8_t digest[32];
    uint8_t tag[32];
    uint8_t other[32];

    memset(key, 0x33, sizeof key);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(key, 65U, digest));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(key, 65U, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(digest, 32U, TEXT("reading"), other));
    CHECK_BYTES(tag, other, sizeof tag);

    CHECK_STATUS(AMISEC_OK, amisec_sha256(key, 64U, digest));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(key, 64U, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(digest, 32U, TEXT("reading"), other));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_equal(tag, other, sizeof tag));
}

TEST(verifies_truncated_tags_of_sixteen_bytes_and_more)
{
    uint8_t key[20];
    uint8_t tag[32];
    uint8_t length;

    memset(key, 0x0C, sizeof key);
    check_case(key, sizeof key, TEXT("Test With Truncation"), tag_five, sizeof tag_five);
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(key, sizeof key, TEXT("Test With Truncation"), tag));
    for (length = 0U; length <= 33U; length++) {
        /* The thirty-third byte is not looked at: the length is refused. */
        CHECK_STATUS(
            length >= 16U && length <= 32U ? AMISEC_OK : AMISEC_BAD_LENGTH,
            amisec_hmac_sha256_verify(key, sizeof key, TEXT("Test With Truncation"), tag, length));
    }
}

TEST(takes_an_empty_key_and_an_empty_message)
{
    /* HMAC_SHA256("", ""), a value that many documents repeat. */
    static const uint8_t expected[32] = {
        0xB6, 0x13, 0x67, 0x9A, 0x08, 0x14, 0xD9, 0xEC, 0x77, 0x2F, 0x95, 0xD7, 0x78, 0xC3, 0x5F, 0xC5,
        0xFF, 0x16, 0x97, 0xC4, 0x93, 0x71, 0x56, 0x53, 0xC6, 0xC7, 0x12, 0x14, 0x42, 0x92, 0xC5, 0xAD,
    };
    uint8_t tag[32];

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256(NULL, 0U, NULL, 0U, tag));
    CHECK_BYTES(expected, tag, sizeof tag);
}

TEST(a_copy_of_a_context_goes_its_own_way)
{
    amisec_hmac_sha256_t context;
    amisec_hmac_sha256_t copy;

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(&context, TEXT("what do ya want ")));
    copy = context;
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(&context, TEXT("for nothing?")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_finish_verify(&context, tag_two, sizeof tag_two));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_hmac_sha256_finish_verify(&copy, tag_two, sizeof tag_two));
    CHECK_ZERO(&copy, sizeof copy);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_hmac_sha256_t context = AMISEC_HMAC_SHA256_INIT;
    uint8_t tag[32];
    uint8_t turn;

    for (turn = 0U; turn < 3U; turn++) {
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha256_update(&context, NULL, 0U));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha256_finish(&context, tag));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_hmac_sha256_finish_verify(&context, tag_one, sizeof tag_one));
        CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&context, TEXT("Jefe")));
        if (turn == 0U) {
            CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_finish(&context, tag));
        } else {
            /* A wrong tag finishes the message as a right one does. */
            CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_hmac_sha256_finish_verify(&context, tag_one, sizeof tag_one));
        }
        CHECK_ZERO(&context, sizeof context);
    }
}

TEST(a_tag_of_a_wrong_length_does_not_end_the_message)
{
    amisec_hmac_sha256_t context;

    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(&context, TEXT("what do ya want for nothing?")));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_hmac_sha256_finish_verify(&context, tag_two, 15U));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_finish_verify(&context, tag_two, 16U));
}

enum { KEY, DATA, TAG };

static const struct parameter hmac_parameters[] = {
    INPUT_OF_LENGTH("key", 32U, AMISEC_OK),
    INPUT_OF_LENGTH("data", 32U, AMISEC_OK),
    OUTPUT("tag", 32U, EXACTLY(KEY) | EXACTLY(DATA)),
};

static amisec_status_t call_hmac(const struct argument *with)
{
    return amisec_hmac_sha256(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer);
}

ROW(amisec_hmac_sha256, hmac_parameters, .call = call_hmac)

static const struct parameter verify_parameters[] = {
    INPUT_OF_LENGTH("key", 20U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("data", 33U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("tag", 32U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length verify_lengths[] = { { TAG, 1U }, { TAG, 15U }, { TAG, 33U }, { TAG, 64U } };

static void prepare_verify(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, call_hmac(with));
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_hmac_sha256_verify(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer,
        with[TAG].length);
}

ROW(amisec_hmac_sha256_verify,
    verify_parameters,
    .call = call_verify,
    .prepare = prepare_verify,
    WRONG_LENGTHS(verify_lengths))

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_hmac_sha256_verify_row, KEY, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_hmac_sha256_verify_row, DATA, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_hmac_sha256_verify_row, TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

enum { STATE, BYTES };

static const struct parameter init_parameters[] = {
    NEW_OBJECT("context", amisec_hmac_sha256_t),
    INPUT_OF_LENGTH("key", 66U, AMISEC_OK),
};

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_hmac_sha256_init(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha256_init, init_parameters, .call = call_init)

static void prepare_context(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_init(with[STATE].pointer, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, amisec_hmac_sha256_update(with[STATE].pointer, TEXT("what do ya want for nothing?")));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_hmac_sha256_t),
    INPUT_OF_LENGTH("data", 70U, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_hmac_sha256_update(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha256_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_hmac_sha256_t),
    OUTPUT("tag", 32U, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_hmac_sha256_finish(with[STATE].pointer, with[BYTES].pointer);
}

ROW(amisec_hmac_sha256_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

static const struct parameter finish_verify_parameters[] = {
    FINISHED("context", amisec_hmac_sha256_t),
    INPUT_OF_LENGTH("tag", 32U, AMISEC_BAD_LENGTH),
};
static const struct wrong_length finish_verify_lengths[] = { { BYTES, 1U }, { BYTES, 15U }, { BYTES, 33U } };

static void prepare_finish_verify(const struct argument *with)
{
    prepare_context(with);
    memcpy(with[BYTES].pointer, tag_two, sizeof tag_two);
}

static amisec_status_t call_finish_verify(const struct argument *with)
{
    return amisec_hmac_sha256_finish_verify(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

ROW(amisec_hmac_sha256_finish_verify,
    finish_verify_parameters,
    .call = call_finish_verify,
    .prepare = prepare_finish_verify,
    WRONG_LENGTHS(finish_verify_lengths))

TEST(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context)
{
    fails_for_flipped_bits(&amisec_hmac_sha256_finish_verify_row, BYTES, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "HMAC-SHA-256",
    CASE(authenticates_a_message),
    CASE(takes_keys_longer_than_a_block),
    CASE(hashes_keys_from_sixty_five_bytes_on),
    CASE(verifies_truncated_tags_of_sixteen_bytes_and_more),
    CASE(takes_an_empty_key_and_an_empty_message),
    CASE(a_copy_of_a_context_goes_its_own_way),
    CASE(nothing_goes_before_init_or_after_finish),
    CASE(a_tag_of_a_wrong_length_does_not_end_the_message),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context),
    CASE(amisec_hmac_sha256_refusals),
    CASE(amisec_hmac_sha256_verify_refusals),
    CASE(amisec_hmac_sha256_init_refusals),
    CASE(amisec_hmac_sha256_update_refusals),
    CASE(amisec_hmac_sha256_finish_refusals),
    CASE(amisec_hmac_sha256_finish_verify_refusals))
