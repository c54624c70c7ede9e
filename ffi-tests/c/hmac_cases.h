/* What the suite asks of HMAC: included by hmac.c and hmac_sha384.c, which define
 *
 *   HMAC_OF        the name between amisec_ and _init; HMAC_INIT, HMAC_NAME
 *   HASH           the function that hashes in one call
 *   TAG_LENGTH, BLOCK_LENGTH
 *   UPDATE_LENGTH  more than a block
 *   tag_one ... tag_seven of RFC 4231, and tag_of_nothing: empty key, empty message
 */
#define HMAC_JOINED(hmac, rest) amisec_##hmac##rest
#define HMAC_EXPANDED(hmac, rest) HMAC_JOINED(hmac, rest)
#define HMAC(rest) HMAC_EXPANDED(HMAC_OF, rest)
/* Both name their function, so that they are given it in full. */
#define HMAC_ROW_OF(function, ...) ROW(function, __VA_ARGS__)
#define HMAC_ROW(rest, ...) HMAC_ROW_OF(HMAC(rest), __VA_ARGS__)
#define HMAC_CASE_OF(sentence) CASE(sentence)
#define HMAC_CASE(rest) HMAC_CASE_OF(HMAC(rest))

#define TEXT(string) (const uint8_t *)(string), sizeof(string) - 1U

