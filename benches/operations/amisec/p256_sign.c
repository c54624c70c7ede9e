#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_private_key_t);

void operation(void)
{
    amisec_p256_private_key_t key;
    operation_memory.succeeded =
        amisec_p256_private_key_from_bytes(&key, operation_memory.key) == AMISEC_OK
        && amisec_p256_sign_digest(&key, operation_memory.input, operation_memory.output) == AMISEC_OK;
}
