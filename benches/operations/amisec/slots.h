/* Slots of SLOT_LENGTH bytes, one behind the other in RAM, as the caller's memory of an operation. */
#ifndef SLOTS_H
#define SLOTS_H

#include <amisec.h>

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

static void use_slots(amisec_storage_t *storage, uint8_t *slots)
{
    storage->read = read_slot;
    storage->write = write_slot;
    storage->erase = erase_slot;
    storage->context = slots;
}

#endif
