/*
 * Counters for nonces. One nonce used twice gives two plaintexts away, so that a counter must not go
 * back when the power fails. The record therefore holds a number that is above every number ever given
 * out: it is stored BEFORE the numbers below it are used. Numbers are reserved in batches, because
 * flash wears out; after a reset the rest of a batch is skipped, which costs nothing.
 */
#include "meter.h"

#define BATCH 16U
#define FIRST 1U

static amisec_status_t store(uint8_t record, uint32_t reserved)
{
    uint8_t bytes[4];

    put_32(bytes, reserved);
    return meter_record_store(record, bytes, sizeof bytes);
}

/* At the factory only: a counter that cannot be read is an error later, never a new beginning. */
amisec_status_t meter_counter_create(uint8_t record)
{
    return store(record, FIRST);
}

amisec_status_t meter_counter_start(struct meter_counter *counter, uint8_t record)
{
    uint8_t bytes[4];
    amisec_status_t status = meter_record_load(record, bytes, sizeof bytes);

    if (status != AMISEC_OK) {
        return status;
    }
    counter->record = record;
    counter->reserved = get_32(bytes);
    counter->next = counter->reserved;
    return AMISEC_OK;
}

amisec_status_t meter_counter_next(struct meter_counter *counter, uint32_t *number)
{
    if (counter->next == counter->reserved) {
        amisec_status_t status;

        if (counter->reserved > UINT32_MAX - BATCH) {
            return AMISEC_COUNTER_EXHAUSTED; /* the key must be replaced */
        }
        status = store(counter->record, counter->reserved + BATCH);
        if (status != AMISEC_OK) {
            return status;
        }
        counter->reserved += BATCH;
    }
    *number = counter->next;
    counter->next++;
    return AMISEC_OK;
}
