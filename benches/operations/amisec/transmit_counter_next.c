#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 12U

const uint32_t operation_context_bytes = sizeof(amisec_transmit_counter_t);

/* The slots are the operation's input. */
static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    const uint8_t *place = (uint8_t *)context + slot * SLOT_LENGTH;
    size_t index;
    for (index = 0; index < length; index++) {
        data[index] = place[index];
    }
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    uint8_t *place = (uint8_t *)context + slot * SLOT_LENGTH;
    size_t index;
    for (index = 0; index < length; index++) {
        place[index] = data[index];
    }
    return AMISEC_OK;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    (void)context;
    (void)slot;
    return AMISEC_OK;
}

void operation(void)
{
    amisec_transmit_counter_t counter;
    amisec_storage_t storage;
    uint32_t number = 0;
    storage.read = read_slot;
    storage.write = write_slot;
    storage.erase = erase_slot;
    storage.context = operation_memory.input;
    operation_memory.succeeded =
        amisec_transmit_counter_start(&counter, &storage, 0) == AMISEC_OK
        && amisec_transmit_counter_next(&counter, &storage, &number) == AMISEC_OK;
    operation_memory.output[0] = (uint8_t)(number >> 24);
    operation_memory.output[1] = (uint8_t)(number >> 16);
    operation_memory.output[2] = (uint8_t)(number >> 8);
    operation_memory.output[3] = (uint8_t)number;
}
