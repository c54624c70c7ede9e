/* SHA-256 (FIPS 180-4), with the examples that NIST publishes for it. */
#include "refusals.h"

static const uint8_t abc[3] = { 'a', 'b', 'c' };
static const uint8_t abc_digest[32] = {
    0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE, 0x22, 0x23,
    0xB0, 0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C, 0xB4, 0x10, 0xFF, 0x61, 0xF2, 0x00, 0x15, 0xAD,
};
static const uint8_t empty_digest[32] = {
    0xE3, 0xB0, 0xC4, 0x42, 0x98, 0xFC, 0x1C, 0x14, 0x9A, 0xFB, 0xF4, 0xC8, 0x99, 0x6F, 0xB9, 0x24,
    0x27, 0xAE, 0x41, 0xE4, 0x64, 0x9B, 0x93, 0x4C, 0xA4, 0x95, 0x99, 0x1B, 0x78, 0x52, 0xB8, 0x55,
};
static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
static const uint8_t two_blocks_digest[32] = {
    0x24, 0x8D, 0x6A, 0x61, 0xD2, 0x06, 0x38, 0xB8, 0xE5, 0xC0, 0x26, 0x93, 0x0C, 0x3E, 0x60, 0x39,
    0xA3, 0x3C, 0xE4, 0x59, 0x64, 0xFF, 0x21, 0x67, 0xF6, 0xEC, 0xED, 0xD4, 0x19, 0xDB, 0x06, 0xC1,
};

TEST(hashes_a_message)
{
    uint8_t digest[32];

    CHECK_STATUS(AMISEC_OK, amisec_sha256(abc, sizeof abc, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);

    CHECK_STATUS(AMISEC_OK, amisec_sha256((const uint8_t *)two_blocks, sizeof two_blocks - 1U, digest));
    CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
}

TEST(hashes_the_empty_message)
{
    amisec_sha256_t context;
    uint8_t digest[32];

    CHECK_STATUS(AMISEC_OK, amisec_sha256(NULL, 0U, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);

    memset(digest, 0, sizeof digest);
    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

TEST(hashes_a_message_that_comes_in_parts)
{
    amisec_sha256_t context;
    uint8_t digest[32];
    size_t cut;

    for (cut = 0U; cut < sizeof two_blocks; cut++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, (const uint8_t *)two_blocks, cut));
        CHECK_STATUS(
            AMISEC_OK,
            amisec_sha256_update(&context, (const uint8_t *)two_blocks + cut, sizeof two_blocks - 1U - cut));
        CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
        CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
    }
}

/* Every length around the ends of two blocks, in parts of every length: the padding and the buffer. */
TEST(parts_of_any_length_give_the_digest_of_the_whole)
{
    uint8_t message[130];
    uint8_t whole[32];
    uint8_t digest[32];
    uint8_t length;
    uint8_t part;

    for (length = 0U; length < sizeof message; length++) {
        message[length] = length;
    }
    for (length = 0U; length <= sizeof message; length = (uint8_t)(length + (CHECK_THOROUGH ? 1U : 13U))) {
        CHECK_STATUS(AMISEC_OK, amisec_sha256(message, length, whole));
        for (part = 1U; part <= length; part = (uint8_t)(part + (CHECK_THOROUGH ? 1U : 21U))) {
            amisec_sha256_t context;
            size_t done;

            CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
            for (done = 0U; done < length; done += part) {
                size_t left = (size_t)length - done;

                CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, message + done, left < part ? left : part));
            }
            CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
            CHECK_BYTES(whole, digest, sizeof digest);
        }
    }
}

