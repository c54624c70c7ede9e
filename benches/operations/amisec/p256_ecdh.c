#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_private_key_t) + sizeof(amisec_p256_public_key_t);

void operation(void)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    operation_memory.succeeded =
        amisec_p256_private_key_from_bytes(&private_key, operation_memory.key) == AMISEC_OK
        && amisec_p256_public_key_from_raw(&public_key, operation_memory.public_key) == AMISEC_OK
        && amisec_p256_ecdh(&private_key, &public_key, operation_memory.output) == AMISEC_OK;
}
