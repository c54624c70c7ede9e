#include "operation.h"

#include <bearssl.h>

const uint32_t operation_context_bytes = sizeof(br_hmac_key_context) + sizeof(br_hmac_context);

void operation(void)
{
    br_hmac_key_context key;
    br_hmac_context context;
    br_hmac_key_init(&key, &br_sha256_vtable, operation_memory.key, 32);
    br_hmac_init(&context, &key, 0);
    br_hmac_update(&context, operation_memory.input, 64);
    operation_memory.succeeded = br_hmac_out(&context, operation_memory.output) == 32U;
}
