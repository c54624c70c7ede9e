/* AES-GCM and GMAC: sealing and opening, apart, in place and in two parts; a tag that is flipped; lengths that
 * GCM lacks. */
#include "vector_aes.h"
#include "vector_cases.h"

/* A case and what it works with. */
typedef struct {
    const vector_aes_t *aes;
    vector_aes_key_t key;
    amisec_gcm_parameters_t parameters; /* its tag is `tag_output` */
    vector_field_t tag;
    vector_field_t plaintext;
    vector_field_t ciphertext;
    uint8_t *output;
    uint8_t *tag_output;
} gcm_t;

static const char *must_seal(vector_case_t *this_case, gcm_t *gcm);
static const char *must_seal_in_parts(vector_case_t *this_case, gcm_t *gcm);
static const char *must_open_in_parts(vector_case_t *this_case, gcm_t *gcm);
static const char *must_open(vector_case_t *this_case, gcm_t *gcm);
static const char *must_not_open(vector_case_t *this_case, gcm_t *gcm);
static const char *must_refuse_lengths(vector_case_t *this_case, gcm_t *gcm);

const char *vector_execute_aes_gcm(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t nonce = vector_take_field();
    const vector_field_t tag = vector_take_field();
    const vector_field_t aad = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    gcm_t gcm;
    const char *problem;

    gcm.output = vector_take_output(ciphertext.length);
    gcm.tag_output = vector_take_output(tag.length);
    VECTOR_CHECK(vector_case_fits(), "too large");
    gcm.aes = vector_aes_of(key_bytes.length);
    gcm.tag = tag;
    gcm.plaintext = plaintext;
    gcm.ciphertext = ciphertext;
    gcm.parameters.nonce = nonce.bytes;
    gcm.parameters.nonce_length = nonce.length;
    gcm.parameters.aad = aad.bytes;
    gcm.parameters.aad_length = aad.length;
    gcm.parameters.tag = tag.length == 0 ? NULL : gcm.tag_output;
    gcm.parameters.tag_length = tag.length;
    VECTOR_CHECK(gcm.aes != NULL, "a key of 16, 24 or 32 bytes is needed");
    VECTOR_NEED(gcm.aes->set_key(&gcm.key, key_bytes.bytes), "set_key failed");

    switch (this_case->expectation) {
    case VECTOR_ACCEPT:
        problem = must_seal(this_case, &gcm);
        problem = problem != NULL ? problem : must_seal_in_parts(this_case, &gcm);
        problem = problem != NULL ? problem : must_open_in_parts(this_case, &gcm);
        return problem != NULL ? problem : must_open(this_case, &gcm);
    case VECTOR_REFUSE:
        return must_not_open(this_case, &gcm);
    case VECTOR_BAD_LENGTH:
        return must_refuse_lengths(this_case, &gcm);
    default:
        return "GCM has no cases that may go either way";
    }
}

