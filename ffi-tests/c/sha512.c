/* SHA-512 (FIPS 180-4), with the examples that NIST publishes for it. */
#include "refusals.h"

static const uint8_t abc[3] = { 'a', 'b', 'c' };
static const uint8_t abc_digest[64] = {
    0xDD, 0xAF, 0x35, 0xA1, 0x93, 0x61, 0x7A, 0xBA, 0xCC, 0x41, 0x73, 0x49, 0xAE, 0x20, 0x41, 0x31,
    0x12, 0xE6, 0xFA, 0x4E, 0x89, 0xA9, 0x7E, 0xA2, 0x0A, 0x9E, 0xEE, 0xE6, 0x4B, 0x55, 0xD3, 0x9A,
    0x21, 0x92, 0x99, 0x2A, 0x27, 0x4F, 0xC1, 0xA8, 0x36, 0xBA, 0x3C, 0x23, 0xA3, 0xFE, 0xEB, 0xBD,
    0x45, 0x4D, 0x44, 0x23, 0x64, 0x3C, 0xE8, 0x0E, 0x2A, 0x9A, 0xC9, 0x4F, 0xA5, 0x4C, 0xA4, 0x9F,
};
static const uint8_t empty_digest[64] = {
    0xCF, 0x83, 0xE1, 0x35, 0x7E, 0xEF, 0xB8, 0xBD, 0xF1, 0x54, 0x28, 0x50, 0xD6, 0x6D, 0x80, 0x07,
    0xD6, 0x20, 0xE4, 0x05, 0x0B, 0x57, 0x15, 0xDC, 0x83, 0xF4, 0xA9, 0x21, 0xD3, 0x6C, 0xE9, 0xCE,
    0x47, 0xD0, 0xD1, 0x3C, 0x5D, 0x85, 0xF2, 0xB0, 0xFF, 0x83, 0x18, 0xD2, 0x87, 0x7E, 0xEC, 0x2F,
    0x63, 0xB9, 0x31, 0xBD, 0x47, 0x41, 0x7A, 0x81, 0xA5, 0x38, 0x32, 0x7A, 0xF9, 0x27, 0xDA, 0x3E,
};
static const char two_blocks[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                                 "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
static const uint8_t two_blocks_digest[64] = {
    0x8E, 0x95, 0x9B, 0x75, 0xDA, 0xE3, 0x13, 0xDA, 0x8C, 0xF4, 0xF7, 0x28, 0x14, 0xFC, 0x14, 0x3F,
    0x8F, 0x77, 0x79, 0xC6, 0xEB, 0x9F, 0x7F, 0xA1, 0x72, 0x99, 0xAE, 0xAD, 0xB6, 0x88, 0x90, 0x18,
    0x50, 0x1D, 0x28, 0x9E, 0x49, 0x00, 0xF7, 0xE4, 0x33, 0x1B, 0x99, 0xDE, 0xC4, 0xB5, 0x43, 0x3A,
    0xC7, 0xD3, 0x29, 0xEE, 0xB6, 0xDD, 0x26, 0x54, 0x5E, 0x96, 0xE5, 0x5B, 0x87, 0x4B, 0xE9, 0x09,
};

TEST(hashes_a_message)
{
    uint8_t digest[64];

    CHECK_STATUS(AMISEC_OK, amisec_sha512(abc, sizeof abc, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);

    CHECK_STATUS(AMISEC_OK, amisec_sha512((const uint8_t *)two_blocks, sizeof two_blocks - 1U, digest));
    CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
}

TEST(hashes_the_empty_message)
{
    amisec_sha512_t context;
    uint8_t digest[64];

    CHECK_STATUS(AMISEC_OK, amisec_sha512(NULL, 0U, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);

    memset(digest, 0, sizeof digest);
    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

TEST(hashes_a_message_that_comes_in_parts)
{
    amisec_sha512_t context;
    uint8_t digest[64];
    size_t cut;

    for (cut = 0U; cut < sizeof two_blocks; cut++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, (const uint8_t *)two_blocks, cut));
        CHECK_STATUS(
            AMISEC_OK,
            amisec_sha512_update(&context, (const uint8_t *)two_blocks + cut, sizeof two_blocks - 1U - cut));
        CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
        CHECK_BYTES(two_blocks_digest, digest, sizeof digest);
    }
}

/* Lengths around the ends of two blocks, in parts of many lengths: the padding and the buffer. */
TEST(parts_of_any_length_give_the_digest_of_the_whole)
{
    uint8_t message[250];
    uint8_t whole[64];
    uint8_t digest[64];
    uint8_t length;
    uint8_t part;

    for (length = 0U; length < sizeof message; length++) {
        message[length] = length;
    }
    for (length = 0U; length <= sizeof message; length = (uint8_t)(length + (CHECK_THOROUGH ? 3U : 25U))) {
        CHECK_STATUS(AMISEC_OK, amisec_sha512(message, length, whole));
        for (part = 1U; part <= length; part = (uint8_t)(part + (CHECK_THOROUGH ? 1U : 41U))) {
            amisec_sha512_t context;
            size_t done;

            CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
            for (done = 0U; done < length; done += part) {
                size_t left = (size_t)length - done;

                CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, message + done, left < part ? left : part));
            }
            CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
            CHECK_BYTES(whole, digest, sizeof digest);
        }
    }
}

