#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/aes.h>

const uint32_t operation_context_bytes = sizeof(Aes);

void operation(void)
{
    Aes aes;
    operation_memory.succeeded = wc_AesInit(&aes, NULL, INVALID_DEVID) == 0
        && wc_AesSetKeyDirect(&aes, operation_memory.key, 16, NULL, AES_ENCRYPTION) == 0
        && wc_AesEncryptDirect(&aes, operation_memory.output, operation_memory.input) == 0;
    wc_AesFree(&aes);
}
