#include "operation.h"

#include <p256-cortex-m4.h>

const uint32_t operation_context_bytes = 64;

void operation(void)
{
    uint32_t x[8], y[8], r[8], s[8];
    p256_convert_endianness(x, operation_memory.public_key, 32);
    p256_convert_endianness(y, operation_memory.public_key + 32, 32);
    p256_convert_endianness(r, operation_memory.input + 32, 32);
    p256_convert_endianness(s, operation_memory.input + 64, 32);
    operation_memory.succeeded = p256_verify(x, y, operation_memory.input, 32, r, s);
}