#if CHECK_THOROUGH
TEST(hashes_a_million_times_the_letter_a)
{
    static const uint8_t million_digest[64] = {
        0xE7, 0x18, 0x48, 0x3D, 0x0C, 0xE7, 0x69, 0x64, 0x4E, 0x2E, 0x42, 0xC7, 0xBC, 0x15, 0xB4, 0x63,
        0x8E, 0x1F, 0x98, 0xB1, 0x3B, 0x20, 0x44, 0x28, 0x56, 0x32, 0xA8, 0x03, 0xAF, 0xA9, 0x73, 0xEB,
        0xDE, 0x0F, 0xF2, 0x44, 0x87, 0x7E, 0xA6, 0x0A, 0x4C, 0xB0, 0x43, 0x2C, 0xE5, 0x77, 0xC3, 0x1B,
        0xEB, 0x00, 0x9C, 0x5C, 0x2C, 0x49, 0xAA, 0x2E, 0x4E, 0xAD, 0xB2, 0x17, 0xAD, 0x8C, 0xC0, 0x9B,
    };
    amisec_sha512_t context;
    uint8_t part[100];
    uint8_t digest[64];
    unsigned i;

    memset(part, 'a', sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    for (i = 0U; i < 10000U; i++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, part, sizeof part));
    }
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
    CHECK_BYTES(million_digest, digest, sizeof digest);
}
#endif

TEST(a_copy_of_a_context_goes_its_own_way)
{
    amisec_sha512_t context;
    amisec_sha512_t copy;
    uint8_t digest[64];

    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, abc, sizeof abc));
    copy = context;
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&copy, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
    CHECK_ZERO(&copy, sizeof copy);

    /* The first one is not finished: it goes on. */
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
}

TEST(a_finished_context_can_be_set_up_again)
{
    amisec_sha512_t context;
    uint8_t digest[64];
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
        CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, abc, sizeof abc));
        CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
        CHECK_BYTES(abc_digest, digest, sizeof digest);
    }
}

TEST(init_in_the_middle_of_a_message_starts_afresh)
{
    amisec_sha512_t context;
    uint8_t digest[64];

    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, (const uint8_t *)two_blocks, 17U));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
    CHECK_BYTES(abc_digest, digest, sizeof digest);
}

/* ------------------------------------------------------------------------- refusals */

TEST(nothing_goes_before_init_or_after_finish)
{
    amisec_sha512_t context = AMISEC_SHA512_INIT;
    uint8_t digest[64];

    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha512_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha512_finish(&context, digest));

    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(&context));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_finish(&context, digest));
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha512_update(&context, abc, sizeof abc));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha512_finish(&context, digest));
    CHECK_BYTES(empty_digest, digest, sizeof digest);
}

/* In place means the same bytes: 63 or 65 bytes of data are not the digest's 64. */
TEST(a_digest_in_place_has_the_length_of_the_data)
{
    uint8_t memory[65];
    uint8_t expected[64];

    memset(memory, 7, sizeof memory);
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha512(memory, 63U, memory));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_sha512(memory, 65U, memory));
    CHECK_STATUS(AMISEC_OK, amisec_sha512(memory, 64U, expected));
    CHECK_STATUS(AMISEC_OK, amisec_sha512(memory, 64U, memory));
    CHECK_BYTES(expected, memory, sizeof expected);
}

enum { DATA, DIGEST };

static const struct parameter sha512_parameters[] = {
    INPUT_OF_LENGTH("data", 64U, AMISEC_OK),
    OUTPUT("digest", 64U, EXACTLY(DATA)),
};

static amisec_status_t call_sha512(const struct argument *with)
{
    return amisec_sha512(with[DATA].pointer, with[DATA].length, with[DIGEST].pointer);
}

ROW(amisec_sha512, sha512_parameters, .call = call_sha512)

enum { OF_CONTEXT, UPDATE_DATA, FINISH_DIGEST = UPDATE_DATA };

static const struct parameter init_parameters[] = { NEW_OBJECT("context", amisec_sha512_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_sha512_init(with[OF_CONTEXT].pointer);
}

ROW(amisec_sha512_init, init_parameters, .call = call_init)

/* A context with a block and a half behind it. */
static void prepare_context(const struct argument *with)
{
    uint8_t part[192];

    memset(part, 0x5A, sizeof part);
    CHECK_STATUS(AMISEC_OK, amisec_sha512_init(with[OF_CONTEXT].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_sha512_update(with[OF_CONTEXT].pointer, part, sizeof part));
}

static const struct parameter update_parameters[] = {
    CONTEXT("context", amisec_sha512_t),
    INPUT_OF_LENGTH("data", 140U, AMISEC_OK),
};

static amisec_status_t call_update(const struct argument *with)
{
    return amisec_sha512_update(with[OF_CONTEXT].pointer, with[UPDATE_DATA].pointer, with[UPDATE_DATA].length);
}

ROW(amisec_sha512_update, update_parameters, .call = call_update, .prepare = prepare_context)

static const struct parameter finish_parameters[] = {
    FINISHED("context", amisec_sha512_t),
    OUTPUT("digest", 64U, NEVER),
};

static amisec_status_t call_finish(const struct argument *with)
{
    return amisec_sha512_finish(with[OF_CONTEXT].pointer, with[FINISH_DIGEST].pointer);
}

ROW(amisec_sha512_finish, finish_parameters, .call = call_finish, .prepare = prepare_context)

TESTS(
    "SHA-512",
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
    CASE(amisec_sha512_refusals),
    CASE(amisec_sha512_init_refusals),
    CASE(amisec_sha512_update_refusals),
    CASE(amisec_sha512_finish_refusals))
