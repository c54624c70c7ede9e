#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/aes.h>

const uint32_t operation_context_bytes = sizeof(Aes);

void operation(void)
{
    Aes aes;
    operation_memory.succeeded = wc_AesInit(&aes, NULL, INVALID_DEVID) == 0
        && wc_AesCcmSetKey(&aes, operation_memory.key, 16) == 0
        && wc_AesCcmEncrypt(&aes, operation_memory.output, operation_memory.input, 64, operation_memory.nonce, 12,
                            operation_memory.output + 64, 16, operation_memory.aad, 16)
            == 0;
    wc_AesFree(&aes);
}
