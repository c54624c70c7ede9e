/* How an AEAD executes a case: sealing and opening, apart and in place; a tag that is flipped; lengths that it lacks.
 * Included by files that define
 *
 *   MODE(rest)  a member of vector_aes_t that begins with the mode's name; MODE_PARAMETERS
 */
/* A case and what it works with. */
struct mode_case {
    const vector_aes_t *aes;
    vector_aes_key_t key;
    MODE_PARAMETERS parameters; /* its tag is `tag_output` */
    vector_field_t tag;
    vector_field_t plaintext;
    vector_field_t ciphertext;
    uint8_t *output;
    uint8_t *tag_output;
};

static const char *must_seal(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->plaintext.length;

    VECTOR_CHECK(length == mode->ciphertext.length, "plaintext and ciphertext must be equally long");
    VECTOR_NEED(
        mode->aes->MODE(_seal)(&mode->key, &mode->parameters, mode->plaintext.bytes, length, mode->output),
        "seal failed");
    VECTOR_CHECK(vector_same(mode->output, mode->ciphertext.bytes, length), "seal gave another ciphertext");
    VECTOR_CHECK(vector_same(mode->tag_output, mode->tag.bytes, mode->tag.length), "seal gave another tag");

    vector_copy(mode->output, mode->plaintext.bytes, length);
    vector_fill(mode->tag_output, mode->tag.length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        mode->aes->MODE(_seal)(&mode->key, &mode->parameters, mode->output, length, mode->output),
        "seal in place failed");
    VECTOR_CHECK(vector_same(mode->output, mode->ciphertext.bytes, length), "seal in place gave another ciphertext");
    VECTOR_CHECK(vector_same(mode->tag_output, mode->tag.bytes, mode->tag.length), "seal in place gave another tag");
    return NULL;
}

static const char *must_open(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->ciphertext.length;
    amisec_status_t status;

    vector_copy(mode->tag_output, mode->tag.bytes, mode->tag.length);
    vector_fill(mode->output, length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->ciphertext.bytes, length, mode->output),
        "open failed");
    VECTOR_CHECK(vector_same(mode->output, mode->plaintext.bytes, length), "open gave another plaintext");

    vector_copy(mode->output, mode->ciphertext.bytes, length);
    VECTOR_NEED(
        mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->output, length, mode->output),
        "open in place failed");
    VECTOR_CHECK(vector_same(mode->output, mode->plaintext.bytes, length), "open in place gave another plaintext");
    VECTOR_CHECK(vector_same(mode->tag_output, mode->tag.bytes, mode->tag.length), "open wrote to the tag");
    this_case->was_accepted = 1;

    /* The last byte of the tag: a comparison that stops early would accept it. */
    mode->tag_output[mode->tag.length - 1] ^= 0x80U;
    status = mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->ciphertext.bytes, length, mode->output);
    this_case->status = status;
    VECTOR_CHECK(status == AMISEC_NOT_AUTHENTIC, "open of a flipped tag did not answer NOT_AUTHENTIC");
    VECTOR_CHECK(vector_all(mode->output, length, 0), "open of a flipped tag left something in the output");
    return NULL;
}

static const char *must_not_open(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->ciphertext.length;
    const char *problem;

    vector_copy(mode->tag_output, mode->tag.bytes, mode->tag.length);
    problem = vector_judge(
        this_case, mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->ciphertext.bytes, length, mode->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(mode->output, length, 0), "open left something in the output");

    vector_copy(mode->output, mode->ciphertext.bytes, length);
    problem = vector_judge(
        this_case, mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->output, length, mode->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(mode->output, length, 0), "open in place left something in the output");
    return NULL;
}

static const char *must_refuse_lengths(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->ciphertext.length;
    const char *problem;

    problem = vector_judge(
        this_case, mode->aes->MODE(_open)(&mode->key, &mode->parameters, mode->ciphertext.bytes, length, mode->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    problem = vector_judge(
        this_case, mode->aes->MODE(_seal)(&mode->key, &mode->parameters, mode->ciphertext.bytes, length, mode->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(
        vector_all(mode->output, length, VECTOR_UNTOUCHED)
            && vector_all(mode->tag_output, mode->tag.length, VECTOR_UNTOUCHED),
        "a refused length left something in the output");
    return NULL;
}

static const char *execute(vector_case_t *this_case, const char *(*in_parts)(vector_case_t *, struct mode_case *))
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t nonce = vector_take_field();
    const vector_field_t tag = vector_take_field();
    const vector_field_t aad = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    struct mode_case mode;
    const char *problem;

    mode.output = vector_take_output(ciphertext.length);
    mode.tag_output = vector_take_output(tag.length);
    VECTOR_CHECK(vector_case_fits(), "too large");
    mode.aes = vector_aes_of(key_bytes.length);
    mode.tag = tag;
    mode.plaintext = plaintext;
    mode.ciphertext = ciphertext;
    mode.parameters.nonce = nonce.bytes;
    mode.parameters.nonce_length = nonce.length;
    mode.parameters.aad = aad.bytes;
    mode.parameters.aad_length = aad.length;
    mode.parameters.tag = tag.length == 0 ? NULL : mode.tag_output;
    mode.parameters.tag_length = tag.length;
    VECTOR_CHECK(mode.aes != NULL, "a key of 16, 24 or 32 bytes is needed");
    VECTOR_NEED(mode.aes->set_key(&mode.key, key_bytes.bytes), "set_key failed");

    switch (this_case->expectation) {
    case VECTOR_ACCEPT:
        problem = must_seal(this_case, &mode);
        problem = problem != NULL || in_parts == NULL ? problem : in_parts(this_case, &mode);
        return problem != NULL ? problem : must_open(this_case, &mode);
    case VECTOR_REFUSE:
        return must_not_open(this_case, &mode);
    case VECTOR_BAD_LENGTH:
        return must_refuse_lengths(this_case, &mode);
    default:
        return "an AEAD has no cases that may go either way";
    }
}
