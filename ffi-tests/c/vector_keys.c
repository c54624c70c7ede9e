/* AES-CMAC, AES key wrap and key derivation. */
#include "vector_aes.h"
#include "vector_cases.h"

/* In one call, if the message fits, and in parts of changing length. */
const char *vector_execute_aes_cmac(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t tag = vector_take_field();
    uint8_t *output = vector_take_output(16);
    amisec_cmac_t context = AMISEC_CMAC_INIT;
    amisec_cmac_t copy;
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;
    vector_message_t message;
    const uint8_t *part;
    size_t part_length;
    const char *problem;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(aes != NULL, "a key of 16, 24 or 32 bytes is needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");
    VECTOR_NEED(amisec_cmac_init(&context), "amisec_cmac_init failed");
    while ((part_length = vector_message_part(&message, &part)) > 0) {
        VECTOR_NEED(aes->cmac_update(&context, &key, part, part_length), "update failed");
    }
    copy = context;
    problem = vector_judge(
        this_case, aes->cmac_finish_verify(&context, &key, tag.bytes, tag.length), AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_NEED(aes->cmac_finish(&copy, &key, output), "finish failed");
    if (tag.length >= 8 && tag.length <= 16) {
        VECTOR_CHECK(
            vector_same(output, tag.bytes, tag.length) == this_case->was_accepted,
            "the tag that is computed contradicts the verdict");
    }
    if (message.is_whole) {
        problem = vector_judge(
            this_case, aes->cmac_verify(&key, message.bytes, message.length, tag.bytes, tag.length),
            AMISEC_NOT_AUTHENTIC);
        if (problem != NULL) {
            return problem;
        }
        vector_fill(output, 16, VECTOR_UNTOUCHED);
        VECTOR_NEED(aes->cmac(&key, message.bytes, message.length, output), "cmac failed");
        if (this_case->was_accepted) {
            VECTOR_CHECK(vector_same(output, tag.bytes, tag.length), "cmac gave another tag");
        }
    }
    return NULL;
}

const char *vector_execute_aes_key_wrap(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t plaintext = vector_take_field();
    const vector_field_t wrapped = vector_take_field();
    uint8_t *output = vector_take_output(wrapped.length < 8 ? 8 : wrapped.length);
    const size_t length = wrapped.length < 8 ? 0 : wrapped.length - 8;
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;
    const char *problem;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(aes != NULL, "a key of 16, 24 or 32 bytes is needed");
    VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");
    problem = vector_judge(
        this_case, aes->key_unwrap(&key, wrapped.bytes, wrapped.length, output), AMISEC_NOT_AUTHENTIC);
    if (problem != NULL) {
        return problem;
    }
    if (this_case->expectation == VECTOR_BAD_LENGTH) {
        VECTOR_CHECK(vector_all(output, length, VECTOR_UNTOUCHED), "a wrong length touched the output");
        return NULL;
    }
    if (!this_case->was_accepted) {
        VECTOR_CHECK(vector_all(output, length, 0), "unwrap left something in the output");
        return NULL;
    }
    VECTOR_CHECK(length == plaintext.length, "the wrapped key must be longer by 8 bytes");
    VECTOR_CHECK(vector_same(output, plaintext.bytes, length), "unwrap gave another key");
    VECTOR_NEED(aes->key_wrap(&key, plaintext.bytes, length, output), "wrap failed");
    VECTOR_CHECK(vector_same(output, wrapped.bytes, wrapped.length), "wrap gave another wrapped key");
    return NULL;
}

const char *vector_execute_hkdf(vector_case_t *this_case)
{
    const vector_field_t salt = vector_take_field();
    const vector_field_t secret = vector_take_field();
    const vector_field_t info = vector_take_field();
    const vector_field_t size = vector_take_field();
    const vector_field_t expected = vector_take_field();
    uint8_t *key = vector_take_output(32);
    uint8_t *output = vector_take_output(expected.length == 0 ? 1 : expected.length);
    size_t length;
    const char *problem;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(size.length == 4, "a length of 4 bytes is needed");
    /* Below 2^15, which is what a buffer may have everywhere. */
    length = (size_t)(size.bytes[0] | (uint16_t)(size.bytes[1] << 8));
    problem = vector_judge(
        this_case,
        amisec_hkdf_sha256(
            salt.bytes, salt.length, secret.bytes, secret.length, info.bytes, info.length, output, length),
        AMISEC_NOT_AUTHENTIC);
    if (problem != NULL || !this_case->was_accepted) {
        return problem;
    }
    VECTOR_CHECK(length == expected.length, "the output must have the length that is given");
    VECTOR_CHECK(vector_same(output, expected.bytes, length), "amisec_hkdf_sha256 gave another output");
    vector_fill(output, length, VECTOR_UNTOUCHED);
    VECTOR_NEED(
        amisec_hkdf_sha256_extract(salt.bytes, salt.length, secret.bytes, secret.length, key), "extract failed");
    VECTOR_NEED(amisec_hkdf_sha256_expand(key, 32, info.bytes, info.length, output, length), "expand failed");
    VECTOR_CHECK(vector_same(output, expected.bytes, length), "extract and expand gave another output");
    return NULL;
}

const char *vector_execute_kdf(vector_case_t *this_case)
{
    const vector_field_t key_bytes = vector_take_field();
    const vector_field_t fixed = vector_take_field();
    const vector_field_t expected = vector_take_field();
    uint8_t *output = vector_take_output(expected.length);
    const vector_aes_t *aes = vector_aes_of(key_bytes.length);
    vector_aes_key_t key;

    VECTOR_CHECK(vector_case_fits(), "too large");
    if (this_case->operation == VECTOR_KDF_COUNTER_HMAC_SHA256) {
        VECTOR_NEED(
            amisec_kdf_counter_hmac_sha256(
                key_bytes.bytes, key_bytes.length, fixed.bytes, fixed.length, output, expected.length),
            "amisec_kdf_counter_hmac_sha256 failed");
    } else {
        VECTOR_CHECK(aes != NULL, "a key of 16, 24 or 32 bytes is needed");
        VECTOR_NEED(aes->set_key(&key, key_bytes.bytes), "set_key failed");
        VECTOR_NEED(
            aes->kdf_counter(&key, fixed.bytes, fixed.length, output, expected.length), "the derivation failed");
    }
    VECTOR_CHECK(vector_same(output, expected.bytes, expected.length), "the derivation gave another output");
    /* No status of these functions stands for a refusal: what is damaged was seen above. */
    return vector_judge(this_case, AMISEC_OK, AMISEC_NOT_AUTHENTIC);
}
