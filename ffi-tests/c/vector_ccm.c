/* AES-CCM: sealing and opening, apart and in place; a tag that is flipped; lengths that CCM lacks. */
#include "vector_aes.h"
#include "vector_cases.h"

/* A case and what it works with. */
typedef struct {
    const vector_aes_t *aes;
    vector_aes_key_t key;
    amisec_ccm_parameters_t parameters; /* its tag is `tag_output` */
    vector_field_t tag;
    vector_field_t plaintext;
    vector_field_t ciphertext;
    uint8_t *output;
    uint8_t *tag_output;
} ccm_t;

static const char *must_seal(vector_case_t *this_case, ccm_t *ccm);
static const char *must_open(vector_case_t *this_case, ccm_t *ccm);
static const char *must_not_open(vector_case_t *this_case, ccm_t *ccm);
static const char *must_refuse_lengths(vector_case_t *this_case, ccm_t *ccm);

const char *vector_execute_aes_ccm(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t nonce = vector_take_field();
    const vector_field_t tag = vector_take_field();
    const vector_field_t aad = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t ciphertext = vector_take_field();
    ccm_t ccm;
    const char *problem;

    ccm.output = vector_take_output(ciphertext.length);
    ccm.tag_output = vector_take_output(tag.length);
    VECTOR_CHECK(vector_case_fits(), "too large");
    ccm.aes = vector_aes_of(key_bytes.length);
    ccm.tag = tag;
    ccm.plaintext = plaintext;
    ccm.ciphertext = ciphertext;
    ccm.parameters.nonce = nonce.bytes;
    ccm.parameters.nonce_length = nonce.length;
    ccm.parameters.aad = aad.bytes;
    ccm.parameters.aad_length = aad.length;
    ccm.parameters.tag = tag.length == 0 ? NULL : ccm.tag_output;
    ccm.parameters.tag_length = tag.length;
    VECTOR_CHECK(ccm.aes != NULL, "a key of 16, 24 or 32 bytes is needed");
    VECTOR_NEED(ccm.aes->set_key(&ccm.key, key_bytes.bytes), "set_key failed");

    switch (this_case->expectation) {
    case VECTOR_ACCEPT:
        problem = must_seal(this_case, &ccm);
        return problem != NULL ? problem : must_open(this_case, &ccm);
    case VECTOR_REFUSE:
        return must_not_open(this_case, &ccm);
    case VECTOR_BAD_LENGTH:
        return must_refuse_lengths(this_case, &ccm);
    default:
        return "CCM has no cases that may go either way";
    }
}

static const char *must_seal(vector_case_t *this_case, ccm_t *ccm)
{
    const size_t length = ccm->plaintext.length;

    VECTOR_CHECK(length == ccm->ciphertext.length, "plaintext and ciphertext must be equally long");
    VECTOR_NEED(
        ccm->aes->ccm_seal(&ccm->key, &ccm->parameters, ccm->plaintext.bytes, length, ccm->output), "seal failed");
    VECTOR_CHECK(vector_same(ccm->output, ccm->ciphertext.bytes, length), "seal gave another ciphertext");
    VECTOR_CHECK(vector_same(ccm->tag_output, ccm->tag.bytes, ccm->tag.length), "seal gave another tag");

    vector_copy(ccm->output, ccm->plaintext.bytes, length);
    vector_fill(ccm->tag_output, ccm->tag.length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        ccm->aes->ccm_seal(&ccm->key, &ccm->parameters, ccm->output, length, ccm->output), "seal in place failed");
    VECTOR_CHECK(vector_same(ccm->output, ccm->ciphertext.bytes, length), "seal in place gave another ciphertext");
    VECTOR_CHECK(vector_same(ccm->tag_output, ccm->tag.bytes, ccm->tag.length), "seal in place gave another tag");
    return NULL;
}

static const char *must_open(vector_case_t *this_case, ccm_t *ccm)
{
    const size_t length = ccm->ciphertext.length;
    amisec_status_t status;

    vector_copy(ccm->tag_output, ccm->tag.bytes, ccm->tag.length);
    vector_fill(ccm->output, length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->ciphertext.bytes, length, ccm->output), "open failed");
    VECTOR_CHECK(vector_same(ccm->output, ccm->plaintext.bytes, length), "open gave another plaintext");

    vector_copy(ccm->output, ccm->ciphertext.bytes, length);
    VECTOR_NEED(
        ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->output, length, ccm->output), "open in place failed");
    VECTOR_CHECK(vector_same(ccm->output, ccm->plaintext.bytes, length), "open in place gave another plaintext");
    VECTOR_CHECK(vector_same(ccm->tag_output, ccm->tag.bytes, ccm->tag.length), "open wrote to the tag");
    this_case->was_accepted = 1;

    /* The last byte of the tag: a comparison that stops early would accept it. */
    ccm->tag_output[ccm->tag.length - 1] ^= 0x80U;
    status = ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->ciphertext.bytes, length, ccm->output);
    this_case->status = status;
    VECTOR_CHECK(status == AMISEC_NOT_AUTHENTIC, "open of a flipped tag did not answer NOT_AUTHENTIC");
    VECTOR_CHECK(vector_all(ccm->output, length, 0), "open of a flipped tag left something in the output");
    return NULL;
}

static const char *must_not_open(vector_case_t *this_case, ccm_t *ccm)
{
    const size_t length = ccm->ciphertext.length;
    const char *problem;

    vector_copy(ccm->tag_output, ccm->tag.bytes, ccm->tag.length);
    problem = vector_judge(
        this_case, ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->ciphertext.bytes, length, ccm->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(ccm->output, length, 0), "open left something in the output");

    vector_copy(ccm->output, ccm->ciphertext.bytes, length);
    problem = vector_judge(
        this_case, ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->output, length, ccm->output),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(vector_all(ccm->output, length, 0), "open in place left something in the output");
    return NULL;
}

static const char *must_refuse_lengths(vector_case_t *this_case, ccm_t *ccm)
{
    const size_t length = ccm->ciphertext.length;
    const char *problem;

    problem = vector_judge(
        this_case, ccm->aes->ccm_open(&ccm->key, &ccm->parameters, ccm->ciphertext.bytes, length, ccm->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    problem = vector_judge(
        this_case, ccm->aes->ccm_seal(&ccm->key, &ccm->parameters, ccm->ciphertext.bytes, length, ccm->output),
        AMISEC_BAD_LENGTH);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(
        vector_all(ccm->output, length, VECTOR_UNTOUCHED)
            && vector_all(ccm->tag_output, ccm->tag.length, VECTOR_UNTOUCHED),
        "a refused length left something in the output");
    return NULL;
}
