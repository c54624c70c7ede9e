#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/sha256.h>

const uint32_t operation_context_bytes = sizeof(wc_Sha256);

void operation(void)
{
    wc_Sha256 sha256;
    operation_memory.succeeded = wc_InitSha256(&sha256) == 0
        && wc_Sha256Update(&sha256, operation_memory.input, 1024) == 0
        && wc_Sha256Final(&sha256, operation_memory.output) == 0;
    wc_Sha256Free(&sha256);
}
