#include "operation.h"

#include <tomcrypt.h>

const uint32_t operation_context_bytes = sizeof(hash_state);

void operation(void)
{
    hash_state state;
    operation_memory.succeeded = sha256_init(&state) == CRYPT_OK
        && sha256_process(&state, operation_memory.input, 1024) == CRYPT_OK
        && sha256_done(&state, operation_memory.output) == CRYPT_OK;
}
