#include "operation.h"

#include "curve.h"

const uint32_t operation_context_bytes = 96;

static void copy_bytes(uint8_t *to, const uint8_t *from, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

void operation(void)
{
    uint8_t point[65];
    point[0] = 4;
    copy_bytes(point + 1, operation_memory.public_key, 64);
    operation_memory.succeeded = CURVE.mul(point, sizeof point, operation_memory.key, 32, BR_EC_secp256r1);
    copy_bytes(operation_memory.output, point + 1, 32);
}
