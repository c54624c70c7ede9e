#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_private_key_t);

/* Both titles stand in `nonce`, both challenges in `input`. */
void operation(void)
{
    amisec_p256_private_key_t key;
    amisec_dlms_hls_parameters_t parameters;
    parameters.own_title = operation_memory.nonce;
    parameters.peer_title = operation_memory.nonce + 8;
    parameters.received = operation_memory.input;
    parameters.received_length = 16;
    parameters.sent = operation_memory.input + 16;
    parameters.sent_length = 16;
    operation_memory.succeeded =
        amisec_p256_private_key_from_bytes(&key, operation_memory.key) == AMISEC_OK
        && amisec_dlms_hls7_answer(&key, &parameters, operation_memory.output) == AMISEC_OK;
}
