#include "operation.h"

#include <mbedtls/aes.h>

const uint32_t operation_context_bytes = sizeof(mbedtls_aes_context);

void operation(void)
{
    mbedtls_aes_context aes;
    mbedtls_aes_init(&aes);
    operation_memory.succeeded = mbedtls_aes_setkey_enc(&aes, operation_memory.key, 128) == 0
        && mbedtls_aes_crypt_ecb(&aes, MBEDTLS_AES_ENCRYPT, operation_memory.input, operation_memory.output) == 0;
    mbedtls_aes_free(&aes);
}