/* The tag of a message: in one call, in parts, and verified both ways. */
static void check_case(
    const uint8_t *key, size_t key_length, const uint8_t *data, size_t data_length, const uint8_t *expected,
    size_t expected_length)
{
    HMAC(_t) context;
    uint8_t tag[TAG_LENGTH];

    CHECK_STATUS(AMISEC_OK, HMAC()(key, key_length, data, data_length, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_STATUS(
        AMISEC_OK, HMAC(_verify)(key, key_length, data, data_length, expected, expected_length));

    memset(tag, 0, sizeof tag);
    CHECK_STATUS(AMISEC_OK, HMAC(_init)(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(&context, data, data_length / 2U));
    CHECK_STATUS(
        AMISEC_OK, HMAC(_update)(&context, data + data_length / 2U, data_length - data_length / 2U));
    CHECK_STATUS(AMISEC_OK, HMAC(_finish)(&context, tag));
    CHECK_BYTES(expected, tag, expected_length);
    CHECK_ZERO(&context, sizeof context);

    CHECK_STATUS(AMISEC_OK, HMAC(_init)(&context, key, key_length));
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(&context, data, data_length));
    CHECK_STATUS(AMISEC_OK, HMAC(_finish_verify)(&context, expected, expected_length));
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

/* FIPS 198-1, 4: a key longer than a block counts for its digest, one as long as a block for itself. */
TEST(hashes_keys_longer_than_a_block_and_no_others)
{
    uint8_t key[BLOCK_LENGTH + 1U];
    uint8_t digest[TAG_LENGTH];
    uint8_t tag[TAG_LENGTH];
    uint8_t other[TAG_LENGTH];

    memset(key, 0x33, sizeof key);
    CHECK_STATUS(AMISEC_OK, HASH(key, BLOCK_LENGTH + 1U, digest));
    CHECK_STATUS(AMISEC_OK, HMAC()(key, BLOCK_LENGTH + 1U, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, HMAC()(digest, TAG_LENGTH, TEXT("reading"), other));
    CHECK_BYTES(tag, other, sizeof tag);

    CHECK_STATUS(AMISEC_OK, HASH(key, BLOCK_LENGTH, digest));
    CHECK_STATUS(AMISEC_OK, HMAC()(key, BLOCK_LENGTH, TEXT("reading"), tag));
    CHECK_STATUS(AMISEC_OK, HMAC()(digest, TAG_LENGTH, TEXT("reading"), other));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_equal(tag, other, sizeof tag));
}

TEST(verifies_tags_of_half_their_length_and_more)
{
    uint8_t key[20];
    uint8_t tag[TAG_LENGTH];
    uint8_t length;

    memset(key, 0x0C, sizeof key);
    check_case(key, sizeof key, TEXT("Test With Truncation"), tag_five, sizeof tag_five);
    CHECK_STATUS(AMISEC_OK, HMAC()(key, sizeof key, TEXT("Test With Truncation"), tag));
    for (length = 0U; length <= TAG_LENGTH + 1U; length++) {
        /* A byte behind the whole tag is not looked at: the length is refused. */
        CHECK_STATUS(
            length >= TAG_LENGTH / 2U && length <= TAG_LENGTH ? AMISEC_OK : AMISEC_BAD_LENGTH,
            HMAC(_verify)(key, sizeof key, TEXT("Test With Truncation"), tag, length));
    }
}

TEST(takes_an_empty_key_and_an_empty_message)
{
    uint8_t tag[TAG_LENGTH];

    CHECK_STATUS(AMISEC_OK, HMAC()(NULL, 0U, NULL, 0U, tag));
    CHECK_BYTES(tag_of_nothing, tag, sizeof tag);
}

TEST(a_copy_of_a_context_goes_its_own_way)
{
    HMAC(_t) context;
    HMAC(_t) copy;

    CHECK_STATUS(AMISEC_OK, HMAC(_init)(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(&context, TEXT("what do ya want ")));
    copy = context;
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(&context, TEXT("for nothing?")));
    CHECK_STATUS(AMISEC_OK, HMAC(_finish_verify)(&context, tag_two, sizeof tag_two));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, HMAC(_finish_verify)(&copy, tag_two, sizeof tag_two));
    CHECK_ZERO(&copy, sizeof copy);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    HMAC(_t) context = HMAC_INIT;
    uint8_t tag[TAG_LENGTH];
    uint8_t turn;

    for (turn = 0U; turn < 3U; turn++) {
        CHECK_STATUS(AMISEC_BAD_STATE, HMAC(_update)(&context, NULL, 0U));
        CHECK_STATUS(AMISEC_BAD_STATE, HMAC(_finish)(&context, tag));
        CHECK_STATUS(AMISEC_BAD_STATE, HMAC(_finish_verify)(&context, tag_one, sizeof tag_one));
        CHECK_STATUS(AMISEC_OK, HMAC(_init)(&context, TEXT("Jefe")));
        if (turn == 0U) {
            CHECK_STATUS(AMISEC_OK, HMAC(_finish)(&context, tag));
        } else {
            /* A wrong tag finishes the message as a right one does. */
            CHECK_STATUS(AMISEC_NOT_AUTHENTIC, HMAC(_finish_verify)(&context, tag_one, sizeof tag_one));
        }
        CHECK_ZERO(&context, sizeof context);
    }
}

TEST(a_tag_of_a_wrong_length_does_not_end_the_message)
{
    HMAC(_t) context;

    CHECK_STATUS(AMISEC_OK, HMAC(_init)(&context, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(&context, TEXT("what do ya want for nothing?")));
    CHECK_STATUS(AMISEC_BAD_LENGTH, HMAC(_finish_verify)(&context, tag_two, TAG_LENGTH / 2U - 1U));
    CHECK_STATUS(AMISEC_OK, HMAC(_finish_verify)(&context, tag_two, TAG_LENGTH / 2U));
}

enum { KEY, DATA, TAG };

static const struct parameter hmac_parameters[] = {
    INPUT_OF_LENGTH("key", TAG_LENGTH, AMISEC_OK),
    INPUT_OF_LENGTH("data", TAG_LENGTH, AMISEC_OK),
    OUTPUT("tag", TAG_LENGTH, EXACTLY(KEY) | EXACTLY(DATA)),
};

static amisec_status_t call_hmac(const struct argument *with)
{
    return HMAC()(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer);
}

HMAC_ROW(, hmac_parameters, .call = call_hmac)

static const struct parameter verify_parameters[] = {
    INPUT_OF_LENGTH("key", 20U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("data", 33U, AMISEC_NOT_AUTHENTIC),
    INPUT_OF_LENGTH("tag", TAG_LENGTH, AMISEC_BAD_LENGTH),
};
static const struct wrong_length verify_lengths[] = {
    { TAG, 1U }, { TAG, TAG_LENGTH / 2U - 1U }, { TAG, TAG_LENGTH + 1U }, { TAG, 64U },
};

static void prepare_verify(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, call_hmac(with));
}

static amisec_status_t call_verify(const struct argument *with)
{
    return HMAC(_verify)(
        with[KEY].pointer, with[KEY].length, with[DATA].pointer, with[DATA].length, with[TAG].pointer,
        with[TAG].length);
}

HMAC_ROW(_verify,
    verify_parameters,
    .call = call_verify,
    .prepare = prepare_verify,
    WRONG_LENGTHS(verify_lengths))

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&HMAC(_verify_row), KEY, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&HMAC(_verify_row), DATA, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&HMAC(_verify_row), TAG, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

enum { STATE, BYTES };

static const struct parameter init_parameters[] = {
    NEW_OBJECT("context", HMAC(_t)),
    INPUT_OF_LENGTH("key", BLOCK_LENGTH + 2U, AMISEC_OK),
};

static amisec_status_t call_init(const struct argument *with)
{
    return HMAC(_init)(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

HMAC_ROW(_init, init_parameters, .call = call_init)

static void prepare_context(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, HMAC(_init)(with[STATE].pointer, TEXT("Jefe")));
    CHECK_STATUS(AMISEC_OK, HMAC(_update)(with[STATE].pointer, TEXT("what do ya want for nothing?")));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", HMAC(_t)),
    INPUT_OF_LENGTH("data", UPDATE_LENGTH, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return HMAC(_update)(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

HMAC_ROW(_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", HMAC(_t)),
    OUTPUT("tag", TAG_LENGTH, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return HMAC(_finish)(with[STATE].pointer, with[BYTES].pointer);
}

HMAC_ROW(_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

static const struct parameter finish_verify_parameters[] = {
    FINISHED("context", HMAC(_t)),
    INPUT_OF_LENGTH("tag", TAG_LENGTH, AMISEC_BAD_LENGTH),
};
static const struct wrong_length finish_verify_lengths[] = {
    { BYTES, 1U }, { BYTES, TAG_LENGTH / 2U - 1U }, { BYTES, TAG_LENGTH + 1U },
};

static void prepare_finish_verify(const struct argument *with)
{
    prepare_context(with);
    memcpy(with[BYTES].pointer, tag_two, sizeof tag_two);
}

static amisec_status_t call_finish_verify(const struct argument *with)
{
    return HMAC(_finish_verify)(with[STATE].pointer, with[BYTES].pointer, with[BYTES].length);
}

HMAC_ROW(_finish_verify,
    finish_verify_parameters,
    .call = call_finish_verify,
    .prepare = prepare_finish_verify,
    WRONG_LENGTHS(finish_verify_lengths))

TEST(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context)
{
    fails_for_flipped_bits(&HMAC(_finish_verify_row), BYTES, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    HMAC_NAME,
    CASE(authenticates_a_message),
    CASE(takes_keys_longer_than_a_block),
    CASE(hashes_keys_longer_than_a_block_and_no_others),
    CASE(verifies_tags_of_half_their_length_and_more),
    CASE(takes_an_empty_key_and_an_empty_message),
    CASE(a_copy_of_a_context_goes_its_own_way),
    CASE(nothing_goes_before_init_or_after_finish),
    CASE(a_tag_of_a_wrong_length_does_not_end_the_message),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(one_flipped_bit_of_the_tag_is_not_authentic_and_wipes_the_context),
    HMAC_CASE(_refusals),
    HMAC_CASE(_verify_refusals),
    HMAC_CASE(_init_refusals),
    HMAC_CASE(_update_refusals),
    HMAC_CASE(_finish_refusals),
    HMAC_CASE(_finish_verify_refusals))
