/*
 * Records in non-volatile memory. Each stands in two slots, written one after the other: if the power
 * fails in the middle, the other slot is intact. A digest tells an intact slot from a half-written one.
 * It is no protection against who can write the memory: that is the hardware's task.
 */
#include "meter.h"

#include <string.h>

#define CHECK_LENGTH 8U /* of the digest: enough against chance */
#define COPIES 2U

static amisec_status_t digest_of(uint8_t record, const uint8_t *data, size_t length, uint8_t digest[32])
{
    amisec_sha256_t hash = AMISEC_SHA256_INIT;
    amisec_status_t status = amisec_sha256_init(&hash);

    /* The number of the record is part of it: no slot passes for another. */
    if (status == AMISEC_OK) {
        status = amisec_sha256_update(&hash, &record, 1U);
    }
    if (status == AMISEC_OK) {
        status = amisec_sha256_update(&hash, data, length);
    }
    if (status == AMISEC_OK) {
        status = amisec_sha256_finish(&hash, digest);
    }
    return status;
}

amisec_status_t meter_record_load(uint8_t record, uint8_t *data, size_t length)
{
    uint8_t slot[METER_SLOT_LENGTH];
    uint8_t digest[32];
    amisec_status_t status = AMISEC_STORAGE_FAILED;
    uint8_t copy;

    if (length > sizeof slot - CHECK_LENGTH) {
        return AMISEC_BAD_LENGTH;
    }
    for (copy = 0U; copy < COPIES && status != AMISEC_OK; copy++) {
        status = meter_platform_read_slot((uint8_t)(COPIES * record + copy), slot, length + CHECK_LENGTH);
        if (status == AMISEC_OK) {
            status = digest_of(record, slot, length, digest);
        }
        if (status == AMISEC_OK) {
            status = amisec_equal(digest, slot + length, CHECK_LENGTH);
        }
    }
    if (status == AMISEC_OK) {
        memcpy(data, slot, length);
    }
    amisec_wipe(slot, sizeof slot); /* it may have been the record with the keys */
    return status == AMISEC_OK ? AMISEC_OK : AMISEC_STORAGE_FAILED;
}

amisec_status_t meter_record_store(uint8_t record, const uint8_t *data, size_t length)
{
    uint8_t slot[METER_SLOT_LENGTH];
    uint8_t digest[32];
    amisec_status_t status;
    uint8_t copy;

    if (length > sizeof slot - CHECK_LENGTH) {
        return AMISEC_BAD_LENGTH;
    }
    status = digest_of(record, data, length, digest);
    memcpy(slot, data, length);
    memcpy(slot + length, digest, CHECK_LENGTH);
    for (copy = 0U; copy < COPIES && status == AMISEC_OK; copy++) {
        status = meter_platform_write_slot((uint8_t)(COPIES * record + copy), slot, length + CHECK_LENGTH);
    }
    amisec_wipe(slot, sizeof slot);
    return status;
}
