#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_ccm_parameters_t ccm;
    ccm.nonce = operation_memory.nonce;
    ccm.nonce_length = 12;
    ccm.aad = operation_memory.aad;
    ccm.aad_length = 16;
    ccm.tag = operation_memory.output + 64;
    ccm.tag_length = 16;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_aes128_ccm_seal(&key, &ccm, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
