#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_aes128_cbc_encrypt(&key, operation_memory.nonce, operation_memory.input, 64, operation_memory.output)
            == AMISEC_OK;
}
