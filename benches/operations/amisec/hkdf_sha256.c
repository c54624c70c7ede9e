#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = 0;

void operation(void)
{
    operation_memory.succeeded =
        amisec_hkdf_sha256(operation_memory.aad, 16, operation_memory.key, 32, operation_memory.nonce, 16,
                           operation_memory.output, 32) == AMISEC_OK;
}
