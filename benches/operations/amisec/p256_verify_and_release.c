#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_public_key_t);

void operation(void)
{
    amisec_p256_public_key_t key;
    operation_memory.succeeded =
        amisec_p256_public_key_from_raw(&key, operation_memory.public_key) == AMISEC_OK
        && amisec_p256_verify_and_release(
               &key, operation_memory.input, operation_memory.input + 32, operation_memory.output)
            == AMISEC_OK;
}
