#include "heap.h"
#include "operation.h"

#include <mbedtls/aes.h>
#include <mbedtls/ccm.h>

const uint32_t operation_context_bytes = sizeof(mbedtls_ccm_context) + sizeof(mbedtls_aes_context);

void operation(void)
{
    unsigned long long heap[512 / 8];
    mbedtls_ccm_context ccm;
    heap_start(heap, sizeof heap);
    mbedtls_ccm_init(&ccm);
    operation_memory.succeeded =
        mbedtls_ccm_setkey(&ccm, MBEDTLS_CIPHER_ID_AES, operation_memory.key, 128) == 0
        && mbedtls_ccm_encrypt_and_tag(&ccm, 64, operation_memory.nonce, 12, operation_memory.aad, 16,
                                       operation_memory.input, operation_memory.output,
                                       operation_memory.output + 64, 16)
            == 0;
    mbedtls_ccm_free(&ccm);
}
