#include "heap.h"
#include "operation.h"

#include <tomcrypt.h>

const uint32_t operation_context_bytes = sizeof(hmac_state);

void operation(void)
{
    unsigned long long heap[1024 / 8];
    unsigned long length = 32;
    heap_start(heap, sizeof heap);
    operation_memory.succeeded = register_hash(&sha256_desc) == 0
        && hmac_memory(0, operation_memory.key, 32, operation_memory.input, 64, operation_memory.output, &length)
            == CRYPT_OK;
}
