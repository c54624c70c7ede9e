/*
 * The memory that amisec's records lie in: a few slots behind those of meter_record.c. The library makes each write
 * whole; here only bytes are passed on.
 */
#include "meter.h"

#include <string.h>

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    (void)context;
    if (slot >= METER_SLOTS - METER_LIBRARY_SLOT) {
        return AMISEC_STORAGE_FAILED;
    }
    return meter_platform_read_slot((uint8_t)(METER_LIBRARY_SLOT + slot), data, length);
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    if (slot >= METER_SLOTS - METER_LIBRARY_SLOT) {
        return AMISEC_STORAGE_FAILED;
    }
    return meter_platform_write_slot((uint8_t)(METER_LIBRARY_SLOT + slot), data, length);
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    uint8_t erased[METER_SLOT_LENGTH];

    memset(erased, 0xFF, sizeof erased);
    return write_slot(context, slot, erased, sizeof erased);
}

const amisec_storage_t meter_storage = {read_slot, write_slot, erase_slot, NULL};
