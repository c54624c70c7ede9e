#include "operation.h"

#include <p256-cortex-m4.h>

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    uint32_t number[8], x[8], y[8];
    p256_convert_endianness(number, operation_memory.key, 32);
    p256_convert_endianness(x, operation_memory.public_key, 32);
    p256_convert_endianness(y, operation_memory.public_key + 32, 32);
    operation_memory.succeeded = p256_ecdh_calc_shared_secret(operation_memory.output, number, x, y);
}
