/* SHA-384 (FIPS 180-4), with the examples that NIST publishes for it. */
#include "refusals.h"

static const uint8_t abc[3] = { 'a', 'b', 'c' };
static const uint8_t abc_digest[48] = {
    0xCB, 0x00, 0x75, 0x3F, 0x45, 0xA3, 0x5E, 0x8B, 0xB5, 0xA0, 0x3D, 0x69, 0x9A, 0xC6, 0x50, 0x07,
    0x27, 0x2C, 0x32, 0xAB, 0x0E, 0xDE, 0xD1, 0x63, 0x1A, 0x8B, 0x60, 0x5A, 0x43, 0xFF, 0x5B, 0xED,
    0x80, 0x86, 0x07, 0x2B, 0xA1, 0xE7, 0xCC, 0x23, 0x58, 0xBA, 0xEC, 0xA1, 0x34, 0xC8, 0x25, 0xA7,
};
static const uint8_t empty_digest[48] = {
    0x38, 0xB0, 0x60, 0xA7, 0x51, 0xAC, 0x96, 0x38, 0x4C, 0xD9, 0x32, 0x7E, 0xB1, 0xB1, 0xE3, 0x6A,
    0x21, 0xFD, 0xB7, 0x11, 0x14, 0xBE, 0x07, 0x43, 0x4C, 0x0C, 0xC7, 0xBF, 0x63, 0xF6, 0xE1, 0xDA,
    0x27, 0x4E, 0xDE, 0xBF, 0xE7, 0x6F, 0x65, 0xFB, 0xD5, 0x1A, 0xD2, 0xF1, 0x48, 0x98, 0xB9, 0x5B,
};
static const char two_blocks[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                                 "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
static const uint8_t two_blocks_digest[48] = {
    0x09, 0x33, 0x0C, 0x33, 0xF7, 0x11, 0x47, 0xE8, 0x3D, 0x19, 0x2F, 0xC7, 0x82, 0xCD, 0x1B, 0x47,
    0x53, 0x11, 0x1B, 0x17, 0x3B, 0x3B, 0x05, 0xD2, 0x2F, 0xA0, 0x80, 0x86, 0xE3, 0xB0, 0xF7, 0x12,
    0xFC, 0xC7, 0xC7, 0x1A, 0x55, 0x7E, 0x2D, 0xB9, 0x66, 0xC3, 0xE9, 0xFA, 0x91, 0x74, 0x60, 0x39,
};

TEST(hashes_a_message)
{
    uint8_t digest[48];

    CHECK_STATUS(AMISEC_OK, amisec_sha384(abc, sizeof abc, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);

    CHECK_STATUS(AMISEC_OK, amisec_sha384((const uint8_t *)two_blocks, sizeof two_blocks - 1U, digest));
    CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
}

TEST(hashes_the_empty_message)
{
    amisec_sha384_t context;
    uint8_t digest[48];

    CHECK_STATUS(AMISEC_OK, amisec_sha384(NULL, 0U, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);

    memset(digest, 0, sizeof digest);
    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

TEST(hashes_a_message_that_comes_in_parts)
{
    amisec_sha384_t context;
    uint8_t digest[48];
    size_t cut;

    for (cut = 0U; cut < sizeof two_blocks; cut++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, (const uint8_t *)two_blocks, cut));
        CHECK_STATUS(
            AMISEC_OK,
            amisec_sha384_update(&context, (const uint8_t *)two_blocks + cut, sizeof two_blocks - 1U - cut));
        CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
        CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
    }
}

/* Lengths around the ends of two blocks, in parts of many lengths: the padding and the buffer. */
TEST(parts_of_any_length_give_the_digest_of_the_whole)
{
    uint8_t message[250];
    uint8_t whole[48];
    uint8_t digest[48];
    uint8_t length;
    uint8_t part;

    for (length = 0U; length < sizeof message; length++) {
        message[length] = length;
    }
    for (length = 0U; length <= sizeof message; length = (uint8_t)(length + (CHECK_THOROUGH ? 3U : 25U))) {
        CHECK_STATUS(AMISEC_OK, amisec_sha384(message, length, whole));
        for (part = 1U; part <= length; part = (uint8_t)(part + (CHECK_THOROUGH ? 1U : 41U))) {
            amisec_sha384_t context;
            size_t done;

            CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
            for (done = 0U; done < length; done += part) {
                size_t left = (size_t)length - done;

                CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, message + done, left < part ? left : part));
            }
            CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
            CHECK_BYTES(whole, digest, sizeof digest);
        }
    }
}

