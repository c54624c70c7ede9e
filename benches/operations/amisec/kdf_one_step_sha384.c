#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = 0;

void operation(void)
{
    operation_memory.succeeded = amisec_kdf_one_step_sha384(operation_memory.input, 48, operation_memory.input + 48, 32,
                                                            operation_memory.output, 32) == AMISEC_OK;
}
