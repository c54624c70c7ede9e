/* SHA-384, SHA-512 and HMAC-SHA-384: each message in one call, if it fits, and in parts of changing length. */
#include "vector_cases.h"

#define ROUNDS 1000U

static const char *execute_sha384_messages(vector_case_t *this_case);
static const char *execute_sha384_monte_carlo(vector_case_t *this_case);
static const char *execute_sha512_messages(vector_case_t *this_case);
static const char *execute_sha512_monte_carlo(vector_case_t *this_case);

const char *vector_execute_sha384(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA384 ? execute_sha384_messages(this_case)
                                               : execute_sha384_monte_carlo(this_case);
}

static const char *execute_sha384_messages(vector_case_t *this_case);
static const char *execute_sha384_monte_carlo(vector_case_t *this_case);

static const char *execute_sha384_messages(vector_case_t *this_case)
{
    const vector_field_t digest = vector_take_field();
    uint8_t *output = vector_take_output(48);
    amisec_sha384_t context = AMISEC_SHA384_INIT;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(digest.length == 48, "a digest of 48 bytes is needed");

    if (message.is_whole) {
        VECTOR_NEED(amisec_sha384(message.bytes, message.length, output), "amisec_sha384 failed");
        VECTOR_CHECK(vector_same(output, digest.bytes, 48), "amisec_sha384 gave another digest");
        vector_fill(output, 48, VECTOR_UNTOUCHED);
    }

    VECTOR_NEED(amisec_sha384_init(&context), "amisec_sha384_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(amisec_sha384_update(&context, part, part_length), "amisec_sha384_update failed");
    }
    VECTOR_NEED(amisec_sha384_finish(&context, output), "amisec_sha384_finish failed");
    VECTOR_CHECK(vector_same(output, digest.bytes, 48), "the digest of the parts is another one");
    return NULL;
}

/* SHAVS, 6.4: each round hashes the last three digests; the first three are the seed. */
static const char *execute_sha384_monte_carlo(vector_case_t *this_case)
{
    const vector_field_t seed = vector_take_field();
    const vector_field_t digest = vector_take_field();
    uint8_t *last_three = vector_take_output(144);
    uint8_t *output = vector_take_output(48);
    uint16_t round;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(seed.length == 48 && digest.length == 48, "seed and digest of 48 bytes are needed");
    for (round = 0; round < 3; round++) {
        vector_copy(last_three + 48U * round, seed.bytes, 48);
    }
    for (round = 0; round < ROUNDS; round++) {
        VECTOR_NEED(amisec_sha384(last_three, 144, output), "amisec_sha384 failed");
        vector_copy(last_three, last_three + 48, 96);
        vector_copy(last_three + 96, output, 48);
    }
    VECTOR_CHECK(vector_same(output, digest.bytes, 48), "the last digest is another one");
    return NULL;
}

const char *vector_execute_sha512(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA512 ? execute_sha512_messages(this_case)
                                               : execute_sha512_monte_carlo(this_case);
}

static const char *execute_sha512_messages(vector_case_t *this_case);
static const char *execute_sha512_monte_carlo(vector_case_t *this_case);

static const char *execute_sha512_messages(vector_case_t *this_case)
{
    const vector_field_t digest = vector_take_field();
    uint8_t *output = vector_take_output(64);
    amisec_sha512_t context = AMISEC_SHA512_INIT;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(digest.length == 64, "a digest of 64 bytes is needed");

    if (message.is_whole) {
        VECTOR_NEED(amisec_sha512(message.bytes, message.length, output), "amisec_sha512 failed");
        VECTOR_CHECK(vector_same(output, digest.bytes, 64), "amisec_sha512 gave another digest");
        vector_fill(output, 64, VECTOR_UNTOUCHED);
    }

    VECTOR_NEED(amisec_sha512_init(&context), "amisec_sha512_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(amisec_sha512_update(&context, part, part_length), "amisec_sha512_update failed");
    }
    VECTOR_NEED(amisec_sha512_finish(&context, output), "amisec_sha512_finish failed");
    VECTOR_CHECK(vector_same(output, digest.bytes, 64), "the digest of the parts is another one");
    return NULL;
}

/* SHAVS, 6.4: each round hashes the last three digests; the first three are the seed. */
static const char *execute_sha512_monte_carlo(vector_case_t *this_case)
{
    const vector_field_t seed = vector_take_field();
    const vector_field_t digest = vector_take_field();
    uint8_t *last_three = vector_take_output(192);
    uint8_t *output = vector_take_output(64);
    uint16_t round;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(seed.length == 64 && digest.length == 64, "seed and digest of 64 bytes are needed");
    for (round = 0; round < 3; round++) {
        vector_copy(last_three + 64U * round, seed.bytes, 64);
    }
    for (round = 0; round < ROUNDS; round++) {
        VECTOR_NEED(amisec_sha512(last_three, 192, output), "amisec_sha512 failed");
        vector_copy(last_three, last_three + 64, 128);
        vector_copy(last_three + 128, output, 64);
    }
    VECTOR_CHECK(vector_same(output, digest.bytes, 64), "the last digest is another one");
    return NULL;
}

const char *vector_execute_hmac_sha384(vector_case_t *this_case)
{
    const vector_field_t key = vector_take_field();
    const vector_field_t tag = vector_take_field();
    uint8_t *output = vector_take_output(48);
    amisec_hmac_sha384_t context = AMISEC_HMAC_SHA384_INIT;
    amisec_hmac_sha384_t copy;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;
    const char *problem;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");

    VECTOR_NEED(amisec_hmac_sha384_init(&context, key.bytes, key.length), "amisec_hmac_sha384_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(amisec_hmac_sha384_update(&context, part, part_length), "amisec_hmac_sha384_update failed");
    }
    copy = context;
    problem = vector_judge(
        this_case, amisec_hmac_sha384_finish_verify(&context, tag.bytes, tag.length), AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(amisec_hmac_sha384_finish(&copy, output), "amisec_hmac_sha384_finish failed");
    if (tag.length >= 24 && tag.length <= 48) {
        VECTOR_CHECK(
            vector_same(output, tag.bytes, tag.length) == this_case->was_accepted,
            "the tag that is computed contradicts the verdict");
    }

    if (message.is_whole) {
        problem = vector_judge(
            this_case,
            amisec_hmac_sha384_verify(key.bytes, key.length, message.bytes, message.length, tag.bytes, tag.length),
            AMISEC_NOT_AUTHENTIC);
        if (problem != NULL) {
            return problem;
        }
        vector_copy(output, output + 24, 24);
        VECTOR_NEED(
            amisec_hmac_sha384(key.bytes, key.length, message.bytes, message.length, output),
            "amisec_hmac_sha384 failed");
        if (this_case->was_accepted) {
            VECTOR_CHECK(vector_same(output, tag.bytes, tag.length), "amisec_hmac_sha384 gave another tag");
        }
    }
    return NULL;
}