static const char *must_seal(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->plaintext.length;

    VECTOR_CHECK(length == gcm->ciphertext.length, "plaintext and ciphertext must be equally long");
    VECTOR_NEED(
        gcm->aes->gcm_seal(&gcm->key, &gcm->parameters, gcm->plaintext.bytes, length, gcm->output), "seal failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->ciphertext.bytes, length), "seal gave another ciphertext");
    VECTOR_CHECK(vector_same(gcm->tag_output, gcm->tag.bytes, gcm->tag.length), "seal gave another tag");

    vector_copy(gcm->output, gcm->plaintext.bytes, length);
    vector_fill(gcm->tag_output, gcm->tag.length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        gcm->aes->gcm_seal(&gcm->key, &gcm->parameters, gcm->output, length, gcm->output), "seal in place failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->ciphertext.bytes, length), "seal in place gave another ciphertext");
    VECTOR_CHECK(vector_same(gcm->tag_output, gcm->tag.bytes, gcm->tag.length), "seal in place gave another tag");
    return NULL;
}

static const char *start_in_parts(vector_case_t *this_case, gcm_t *gcm, amisec_gcm_t *context)
{
    const size_t half = gcm->parameters.aad_length / 2U;
    const uint8_t *rest = half == 0U ? gcm->parameters.aad : gcm->parameters.aad + half;

    VECTOR_NEED(
        gcm->aes->gcm_start(context, &gcm->key, gcm->parameters.nonce, gcm->parameters.nonce_length),
        "start failed");
    VECTOR_NEED(amisec_gcm_aad(context, gcm->parameters.aad, half), "aad failed");
    VECTOR_NEED(amisec_gcm_aad(context, rest, gcm->parameters.aad_length - half), "aad failed");
    return NULL;
}

static const char *must_seal_in_parts(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->plaintext.length;
    const size_t third = length / 3U;
    amisec_gcm_t context = AMISEC_GCM_INIT;
    const char *problem = start_in_parts(this_case, gcm, &context);

    if (problem != NULL) {
        return problem;
    }
    vector_copy(gcm->output, gcm->plaintext.bytes, length);
    vector_fill(gcm->tag_output, gcm->tag.length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        gcm->aes->gcm_encrypt_update(&context, &gcm->key, gcm->output, third, gcm->output), "encrypt failed");
    VECTOR_NEED(
        gcm->aes->gcm_encrypt_update(
            &context, &gcm->key, gcm->output + third, length - third, gcm->output + third),
        "encrypt failed");
    VECTOR_NEED(amisec_gcm_finish(&context, gcm->tag_output, gcm->tag.length), "finish failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->ciphertext.bytes, length), "the parts gave another ciphertext");
    VECTOR_CHECK(vector_same(gcm->tag_output, gcm->tag.bytes, gcm->tag.length), "the parts gave another tag");
    return NULL;
}

static const char *must_open_in_parts(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->ciphertext.length;
    const size_t third = length / 3U;
    amisec_gcm_t context = AMISEC_GCM_INIT;
    const char *problem = start_in_parts(this_case, gcm, &context);

    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(
        gcm->aes->gcm_decrypt_unverified_update(&context, &gcm->key, gcm->output, third, gcm->output),
        "decrypt failed");
    VECTOR_NEED(
        gcm->aes->gcm_decrypt_unverified_update(
            &context, &gcm->key, gcm->output + third, length - third, gcm->output + third),
        "decrypt failed");
    VECTOR_NEED(amisec_gcm_finish_verify(&context, gcm->tag.bytes, gcm->tag.length), "finish_verify failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->plaintext.bytes, length), "the parts gave another plaintext");
    return NULL;
}

static const char *must_open(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->ciphertext.length;
    amisec_status_t status;

    vector_copy(gcm->tag_output, gcm->tag.bytes, gcm->tag.length);
    vector_fill(gcm->output, length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->ciphertext.bytes, length, gcm->output), "open failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->plaintext.bytes, length), "open gave another plaintext");

    vector_copy(gcm->output, gcm->ciphertext.bytes, length);
    VECTOR_NEED(
        gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->output, length, gcm->output), "open in place failed");
    VECTOR_CHECK(vector_same(gcm->output, gcm->plaintext.bytes, length), "open in place gave another plaintext");
    VECTOR_CHECK(vector_same(gcm->tag_output, gcm->tag.bytes, gcm->tag.length), "open wrote to the tag");
    this_case->was_accepted = 1;

    /* The last byte of the tag: a comparison that stops early would accept it. */
    gcm->tag_output[gcm->tag.length - 1] ^= 0x80U;
    status = gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->ciphertext.bytes, length, gcm->output);
    this_case->status = status;
    VECTOR_CHECK(status == AMISEC_NOT_AUTHENTIC, "open of a flipped tag did not answer NOT_AUTHENTIC");
    VECTOR_CHECK(vector_all(gcm->output, length, 0), "open of a flipped tag left something in the output");
    return NULL;
}

static const char *must_not_open(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->ciphertext.length;
    const char *problem;

    vector_copy(gcm->tag_output, gcm->tag.bytes, gcm->tag.length);
    problem = vector_judge(
        this_case, gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->ciphertext.bytes, length, gcm->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(gcm->output, length, 0), "open left something in the output");

    vector_copy(gcm->output, gcm->ciphertext.bytes, length);
    problem = vector_judge(
        this_case, gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->output, length, gcm->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(gcm->output, length, 0), "open in place left something in the output");
    return NULL;
}

static const char *must_refuse_lengths(vector_case_t *this_case, gcm_t *gcm)
{
    const size_t length = gcm->ciphertext.length;
    const char *problem;

    problem = vector_judge(
        this_case, gcm->aes->gcm_open(&gcm->key, &gcm->parameters, gcm->ciphertext.bytes, length, gcm->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    problem = vector_judge(
        this_case, gcm->aes->gcm_seal(&gcm->key, &gcm->parameters, gcm->ciphertext.bytes, length, gcm->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(
        vector_all(gcm->output, length, VECTOR_UNTOUCHED)
            && vector_all(gcm->tag_output, gcm->tag.length, VECTOR_UNTOUCHED),
        "a refused length left something in the output");
    return NULL;
}
