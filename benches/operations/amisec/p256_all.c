/* Every P-256 function of the header, once. */
#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_private_key_t) + sizeof(amisec_p256_public_key_t);

static amisec_status_t random_bytes(void *context, uint8_t *output, size_t length)
{
    (void)context;
    operation_random(output, length);
    return AMISEC_OK;
}

void operation(void)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t *const signature = operation_memory.output, *const shared = signature + 64, *const raw = shared + 32;
    uint8_t *const digest = operation_memory.input, *const other = digest + 32;
    size_t length;
    operation_memory.succeeded =
        amisec_p256_private_key_generate(&private_key, random_bytes, NULL) == AMISEC_OK
        && amisec_p256_private_key_to_bytes(&private_key, other) == AMISEC_OK
        && amisec_p256_private_key_from_bytes(&private_key, operation_memory.key) == AMISEC_OK
        && amisec_p256_public_key_from_raw(&public_key, operation_memory.public_key) == AMISEC_OK
        && amisec_p256_ecdh(&private_key, &public_key, shared) == AMISEC_OK
        && amisec_p256_public_key_from_private(&public_key, &private_key) == AMISEC_OK
        && amisec_p256_public_key_validate(&public_key) == AMISEC_OK
        && amisec_p256_public_key_to_uncompressed(&public_key, other) == AMISEC_OK
        && amisec_p256_public_key_from_uncompressed(&public_key, other) == AMISEC_OK
        && amisec_p256_public_key_to_compressed(&public_key, other) == AMISEC_OK
        && amisec_p256_public_key_from_compressed(&public_key, other) == AMISEC_OK
        && amisec_p256_public_key_to_raw(&public_key, raw) == AMISEC_OK
        && amisec_p256_sign(&private_key, digest, 32, signature) == AMISEC_OK
        && amisec_p256_verify(&public_key, digest, 32, signature) == AMISEC_OK
        && amisec_p256_sign_hedged(&private_key, digest, 32, random_bytes, NULL, signature) == AMISEC_OK
        && amisec_p256_sign_digest_hedged(&private_key, digest, random_bytes, NULL, signature) == AMISEC_OK
        && amisec_p256_sign_digest(&private_key, digest, signature) == AMISEC_OK
        && amisec_p256_signature_to_der(signature, other, 72, &length) == AMISEC_OK
        && amisec_p256_signature_from_der(other, length, signature) == AMISEC_OK
        && amisec_p256_verify_digest(&public_key, digest, signature) == AMISEC_OK;
}
