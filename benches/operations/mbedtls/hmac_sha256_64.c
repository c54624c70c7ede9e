#include "heap.h"
#include "operation.h"

#include <mbedtls/md.h>
#include <mbedtls/sha256.h>

const uint32_t operation_context_bytes = sizeof(mbedtls_md_context_t) + sizeof(mbedtls_sha256_context) + 128;

void operation(void)
{
    unsigned long long heap[384 / 8];
    heap_start(heap, sizeof heap);
    operation_memory.succeeded =
        mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), operation_memory.key, 32,
                        operation_memory.input, 64, operation_memory.output)
        == 0;
}
