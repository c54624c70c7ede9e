#include "operation.h"

#include <bearssl.h>

const uint32_t operation_context_bytes = sizeof(br_sha256_context);

void operation(void)
{
    br_sha256_context context;
    br_sha256_init(&context);
    br_sha256_update(&context, operation_memory.input, 1024);
    br_sha256_out(&context, operation_memory.output);
    operation_memory.succeeded = 1;
}
