#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = 0;

/* Both titles stand in `nonce`, both challenges in `input`. */
void operation(void)
{
    amisec_dlms_hls_parameters_t parameters;
    parameters.own_title = operation_memory.nonce;
    parameters.peer_title = operation_memory.nonce + 8;
    parameters.received = operation_memory.input;
    parameters.received_length = 16;
    parameters.sent = operation_memory.input + 16;
    parameters.sent_length = 16;
    operation_memory.succeeded =
        amisec_dlms_hls6_answer(operation_memory.key, 16, &parameters, operation_memory.output) == AMISEC_OK;
}
