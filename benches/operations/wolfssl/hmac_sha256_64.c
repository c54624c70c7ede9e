#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/hmac.h>

const uint32_t operation_context_bytes = sizeof(Hmac);

void operation(void)
{
    Hmac hmac;
    operation_memory.succeeded = wc_HmacInit(&hmac, NULL, INVALID_DEVID) == 0
        && wc_HmacSetKey(&hmac, WC_SHA256, operation_memory.key, 32) == 0
        && wc_HmacUpdate(&hmac, operation_memory.input, 64) == 0
        && wc_HmacFinal(&hmac, operation_memory.output) == 0;
    wc_HmacFree(&hmac);
}
