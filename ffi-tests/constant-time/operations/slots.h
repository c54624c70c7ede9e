/* A memory for one slot of keys. */
#ifndef SLOTS_H
#define SLOTS_H

#include "operations.h"

static uint8_t slots[2][88];

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    size_t index;
    (void)context;
    for (index = 0; index < length; index++) {
        data[index] = slots[slot][index];
    }
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    size_t index;
    (void)context;
    for (index = 0; index < length; index++) {
        slots[slot][index] = data[index];
    }
    return AMISEC_OK;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    unsigned int index;
    (void)context;
    for (index = 0; index < sizeof slots[0]; index++) {
        slots[slot][index] = 0xFF;
    }
    return AMISEC_OK;
}

static const amisec_storage_t memory = {read_slot, write_slot, erase_slot, NULL};

static void erase_memory(void)
{
    (void)erase_slot(NULL, 0);
    (void)erase_slot(NULL, 1);
}

#endif
