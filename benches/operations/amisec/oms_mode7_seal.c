#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_oms_message_parameters_t message;
    message.identification = operation_memory.nonce;
    message.header = operation_memory.aad;
    message.header_length = 12;
    message.mac = operation_memory.output + 64;
    message.counter = 7;
    message.sender = AMISEC_OMS_FROM_METER;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_oms_mode7_seal(&key, &message, operation_memory.input, 64, operation_memory.output) == AMISEC_OK;
}
