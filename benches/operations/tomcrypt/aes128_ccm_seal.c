#include "heap.h"
#include "operation.h"

#include <tomcrypt.h>

const uint32_t operation_context_bytes = sizeof(symmetric_key);

/* It reads its inputs, but its prototype takes them without const. */
void operation(void)
{
    unsigned long long heap[2048 / 8];
    unsigned long tag_length = 16;
    heap_start(heap, sizeof heap);
    operation_memory.succeeded = register_cipher(&rijndael_desc) == 0
        && ccm_memory(0, operation_memory.key, 16, NULL, operation_memory.nonce, 12, operation_memory.aad, 16,
                      operation_memory.input, 64, operation_memory.output, operation_memory.output + 64, &tag_length,
                      CCM_ENCRYPT)
            == CRYPT_OK;
}
