#include "operation.h"

#include <amisec.h>

/* Two slots of 49 bytes behind the wrapped key, which stands first in the input. */
#define SLOTS 64U
#define SLOT_LENGTH 49U

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

static amisec_status_t read(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    const uint8_t *place = (const uint8_t *)context + SLOT_LENGTH * slot;
    size_t i;

    for (i = 0U; i < length && i < SLOT_LENGTH; i++) {
        data[i] = place[i];
    }
    return AMISEC_OK;
}

static amisec_status_t write(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    uint8_t *place = (uint8_t *)context + SLOT_LENGTH * slot;
    size_t i;

    for (i = 0U; i < length && i < SLOT_LENGTH; i++) {
        place[i] = data[i];
    }
    return AMISEC_OK;
}

static amisec_status_t erase(void *context, uint16_t slot)
{
    (void)context;
    (void)slot;
    return AMISEC_STORAGE_FAILED;
}

void operation(void)
{
    amisec_aes128_key_t wrapping_key;
    amisec_storage_t storage;

    storage.read = read;
    storage.write = write;
    storage.erase = erase;
    storage.context = operation_memory.input + SLOTS;
    operation_memory.succeeded =
        amisec_aes128_set_key(&wrapping_key, operation_memory.key) == AMISEC_OK
        && amisec_key_stage_wrapped(
               &wrapping_key, &storage, 0U, AMISEC_KEY_INDIVIDUAL, operation_memory.input, 32U)
            == AMISEC_OK
        && amisec_key_load(&storage, 0U, AMISEC_KEY_INDIVIDUAL, 2U, operation_memory.output, 16U) == AMISEC_OK;
}
