#include "operation.h"

#include "curve.h"

const uint32_t operation_context_bytes = sizeof(br_ec_public_key);

static void copy_bytes(uint8_t *to, const uint8_t *from, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

void operation(void)
{
    br_ec_public_key key;
    uint8_t point[65];
    point[0] = 4;
    copy_bytes(point + 1, operation_memory.public_key, 64);
    key.curve = BR_EC_secp256r1;
    key.q = point;
    key.qlen = sizeof point;
    operation_memory.succeeded =
        (uint32_t)VERIFY(&CURVE, operation_memory.input, 32, &key, operation_memory.input + 32, 64);
}
