#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 12U
#include "slots.h"

const uint32_t operation_context_bytes = sizeof(amisec_transmit_counter_t);

/* The slots are the operation's input. */
void operation(void)
{
    amisec_transmit_counter_t counter;
    amisec_storage_t storage;
    uint32_t number = 0;
    use_slots(&storage, operation_memory.input);
    operation_memory.succeeded =
        amisec_transmit_counter_start(&counter, &storage, 0) == AMISEC_OK
        && amisec_transmit_counter_next(&counter, &storage, &number) == AMISEC_OK;
    operation_memory.output[0] = (uint8_t)(number >> 24);
    operation_memory.output[1] = (uint8_t)(number >> 16);
    operation_memory.output[2] = (uint8_t)(number >> 8);
    operation_memory.output[3] = (uint8_t)number;
}
