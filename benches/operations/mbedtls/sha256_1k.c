#include "operation.h"

#include <mbedtls/sha256.h>

const uint32_t operation_context_bytes = sizeof(mbedtls_sha256_context);

void operation(void)
{
    operation_memory.succeeded = mbedtls_sha256_ret(operation_memory.input, 1024, operation_memory.output, 0) == 0;
}
