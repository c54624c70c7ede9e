#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_boot_entry_t);

/* Two slots of 16 bytes: a memory that is as fast as it can be. */
static amisec_status_t read(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    const uint8_t *place = (const uint8_t *)context + 16U * slot;
    size_t i;

    for (i = 0U; i < length; i++) {
        data[i] = place[i];
    }
    return AMISEC_OK;
}

static amisec_status_t write(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    (void)slot;
    (void)data;
    (void)length;
    return AMISEC_STORAGE_FAILED;
}

static amisec_status_t erase(void *context, uint16_t slot)
{
    (void)context;
    (void)slot;
    return AMISEC_STORAGE_FAILED;
}

void operation(void)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_storage_t storage;
    uint8_t i;

    storage.read = read;
    storage.write = write;
    storage.erase = erase;
    storage.context = operation_memory.output;
    parameters.keys = operation_memory.public_key;
    parameters.key_count = 1U;
    operation_memory.succeeded =
        amisec_boot_verify(&parameters, &storage, 0U, operation_memory.input, sizeof operation_memory.input, &entry)
        == AMISEC_OK;
    for (i = 0U; i < sizeof entry.digest; i++) {
        operation_memory.output[100U + i] = entry.digest[i];
    }
}
