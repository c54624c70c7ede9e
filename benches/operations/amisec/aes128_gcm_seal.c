#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_gcm_parameters_t gcm;
    gcm.nonce = operation_memory.nonce;
    gcm.nonce_length = 12;
    gcm.aad = operation_memory.aad;
    gcm.aad_length = 16;
    gcm.tag = operation_memory.output + 64;
    gcm.tag_length = 16;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_aes128_gcm_seal(&key, &gcm, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
