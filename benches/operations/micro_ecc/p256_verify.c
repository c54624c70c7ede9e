#include "operation.h"

#include <uECC.h>

const uint32_t operation_context_bytes = 64;

void operation(void)
{
    operation_memory.succeeded = uECC_verify(operation_memory.public_key, operation_memory.input, 32,
                                             operation_memory.input + 32, uECC_secp256r1())
        == 1;
}
