/* How HMAC executes a case: each message in one call, if it fits, and in parts of changing length. The body of a
 * function, by files that define
 *
 *   NAMED(rest)  a name of the library that begins with that of the HMAC: amisec_hmac_sha256_init; HMAC_INIT
 *   TAG_LENGTH
 */
{
    const vector_field_t key = vector_take_field();
    const vector_field_t tag = vector_take_field();
    uint8_t *output = vector_take_output(TAG_LENGTH);
    NAMED(_t) context = HMAC_INIT;
    NAMED(_t) copy;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;
    const char *problem;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");

    VECTOR_NEED(NAMED(_init)(&context, key.bytes, key.length), "init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(NAMED(_update)(&context, part, part_length), "update failed");
    }
    copy = context;
    problem = vector_judge(
        this_case, NAMED(_finish_verify)(&context, tag.bytes, tag.length), AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(NAMED(_finish)(&copy, output), "finish failed");
    if (tag.length >= TAG_LENGTH / 2U && tag.length <= TAG_LENGTH) {
        VECTOR_CHECK(
            vector_same(output, tag.bytes, tag.length) == this_case->was_accepted,
            "the tag that is computed contradicts the verdict");
    }

    if (message.is_whole) {
        problem = vector_judge(
            this_case,
            NAMED(_verify)(key.bytes, key.length, message.bytes, message.length, tag.bytes, tag.length),
            AMISEC_NOT_AUTHENTIC);
        if (problem != NULL) {
            return problem;
        }
        vector_copy(output, output + TAG_LENGTH / 2U, TAG_LENGTH / 2U);
        VECTOR_NEED(
            NAMED()(key.bytes, key.length, message.bytes, message.length, output),
            "hmac failed");
        if (this_case->was_accepted) {
            VECTOR_CHECK(vector_same(output, tag.bytes, tag.length), "hmac gave another tag");
        }
    }
    return NULL;
}
