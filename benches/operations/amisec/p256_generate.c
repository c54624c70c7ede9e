/* A key pair, as bytes. */
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
    operation_memory.succeeded =
        amisec_p256_private_key_generate(&private_key, random_bytes, NULL) == AMISEC_OK
        && amisec_p256_public_key_from_private(&public_key, &private_key) == AMISEC_OK
        && amisec_p256_private_key_to_bytes(&private_key, operation_memory.output) == AMISEC_OK
        && amisec_p256_public_key_to_raw(&public_key, operation_memory.output + 32) == AMISEC_OK;
}
