#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_acknowledgement_t);

void operation(void)
{
    amisec_acknowledgement_t said = AMISEC_ACKNOWLEDGEMENT_INIT;
    size_t length = 0;
    size_t index;
    for (index = 0; index < sizeof said.meter; index++) {
        said.meter[index] = operation_memory.random[index];
    }
    for (index = 0; index < sizeof said.key_id; index++) {
        said.key_id[index] = operation_memory.nonce[index];
    }
    said.sequence = 74565;
    said.result = AMISEC_OK;
    operation_memory.succeeded =
        amisec_acknowledgement_tag(operation_memory.key, 32, &said, operation_memory.output, &length) == AMISEC_OK;
}
