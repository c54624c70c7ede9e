#include "operation.h"

#include <p256-cortex-m4.h>

const uint32_t operation_context_bytes = 32;

void operation(void)
{
    uint32_t number[8], k[8], r[8], s[8];
    p256_convert_endianness(number, operation_memory.key, 32);
    p256_convert_endianness(k, operation_memory.nonce, 32);
    operation_memory.succeeded = p256_sign(r, s, operation_memory.input, 32, number, k);
    p256_convert_endianness(operation_memory.output, r, 32);
    p256_convert_endianness(operation_memory.output + 32, s, 32);
}
