/* What the suite asks of a hash: included by sha256.c, sha384.c and sha512.c, which define
 *
 *   HASH_OF         the name between amisec_ and _init; HASH_INIT, HASH_NAME
 *   DIGEST_LENGTH, BLOCK_LENGTH
 *   MESSAGE_LENGTH  of the longest message in parts; LENGTH_STEP, PART_STEP: which of them are tried
 *   UPDATE_LENGTH   more than a block
 *   abc, two_blocks and the digests of both, of the empty message and of a million letters
 */
#define HASH_JOINED(hash, rest) amisec_##hash##rest
#define HASH_EXPANDED(hash, rest) HASH_JOINED(hash, rest)
#define HASH(rest) HASH_EXPANDED(HASH_OF, rest)
/* Both name their function, so that they are given it in full. */
#define HASH_ROW_OF(function, ...) ROW(function, __VA_ARGS__)
#define HASH_ROW(rest, ...) HASH_ROW_OF(HASH(rest), __VA_ARGS__)
#define HASH_CASE_OF(sentence) CASE(sentence)
#define HASH_CASE(rest) HASH_CASE_OF(HASH(rest))

TEST(hashes_a_message)
{
    uint8_t digest[DIGEST_LENGTH];

    CHECK_STATUS(AMISEC_OK, HASH()(abc, sizeof abc, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);

    CHECK_STATUS(AMISEC_OK, HASH()((const uint8_t *)two_blocks, sizeof two_blocks - 1U, digest));
    CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
}

TEST(hashes_the_empty_message)
{
    HASH(_t) context;
    uint8_t digest[DIGEST_LENGTH];

    CHECK_STATUS(AMISEC_OK, HASH()(NULL, 0U, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);

    memset(digest, 0, sizeof digest);
    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

TEST(hashes_a_message_that_comes_in_parts)
{
    HASH(_t) context;
    uint8_t digest[DIGEST_LENGTH];
    size_t cut;

    for (cut = 0U; cut < sizeof two_blocks; cut++) {
        CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
        CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, (const uint8_t *)two_blocks, cut));
        CHECK_STATUS(
            AMISEC_OK,
            HASH(_update)(&context, (const uint8_t *)two_blocks + cut, sizeof two_blocks - 1U - cut));
        CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
        CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
    }
}

/* Lengths around the ends of two blocks, in parts of many lengths: the padding and the buffer. */
TEST(parts_of_any_length_give_the_digest_of_the_whole)
{
    uint8_t message[MESSAGE_LENGTH];
    uint8_t whole[DIGEST_LENGTH];
    uint8_t digest[DIGEST_LENGTH];
    uint8_t length;
    uint8_t part;

    for (length = 0U; length < sizeof message; length++) {
        message[length] = length;
    }
    for (length = 0U; length <= sizeof message; length = (uint8_t)(length + LENGTH_STEP)) {
        CHECK_STATUS(AMISEC_OK, HASH()(message, length, whole));
        for (part = 1U; part <= length; part = (uint8_t)(part + PART_STEP)) {
            HASH(_t) context;
            size_t done;

            CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
            for (done = 0U; done < length; done += part) {
                size_t left = (size_t)length - done;

                CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, message + done, left < part ? left : part));
            }
            CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
            CHECK_BYTES(whole, digest, sizeof digest);
        }
    }
}

#if CHECK_THOROUGH
TEST(hashes_a_million_times_the_letter_a)
{
    HASH(_t) context;
    uint8_t part[100];
    uint8_t digest[DIGEST_LENGTH];
    unsigned i;

    memset(part, 'a', sizeof part);
    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    for (i = 0U; i < 10000U; i++) {
        CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, part, sizeof part));
    }
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
    CHECK_BYTES(million_digest, digest, sizeof digest);
}
#endif

TEST(a_copy_of_a_context_goes_its_own_way)
{
    HASH(_t) context;
    HASH(_t) copy;
    uint8_t digest[DIGEST_LENGTH];

    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, abc, sizeof abc));
    copy = context;
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&copy, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
    CHECK_ZERO(&copy, sizeof copy);

    /* The first one is not finished: it goes on. */
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
}

TEST(a_finished_context_can_be_set_up_again)
{
    HASH(_t) context;
    uint8_t digest[DIGEST_LENGTH];
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
        CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, abc, sizeof abc));
        CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
        CHECK_BYTES(abc_digest, digest, sizeof digest);
    }
}

