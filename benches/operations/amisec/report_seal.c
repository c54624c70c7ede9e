#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 12U
#define READING_LENGTH 9U
#define SLOTS 16U

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t) + sizeof(amisec_transmit_counter_t);

/* The slots stand behind the reading. */
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
    amisec_aes128_key_t key;
    amisec_transmit_counter_t counter;
    amisec_storage_t storage;
    storage.read = read_slot;
    storage.write = write_slot;
    storage.erase = erase_slot;
    storage.context = operation_memory.input + SLOTS;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_transmit_counter_start(&counter, &storage, 0) == AMISEC_OK
        && amisec_report_seal(&key, operation_memory.nonce, &counter, &storage, operation_memory.input, READING_LENGTH,
                              operation_memory.output)
            == AMISEC_OK;
}
