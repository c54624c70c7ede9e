#include "operation.h"

#include <p256-cortex-m4.h>

const uint32_t operation_context_bytes = 96;

static void copy_bytes(uint8_t *to, const uint8_t *from)
{
    unsigned int index;
    for (index = 0; index < 32U; index++) {
        to[index] = from[index];
    }
}

void operation(void)
{
    uint32_t number[8], x[8], y[8];
    operation_random((uint8_t *)number, 32);
    operation_random((uint8_t *)number, 32);
    ((uint8_t *)number)[31]++;
    copy_bytes(operation_memory.output, (const uint8_t *)number);
    p256_convert_endianness(number, operation_memory.output, 32);
    operation_memory.succeeded = p256_keygen(x, y, number);
    p256_convert_endianness(operation_memory.output + 32, x, 32);
    p256_convert_endianness(operation_memory.output + 64, y, 32);
}
