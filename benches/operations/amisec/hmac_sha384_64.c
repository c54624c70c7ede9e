#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_hmac_sha384_t);

void operation(void)
{
    operation_memory.succeeded =
        amisec_hmac_sha384(operation_memory.key, 32, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
