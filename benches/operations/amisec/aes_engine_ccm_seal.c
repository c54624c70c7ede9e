#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = 0;

/* No cipher: nothing but the mode is to be measured. */
static amisec_status_t encrypt(void *context, const uint8_t *input, uint8_t *output)
{
    const uint8_t *key = context;
    size_t index;
    for (index = 0; index < 16U; index++) {
        output[index] = (uint8_t)(input[index] ^ key[index]);
    }
    return AMISEC_OK;
}

void operation(void)
{
    amisec_aes_engine_t engine;
    amisec_ccm_parameters_t ccm;
    engine.encrypt = encrypt;
    engine.context = operation_memory.key;
    ccm.nonce = operation_memory.nonce;
    ccm.nonce_length = 12;
    ccm.aad = operation_memory.aad;
    ccm.aad_length = 16;
    ccm.tag = operation_memory.output + 64;
    ccm.tag_length = 16;
    operation_memory.succeeded =
        amisec_aes_engine_ccm_seal(&engine, &ccm, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
