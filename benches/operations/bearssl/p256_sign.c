#include "operation.h"

#include "curve.h"

const uint32_t operation_context_bytes = sizeof(br_ec_private_key);

void operation(void)
{
    br_ec_private_key key;
    key.curve = BR_EC_secp256r1;
    key.x = operation_memory.key;
    key.xlen = 32;
    operation_memory.succeeded =
        SIGN(&CURVE, &br_sha256_vtable, operation_memory.input, &key, operation_memory.output) == 64U;
}
