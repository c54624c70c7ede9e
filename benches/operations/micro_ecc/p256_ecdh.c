#include "operation.h"

#include <uECC.h>

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    operation_memory.succeeded =
        uECC_valid_public_key(operation_memory.public_key, uECC_secp256r1()) == 1
        && uECC_shared_secret(operation_memory.public_key, operation_memory.key, operation_memory.output,
                              uECC_secp256r1())
            == 1;
}
