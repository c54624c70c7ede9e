#include "operation.h"

#include <uECC.h>

const uint32_t operation_context_bytes = 96;

/* The library takes the number as it is, least significant byte first. */
static int random_bytes(uint8_t *output, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        output[index] = operation_memory.random[31U - index % 32U];
    }
    output[0]++;
    return 1;
}

void operation(void)
{
    uECC_set_rng(random_bytes);
    operation_memory.succeeded =
        uECC_make_key(operation_memory.output + 32, operation_memory.output, uECC_secp256r1()) == 1;
}
