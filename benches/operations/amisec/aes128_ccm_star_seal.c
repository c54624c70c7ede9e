#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_ccm_star_parameters_t frame;
    frame.source = operation_memory.nonce;
    frame.aad = operation_memory.aad;
    frame.aad_length = 16;
    frame.mic = operation_memory.output + 64;
    frame.frame_counter = 7;
    frame.level = 6;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_aes128_ccm_star_seal(&key, &frame, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
