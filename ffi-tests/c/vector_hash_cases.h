/* How a hash executes its cases: each message in one call, if it fits, and in parts of changing length. Included once
 * for each hash, by files that define, and have undefined here,
 *
 *   HASH           the function that hashes in one call; HASH_INIT
 *   NAMED(a, b)    a name of its own around that of the hash: execute_sha256_messages
 *   DIGEST_LENGTH
 */
static const char *NAMED(execute, messages)(vector_case_t *this_case)
{
    const vector_field_t digest = vector_take_field();
    uint8_t *output = vector_take_output(DIGEST_LENGTH);
    NAMED(amisec, t) context = HASH_INIT;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(digest.length == DIGEST_LENGTH, "the digest has another length");

    if (message.is_whole) {
        VECTOR_NEED(HASH(message.bytes, message.length, output), "hash failed");
        VECTOR_CHECK(vector_same(output, digest.bytes, DIGEST_LENGTH), "hash gave another digest");
        vector_fill(output, DIGEST_LENGTH, VECTOR_UNTOUCHED);
    }

    VECTOR_NEED(NAMED(amisec, init)(&context), "init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(NAMED(amisec, update)(&context, part, part_length), "update failed");
    }
    VECTOR_NEED(NAMED(amisec, finish)(&context, output), "finish failed");
    VECTOR_CHECK(vector_same(output, digest.bytes, DIGEST_LENGTH), "the digest of the parts is another one");
    return NULL;
}

/* SHAVS, 6.4: each round hashes the last three digests; the first three are the seed. */
static const char *NAMED(execute, monte_carlo)(vector_case_t *this_case)
{
    const vector_field_t seed = vector_take_field();
    const vector_field_t digest = vector_take_field();
    uint8_t *last_three = vector_take_output(3U * DIGEST_LENGTH);
    uint8_t *output = vector_take_output(DIGEST_LENGTH);
    uint16_t round;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(seed.length == DIGEST_LENGTH && digest.length == DIGEST_LENGTH, "seed or digest has another length");
    for (round = 0; round < 3; round++) {
        vector_copy(last_three + DIGEST_LENGTH * round, seed.bytes, DIGEST_LENGTH);
    }
    for (round = 0; round < ROUNDS; round++) {
        VECTOR_NEED(HASH(last_three, 3U * DIGEST_LENGTH, output), "hash failed");
        vector_copy(last_three, last_three + DIGEST_LENGTH, 2U * DIGEST_LENGTH);
        vector_copy(last_three + 2U * DIGEST_LENGTH, output, DIGEST_LENGTH);
    }
    VECTOR_CHECK(vector_same(output, digest.bytes, DIGEST_LENGTH), "the last digest is another one");
    return NULL;
}

#undef HASH
#undef HASH_INIT
#undef NAMED
#undef DIGEST_LENGTH