#if CHECK_THOROUGH
TEST(hashes_a_million_times_the_letter_a)
{
    static const uint8_t million_digest[32] = {
        0xCD, 0xC7, 0x6E, 0x5C, 0x99, 0x14, 0xFB, 0x92, 0x81, 0xA1, 0xC7, 0xE2, 0x84, 0xD7, 0x3E, 0x67,
        0xF1, 0x80, 0x9A, 0x48, 0xA4, 0x97, 0x20, 0x0E, 0x04, 0x6D, 0x39, 0xCC, 0xC7, 0x11, 0x2C, 0xD0,
    };
    amisec_sha256_t context;
    uint8_t part[100];
    uint8_t digest[32];
    unsigned i;

    memset(part, 'a', sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    for (i = 0U; i < 10000U; i++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, part, sizeof part));
    }
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
    CHECK_BYTES(million_digest, digest, sizeof digest);
}
#endif

TEST(a_copy_of_a_context_goes_its_own_way)
{
    amisec_sha256_t context;
    amisec_sha256_t copy;
    uint8_t digest[32];

    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, abc, sizeof abc));
    copy = context;
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&copy, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
    CHECK_ZERO(&copy, sizeof copy);

    /* The first one is not finished: it goes on. */
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
}

TEST(a_finished_context_can_be_set_up_again)
{
    amisec_sha256_t context;
    uint8_t digest[32];
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, abc, sizeof abc));
        CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
        CHECK_BYTES(abc_digest, digest, sizeof digest);
    }
}

TEST(init_in_the_middle_of_a_message_starts_afresh)
{
    amisec_sha256_t context;
    uint8_t digest[32];

    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, (const uint8_t *)two_blocks, 17U));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_sha256_t context = AMISEC_SHA256_INIT;
    uint8_t digest[32];

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha256_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha256_finish(&context, digest));

    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_finish(&context, digest));
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha256_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha256_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

/* In place means the same bytes: 31 or 33 bytes of data are not the digest's 32. */
TEST(a_digest_in_place_has_the_length_of_the_data)
{
    uint8_t memory[33];
    uint8_t expected[32];

    memset(memory, 7, sizeof memory);
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha256(memory, 31U, memory));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha256(memory, 33U, memory));
    CHECK_STATUS(AMISEC_OK, amisec_sha256(memory, 32U, expected));
    CHECK_STATUS(AMISEC_OK, amisec_sha256(memory, 32U, memory));
    CHECK_BYTES(expected, memory, sizeof expected);
}

enum { DATA, DIGEST };

static const struct parameter sha256_parameters[] = {
    INPUT_OF_LENGTH("data", 32U, AMISEC_OK),
    OUTPUT("digest", 32U, EXACTLY(DATA)),
};

static amisec_status_t call_sha256(const struct argument *with)
{
    return amisec_sha256(with[DATA].pointer, with[DATA].length, with[DIGEST].pointer);
}

ROW(amisec_sha256, sha256_parameters, .call = call_sha256)

enum { OF_CONTEXT, UPDATE_DATA, FINISH_DIGEST = UPDATE_DATA };

static const struct parameter init_parameters[] = { NEW_OBJECT("context", amisec_sha256_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_sha256_init(with[OF_CONTEXT].pointer);
}

ROW(amisec_sha256_init, init_parameters, .call = call_init)

/* A context with a block and a half behind it. */
static void prepare_context(const struct argument *with)
{
    uint8_t part[96];

    memset(part, 0x5A, sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(with[OF_CONTEXT].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_sha256_update(with[OF_CONTEXT].pointer, part, sizeof part));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_sha256_t),
    INPUT_OF_LENGTH("data", 70U, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_sha256_update(with[OF_CONTEXT].pointer, with[UPDATE_DATA].pointer, with[UPDATE_DATA].length);
}

ROW(amisec_sha256_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_sha256_t),
    OUTPUT("digest", 32U, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_sha256_finish(with[OF_CONTEXT].pointer, with[FINISH_DIGEST].pointer);
}

ROW(amisec_sha256_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

TESTS(
    "SHA-256",
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
    CASE(amisec_sha256_refusals),
    CASE(amisec_sha256_init_refusals),
    CASE(amisec_sha256_update_refusals),
    CASE(amisec_sha256_finish_refusals))
