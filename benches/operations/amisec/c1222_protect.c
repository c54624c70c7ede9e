#include "c1222_parameters.h"

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_c1222_parameters_t parameters;
    describe(&parameters);
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_c1222_protect(&key, &parameters, operation_memory.input, PAYLOAD_LENGTH, operation_memory.output,
                                operation_memory.output + PAYLOAD_LENGTH) == AMISEC_OK;
}
