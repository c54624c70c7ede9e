#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_sha512_t);

void operation(void)
{
    operation_memory.succeeded = amisec_sha512(operation_memory.input, 1024, operation_memory.output) == AMISEC_OK;
}