TEST(init_in_the_middle_of_a_message_starts_afresh)
{
    HASH(_t) context;
    uint8_t digest[DIGEST_LENGTH];

    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, (const uint8_t *)two_blocks, 17U));
    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    CHECK_STATUS(AMISEC_OK, HASH(_update)(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    HASH(_t) context = HASH_INIT;
    uint8_t digest[DIGEST_LENGTH];

    CHECK_STATUS(AMISEC_BAD_STATE, HASH(_update)(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, HASH(_finish)(&context, digest));

    CHECK_STATUS(AMISEC_OK, HASH(_init)(&context));
    CHECK_STATUS(AMISEC_OK, HASH(_finish)(&context, digest));
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_BAD_STATE, HASH(_update)(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, HASH(_finish)(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

/* In place means the same bytes: one more or less than the digest's are not the same. */
TEST(a_digest_in_place_has_the_length_of_the_data)
{
    uint8_t memory[DIGEST_LENGTH + 1U];
    uint8_t expected[DIGEST_LENGTH];

    memset(memory, 7, sizeof memory);
    CHECK_STATUS(AMISEC_BAD_OVERLAP, HASH()(memory, DIGEST_LENGTH - 1U, memory));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, HASH()(memory, DIGEST_LENGTH + 1U, memory));
    CHECK_STATUS(AMISEC_OK, HASH()(memory, DIGEST_LENGTH, expected));
    CHECK_STATUS(AMISEC_OK, HASH()(memory, DIGEST_LENGTH, memory));
    CHECK_BYTES(expected, memory, sizeof expected);
}

enum { DATA, DIGEST };

static const struct parameter whole_parameters[] = {
    INPUT_OF_LENGTH("data", DIGEST_LENGTH, AMISEC_OK),
    OUTPUT("digest", DIGEST_LENGTH, EXACTLY(DATA)),
};

static amisec_status_t call_whole(const struct argument *with)
{
    return HASH()(with[DATA].pointer, with[DATA].length, with[DIGEST].pointer);
}

HASH_ROW(, whole_parameters, .call = call_whole)

enum { OF_CONTEXT, UPDATE_DATA, FINISH_DIGEST = UPDATE_DATA };

static const struct parameter init_parameters[] = { NEW_OBJECT("context", HASH(_t)) };

static amisec_status_t call_init(const struct argument *with)
{
    return HASH(_init)(with[OF_CONTEXT].pointer);
}

HASH_ROW(_init, init_parameters, .call = call_init)

/* A context with a block and a half behind it. */
static void prepare_context(const struct argument *with)
{
    uint8_t part[BLOCK_LENGTH / 2U * 3U];

    memset(part, 0x5A, sizeof part);
    CHECK_STATUS(AMISEC_OK, HASH(_init)(with[OF_CONTEXT].pointer));
    CHECK_STATUS(AMISEC_OK, HASH(_update)(with[OF_CONTEXT].pointer, part, sizeof part));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", HASH(_t)),
    INPUT_OF_LENGTH("data", UPDATE_LENGTH, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return HASH(_update)(with[OF_CONTEXT].pointer, with[UPDATE_DATA].pointer, with[UPDATE_DATA].length);
}

HASH_ROW(_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", HASH(_t)),
    OUTPUT("digest", DIGEST_LENGTH, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return HASH(_finish)(with[OF_CONTEXT].pointer, with[FINISH_DIGEST].pointer);
}

HASH_ROW(_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

TESTS(
    HASH_NAME,
    CASE(hashes_a_message),
    CASE(hashes_the_empty_message),
    CASE(hashes_a_message_that_comes_in_parts),
    CASE(parts_of_any_length_give_the_digest_of_the_whole),
    THOROUGH_CASE(hashes_a_million_times_the_letter_a)
    CASE(a_copy_of_a_context_goes_its_own_way),
    CASE(a_finished_context_can_be_set_up_again),
    CASE(init_in_the_middle_of_a_message_starts_afresh),
    CASE(nothing_goes_before_init_or_after_finish),
    CASE(a_digest_in_place_has_the_length_of_the_data),
    HASH_CASE(_refusals),
    HASH_CASE(_init_refusals),
    HASH_CASE(_update_refusals),
    HASH_CASE(_finish_refusals))
