/* A memory of two slots for one counter; what it holds is public. */
#ifndef MEMORY_H
#define MEMORY_H

#include "operations.h"

static uint8_t slots[2][16];
static amisec_transmit_counter_t sent;
static amisec_receive_counter_t received;

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

/* A transmit counter that gives 1 next, as behind the same calls with every secret. */
static amisec_status_t start_sending(void)
{
    amisec_status_t status;
    (void)erase_slot(NULL, 0);
    (void)erase_slot(NULL, 1);
    status = amisec_transmit_counter_create(&memory, 0, 1);
    return status != AMISEC_OK ? status : amisec_transmit_counter_start(&sent, &memory, 0);
}

/* A receive counter that accepts what is above 0. */
static amisec_status_t start_receiving(void)
{
    amisec_status_t status;
    (void)erase_slot(NULL, 0);
    (void)erase_slot(NULL, 1);
    status = amisec_receive_counter_create(&memory, 0, 0);
    return status != AMISEC_OK ? status : amisec_receive_counter_start(&received, &memory, 0, 0);
}

#endif