#if CHECK_THOROUGH
TEST(hashes_a_million_times_the_letter_a)
{
    static const uint8_t million_digest[48] = {
        0x9D, 0x0E, 0x18, 0x09, 0x71, 0x64, 0x74, 0xCB, 0x08, 0x6E, 0x83, 0x4E, 0x31, 0x0A, 0x4A, 0x1C,
        0xED, 0x14, 0x9E, 0x9C, 0x00, 0xF2, 0x48, 0x52, 0x79, 0x72, 0xCE, 0xC5, 0x70, 0x4C, 0x2A, 0x5B,
        0x07, 0xB8, 0xB3, 0xDC, 0x38, 0xEC, 0xC4, 0xEB, 0xAE, 0x97, 0xDD, 0xD8, 0x7F, 0x3D, 0x89, 0x85,
    };
    amisec_sha384_t context;
    uint8_t part[100];
    uint8_t digest[48];
    unsigned i;

    memset(part, 'a', sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    for (i = 0U; i < 10000U; i++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, part, sizeof part));
    }
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
    CHECK_BYTES(million_digest, digest, sizeof digest);
}
#endif

TEST(a_copy_of_a_context_goes_its_own_way)
{
    amisec_sha384_t context;
    amisec_sha384_t copy;
    uint8_t digest[48];

    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, abc, sizeof abc));
    copy = context;
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&copy, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
    CHECK_ZERO(&copy, sizeof copy);

    /* The first one is not finished: it goes on. */
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
}

TEST(a_finished_context_can_be_set_up_again)
{
    amisec_sha384_t context;
    uint8_t digest[48];
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, abc, sizeof abc));
        CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
        CHECK_BYTES(abc_digest, digest, sizeof digest);
    }
}

TEST(init_in_the_middle_of_a_message_starts_afresh)
{
    amisec_sha384_t context;
    uint8_t digest[48];

    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, (const uint8_t *)two_blocks, 17U));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_sha384_t context = AMISEC_SHA384_INIT;
    uint8_t digest[48];

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha384_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha384_finish(&context, digest));

    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_finish(&context, digest));
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha384_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha384_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

/* In place means the same bytes: 47 or 49 bytes of data are not the digest's 48. */
TEST(a_digest_in_place_has_the_length_of_the_data)
{
    uint8_t memory[49];
    uint8_t expected[48];

    memset(memory, 7, sizeof memory);
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha384(memory, 47U, memory));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha384(memory, 49U, memory));
    CHECK_STATUS(AMISEC_OK, amisec_sha384(memory, 48U, expected));
    CHECK_STATUS(AMISEC_OK, amisec_sha384(memory, 48U, memory));
    CHECK_BYTES(expected, memory, sizeof expected);
}

enum { DATA, DIGEST };

static const struct parameter sha384_parameters[] = {
    INPUT_OF_LENGTH("data", 48U, AMISEC_OK),
    OUTPUT("digest", 48U, EXACTLY(DATA)),
};

static amisec_status_t call_sha384(const struct argument *with)
{
    return amisec_sha384(with[DATA].pointer, with[DATA].length, with[DIGEST].pointer);
}

ROW(amisec_sha384, sha384_parameters, .call = call_sha384)

enum { OF_CONTEXT, UPDATE_DATA, FINISH_DIGEST = UPDATE_DATA };

static const struct parameter init_parameters[] = { NEW_OBJECT("context", amisec_sha384_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_sha384_init(with[OF_CONTEXT].pointer);
}

ROW(amisec_sha384_init, init_parameters, .call = call_init)

/* A context with a block and a half behind it. */
static void prepare_context(const struct argument *with)
{
    uint8_t part[192];

    memset(part, 0x5A, sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha384_init(with[OF_CONTEXT].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_sha384_update(with[OF_CONTEXT].pointer, part, sizeof part));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_sha384_t),
    INPUT_OF_LENGTH("data", 140U, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_sha384_update(with[OF_CONTEXT].pointer, with[UPDATE_DATA].pointer, with[UPDATE_DATA].length);
}

ROW(amisec_sha384_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_sha384_t),
    OUTPUT("digest", 48U, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_sha384_finish(with[OF_CONTEXT].pointer, with[FINISH_DIGEST].pointer);
}

ROW(amisec_sha384_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

TESTS(
    "SHA-384",
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
    CASE(amisec_sha384_refusals),
    CASE(amisec_sha384_init_refusals),
    CASE(amisec_sha384_update_refusals),
    CASE(amisec_sha384_finish_refusals))
