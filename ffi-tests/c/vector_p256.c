/* P-256: keys, ECDSA, ECDH. */
#include "vector_cases.h"

static const char *execute_verify(vector_case_t *this_case);
static const char *execute_sign(vector_case_t *this_case);
static const char *execute_key_pair(vector_case_t *this_case);
static const char *execute_public_key(vector_case_t *this_case);
static const char *execute_ecdh(vector_case_t *this_case);

const char *vector_execute_p256(vector_case_t *this_case)
{
    switch (this_case->operation) {
    case VECTOR_P256_VERIFY:
    case VECTOR_P256_VERIFY_DER:
        return execute_verify(this_case);
    case VECTOR_P256_SIGN:
        return execute_sign(this_case);
    case VECTOR_P256_KEY_PAIR:
        return execute_key_pair(this_case);
    case VECTOR_P256_PUBLIC_KEY:
        return execute_public_key(this_case);
    default:
        return execute_ecdh(this_case);
    }
}

/* Hashes a message, in parts. */
static amisec_status_t digest_of(vector_message_t *message, uint8_t *digest)
{
    amisec_sha256_t context = AMISEC_SHA256_INIT;
    const uint8_t *part;
    size_t part_length;
    amisec_status_t status = amisec_sha256_init(&context);

    while (status == AMISEC_OK && (part_length = vector_message_part(message, &part)) > 0) {
        status = amisec_sha256_update(&context, part, part_length);
    }
    return status == AMISEC_OK ? amisec_sha256_finish(&context, digest) : status;
}

/* Reads a signature in DER into r||s, and writes it back: there is only one encoding. */
static const char *read_der(vector_case_t *this_case, vector_field_t der, uint8_t *signature, uint8_t *der_again)
{
    const amisec_status_t status = amisec_p256_signature_from_der(der.bytes, der.length, signature);
    size_t length = 0;

    if (status != AMISEC_OK) {
        VECTOR_CHECK(vector_all(signature, 64, 0), "signature_from_der failed and left something in the output");
        return vector_judge(this_case, status, AMISEC_MALFORMED);
    }
    VECTOR_NEED(amisec_p256_signature_to_der(signature, der_again, 72, &length), "signature_to_der failed");
    VECTOR_CHECK(
        length == der.length && vector_same(der_again, der.bytes, length), "signature_to_der gave another encoding");
    return NULL;
}

static const char *execute_verify(vector_case_t *this_case)
{
    const vector_field_t point = vector_take_field();
    const vector_field_t encoded = vector_take_field();
    uint8_t *digest = vector_take_output(32);
    uint8_t *raw = vector_take_output(64);
    uint8_t *der_again = vector_take_output(72);
    amisec_p256_public_key_t key = AMISEC_P256_PUBLIC_KEY_INIT;
    vector_message_t message;
    amisec_status_t status;
    const char *problem;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(point.length == 64, "a public key of 64 bytes is needed");
    status = amisec_p256_public_key_from_raw(&key, point.bytes);
    if (status != AMISEC_OK) {
        return vector_judge(this_case, status, AMISEC_BAD_KEY);
    }

    if (this_case->operation == VECTOR_P256_VERIFY_DER) {
        problem = read_der(this_case, encoded, raw, der_again);
        if (problem != NULL || this_case->status != AMISEC_OK) {
            return problem;
        }
    } else {
        VECTOR_CHECK(encoded.length == 64, "a signature of 64 bytes is needed");
        vector_copy(raw, encoded.bytes, 64);
    }

    VECTOR_NEED(digest_of(&message, digest), "SHA-256 failed");
    problem = vector_judge(this_case, amisec_p256_verify_digest(&key, digest, raw), AMISEC_NOT_AUTHENTIC);
    if (problem == NULL && message.is_whole) {
        const int digest_was_accepted = this_case->was_accepted;
        this_case->was_accepted = 0;
        problem = vector_judge(
            this_case, amisec_p256_verify(&key, message.bytes, message.length, raw), AMISEC_NOT_AUTHENTIC);
        VECTOR_CHECK(
            problem != NULL || digest_was_accepted == this_case->was_accepted,
            "message and digest got different verdicts");
    }
    return problem;
}

static const char *execute_sign(vector_case_t *this_case)
{
    const vector_field_t private_bytes = vector_take_field();
    const vector_field_t point = vector_take_field();
    const vector_field_t signature = vector_take_field();
    uint8_t *digest = vector_take_output(32);
    uint8_t *output = vector_take_output(64);
    amisec_p256_private_key_t private_key = AMISEC_P256_PRIVATE_KEY_INIT;
    amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;
    vector_message_t message;

    vector_take_message(&message);
    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(
        private_bytes.length == 32 && point.length == 64 && signature.length == 64,
        "a private key, a public key and a signature are needed");
    VECTOR_NEED(amisec_p256_private_key_from_bytes(&private_key, private_bytes.bytes), "private_key_from_bytes failed");
    VECTOR_NEED(amisec_p256_public_key_from_raw(&public_key, point.bytes), "public_key_from_raw failed");

    VECTOR_NEED(digest_of(&message, digest), "SHA-256 failed");
    VECTOR_NEED(amisec_p256_sign_digest(&private_key, digest, output), "sign_digest failed");
    VECTOR_CHECK(vector_same(output, signature.bytes, 64), "sign_digest gave another signature");
    VECTOR_NEED(amisec_p256_verify_digest(&public_key, digest, output), "its signature is refused");
    if (message.is_whole) {
        vector_fill(output, 64, VECTOR_UNTOUCHED);
        VECTOR_NEED(amisec_p256_sign(&private_key, message.bytes, message.length, output), "sign failed");
        VECTOR_CHECK(vector_same(output, signature.bytes, 64), "sign gave another signature");
    }
    return NULL;
}

