/* SHA-256 and HMAC-SHA-256: each message in one call, if it fits, and in parts of changing length. */
#include "vector_cases.h"

#define ROUNDS 1000U

static const char *execute_messages(vector_case_t *this_case);
static const char *execute_monte_carlo(vector_case_t *this_case);

const char *vector_execute_sha256(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA256 ? execute_messages(this_case) : execute_monte_carlo(this_case);
}

static const char *execute_messages(vector_case_t *this_case)
{
    const vector_field_t digest = vector_take_field();
    uint8_t *output = vector_take_output(32);
    amisec_sha256_t context = AMISEC_SHA256_INIT;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(digest.length == 32, "a digest of 32 bytes is needed");

    if (message.is_whole) {
        VECTOR_NEED(amisec_sha256(message.bytes, message.length, output), "amisec_sha256 failed");
        VECTOR_CHECK(vector_same(output, digest.bytes, 32), "amisec_sha256 gave another digest");
        vector_fill(output, 32, VECTOR_UNTOUCHED);
    }

    VECTOR_NEED(amisec_sha256_init(&context), "amisec_sha256_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(amisec_sha256_update(&context, part, part_length), "amisec_sha256_update failed");
    }
    VECTOR_NEED(amisec_sha256_finish(&context, output), "amisec_sha256_finish failed");
    VECTOR_CHECK(vector_same(output, digest.bytes, 32), "the digest of the parts is another one");
    return NULL;
}

/* SHAVS, 6.4: each round hashes the last three digests; the first three are the seed. */
static const char *execute_monte_carlo(vector_case_t *this_case)
{
    const vector_field_t seed = vector_take_field();
    const vector_field_t digest = vector_take_field();
    uint8_t *last_three = vector_take_output(96);
    uint8_t *output = vector_take_output(32);
    uint16_t round;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(seed.length == 32 && digest.length == 32, "seed and digest of 32 bytes are needed");
    for (round = 0; round < 3; round++) {
        vector_copy(last_three + 32U * round, seed.bytes, 32);
    }
    for (round = 0; round < ROUNDS; round++) {
        VECTOR_NEED(amisec_sha256(last_three, 96, output), "amisec_sha256 failed");
        vector_copy(last_three, last_three + 32, 64);
        vector_copy(last_three + 64, output, 32);
    }
    VECTOR_CHECK(vector_same(output, digest.bytes, 32), "the last digest is another one");
    return NULL;
}

const char *vector_execute_hmac(vector_case_t *this_case)
{
    const vector_field_t key = vector_take_field();
    const vector_field_t tag = vector_take_field();
    uint8_t *output = vector_take_output(32);
    amisec_hmac_sha256_t context = AMISEC_HMAC_SHA256_INIT;
    amisec_hmac_sha256_t copy;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;
    const char *problem;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");

    VECTOR_NEED(amisec_hmac_sha256_init(&context, key.bytes, key.length), "amisec_hmac_sha256_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(amisec_hmac_sha256_update(&context, part, part_length), "amisec_hmac_sha256_update failed");
    }
    copy = context;
    problem = vector_judge(
        this_case, amisec_hmac_sha256_finish_verify(&context, tag.bytes, tag.length), AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(amisec_hmac_sha256_finish(&copy, output), "amisec_hmac_sha256_finish failed");
    if (tag.length >= 16 && tag.length <= 32) {
        VECTOR_CHECK(
            vector_same(output, tag.bytes, tag.length) == this_case->was_accepted,
            "the tag that is computed contradicts the verdict");
    }

    if (message.is_whole) {
        problem = vector_judge(
            this_case,
            amisec_hmac_sha256_verify(key.bytes, key.length, message.bytes, message.length, tag.bytes, tag.length),
            AMISEC_NOT_AUTHENTIC);
        if (problem != NULL) {
            return problem;
        }
        vector_copy(output, output + 16, 16);
        VECTOR_NEED(
            amisec_hmac_sha256(key.bytes, key.length, message.bytes, message.length, output),
            "amisec_hmac_sha256 failed");
        if (this_case->was_accepted) {
            VECTOR_CHECK(vector_same(output, tag.bytes, tag.length), "amisec_hmac_sha256 gave another tag");
        }
    }
    return NULL;
}
