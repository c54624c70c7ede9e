/* AES-GCM and GMAC: besides what every AEAD does, in two parts. */
#include "vector_aes.h"
#include "vector_cases.h"

#define MODE(rest) gcm##rest
#define MODE_PARAMETERS amisec_gcm_parameters_t
#include "vector_aead_cases.h"

static const char *must_seal_in_parts(vector_case_t *this_case, struct mode_case *mode);
static const char *must_open_in_parts(vector_case_t *this_case, struct mode_case *mode);

static const char *must_do_in_parts(vector_case_t *this_case, struct mode_case *mode)
{
    const char *problem = must_seal_in_parts(this_case, mode);

    return problem != NULL ? problem : must_open_in_parts(this_case, mode);
}

const char *vector_execute_aes_gcm(vector_case_t *this_case)
{
    return execute(this_case, must_do_in_parts);
}

static const char *start_in_parts(vector_case_t *this_case, struct mode_case *mode, amisec_gcm_t *context)
{
    const size_t half = mode->parameters.aad_length / 2U;
    const uint8_t *rest = half == 0U ? mode->parameters.aad : mode->parameters.aad + half;

    VECTOR_NEED(
        mode->aes->gcm_start(context, &mode->key, mode->parameters.nonce, mode->parameters.nonce_length),
        "start failed");
    VECTOR_NEED(amisec_gcm_aad(context, mode->parameters.aad, half), "aad failed");
    VECTOR_NEED(amisec_gcm_aad(context, rest, mode->parameters.aad_length - half), "aad failed");
    return NULL;
}

static const char *must_seal_in_parts(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->plaintext.length;
    const size_t third = length / 3U;
    amisec_gcm_t context = AMISEC_GCM_INIT;
    const char *problem = start_in_parts(this_case, mode, &context);

    if (problem != NULL) {
        return problem;
    }
    vector_copy(mode->output, mode->plaintext.bytes, length);
    vector_fill(mode->tag_output, mode->tag.length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        mode->aes->gcm_encrypt_update(&context, &mode->key, mode->output, third, mode->output), "encrypt failed");
    VECTOR_NEED(
        mode->aes->gcm_encrypt_update(
            &context, &mode->key, mode->output + third, length - third, mode->output + third),
        "encrypt failed");
    VECTOR_NEED(amisec_gcm_finish(&context, mode->tag_output, mode->tag.length), "finish failed");
    VECTOR_CHECK(vector_same(mode->output, mode->ciphertext.bytes, length), "the parts gave another ciphertext");
    VECTOR_CHECK(vector_same(mode->tag_output, mode->tag.bytes, mode->tag.length), "the parts gave another tag");
    return NULL;
}

static const char *must_open_in_parts(vector_case_t *this_case, struct mode_case *mode)
{
    const size_t length = mode->ciphertext.length;
    const size_t third = length / 3U;
    amisec_gcm_t context = AMISEC_GCM_INIT;
    const char *problem = start_in_parts(this_case, mode, &context);

    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(
        mode->aes->gcm_decrypt_unverified_update(&context, &mode->key, mode->output, third, mode->output),
        "decrypt failed");
    VECTOR_NEED(
        mode->aes->gcm_decrypt_unverified_update(
            &context, &mode->key, mode->output + third, length - third, mode->output + third),
        "decrypt failed");
    VECTOR_NEED(amisec_gcm_finish_verify(&context, mode->tag.bytes, mode->tag.length), "finish_verify failed");
    VECTOR_CHECK(vector_same(mode->output, mode->plaintext.bytes, length), "the parts gave another plaintext");
    return NULL;
}