/* Writes a public key in its three encodings and reads each of them again. */
static const char *check_encodings(vector_case_t *this_case, const amisec_p256_public_key_t *key, const uint8_t *point)
{
    uint8_t *encoded = vector_take_output(65);
    uint8_t *raw = vector_take_output(64);
    amisec_p256_public_key_t again = AMISEC_P256_PUBLIC_KEY_INIT;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_NEED(amisec_p256_public_key_to_raw(key, raw), "public_key_to_raw failed");
    VECTOR_CHECK(vector_same(raw, point, 64), "public_key_to_raw gave another point");

    VECTOR_NEED(amisec_p256_public_key_to_uncompressed(key, encoded), "public_key_to_uncompressed failed");
    VECTOR_CHECK(
        encoded[0] == 4 && vector_same(encoded + 1, point, 64), "public_key_to_uncompressed gave another point");
    VECTOR_NEED(amisec_p256_public_key_from_uncompressed(&again, encoded), "public_key_from_uncompressed failed");
    vector_fill(raw, 64, VECTOR_UNTOUCHED);
    VECTOR_NEED(amisec_p256_public_key_to_raw(&again, raw), "public_key_to_raw failed");
    VECTOR_CHECK(vector_same(raw, point, 64), "public_key_from_uncompressed gave another point");

    VECTOR_NEED(amisec_p256_public_key_to_compressed(key, encoded), "public_key_to_compressed failed");
    VECTOR_CHECK(
        encoded[0] == (2U | (point[63] & 1U)) && vector_same(encoded + 1, point, 32),
        "public_key_to_compressed gave another point");
    VECTOR_NEED(amisec_p256_public_key_from_compressed(&again, encoded), "public_key_from_compressed failed");
    vector_fill(raw, 64, VECTOR_UNTOUCHED);
    VECTOR_NEED(amisec_p256_public_key_to_raw(&again, raw), "public_key_to_raw failed");
    VECTOR_CHECK(vector_same(raw, point, 64), "public_key_from_compressed gave another point");
    VECTOR_NEED(amisec_p256_public_key_validate(&again), "public_key_validate refuses the key");
    return NULL;
}

static const char *execute_key_pair(vector_case_t *this_case)
{
    const vector_field_t private_bytes = vector_take_field();
    const vector_field_t point = vector_take_field();
    uint8_t *output = vector_take_output(32);
    amisec_p256_private_key_t private_key = AMISEC_P256_PRIVATE_KEY_INIT;
    amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(private_bytes.length == 32 && point.length == 64, "a private and a public key are needed");
    VECTOR_NEED(amisec_p256_private_key_from_bytes(&private_key, private_bytes.bytes), "private_key_from_bytes failed");
    VECTOR_NEED(amisec_p256_private_key_to_bytes(&private_key, output), "private_key_to_bytes failed");
    VECTOR_CHECK(vector_same(output, private_bytes.bytes, 32), "private_key_to_bytes gave another key");
    VECTOR_NEED(
        amisec_p256_public_key_from_private(&public_key, &private_key), "public_key_from_private failed");
    return check_encodings(this_case, &public_key, point.bytes);
}

static const char *execute_public_key(vector_case_t *this_case)
{
    const vector_field_t point = vector_take_field();
    uint8_t *encoded = vector_take_output(65);
    amisec_p256_public_key_t key = AMISEC_P256_PUBLIC_KEY_INIT;
    amisec_status_t uncompressed_status;
    const char *problem;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(point.length == 64, "a public key of 64 bytes is needed");
    encoded[0] = 4;
    vector_copy(encoded + 1, point.bytes, 64);
    uncompressed_status = amisec_p256_public_key_from_uncompressed(&key, encoded);
    problem = vector_judge(this_case, amisec_p256_public_key_from_raw(&key, point.bytes), AMISEC_BAD_KEY);
    if (problem != NULL) {
        return problem;
    }
    VECTOR_CHECK(uncompressed_status == this_case->status, "the two encodings got different verdicts");
    if (this_case->was_accepted) {
        return check_encodings(this_case, &key, point.bytes);
    }
    VECTOR_CHECK(
        amisec_p256_public_key_validate(&key) == AMISEC_BAD_STATE, "a refused key is still set up");
    return NULL;
}

static const char *execute_ecdh(vector_case_t *this_case)
{
    const vector_field_t private_bytes = vector_take_field();
    const vector_field_t shared = vector_take_field();
    const vector_field_t point = vector_take_field();
    uint8_t *output = vector_take_output(32);
    amisec_p256_private_key_t private_key = AMISEC_P256_PRIVATE_KEY_INIT;
    amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;
    const char *problem;

    VECTOR_CHECK(vector_case_fits(), "too large");
    VECTOR_CHECK(private_bytes.length == 32, "a private key of 32 bytes is needed");
    VECTOR_CHECK(point.length == 33 || point.length == 65, "a public key of 33 or 65 bytes is needed");
    VECTOR_NEED(amisec_p256_private_key_from_bytes(&private_key, private_bytes.bytes), "private_key_from_bytes failed");
    problem = vector_judge(
        this_case,
        point.length == 33 ? amisec_p256_public_key_from_compressed(&public_key, point.bytes)
                           : amisec_p256_public_key_from_uncompressed(&public_key, point.bytes),
        AMISEC_BAD_KEY);
    if (problem != NULL || !this_case->was_accepted) {
        return problem;
    }
    VECTOR_NEED(amisec_p256_ecdh(&private_key, &public_key, output), "ecdh failed");
    VECTOR_CHECK(
        shared.length == 32 && vector_same(output, shared.bytes, 32), "ecdh gave another shared secret");
    return NULL;
}
