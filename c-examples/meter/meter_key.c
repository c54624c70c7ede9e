/*
 * The seal key in a slot of the library. A new one comes wrapped and is put beside the current one; it takes its place
 * when the head-end has used it, or is forgotten. Each step is one store: a power cut leaves the slot as it was, or
 * changed. An epoch never names two keys.
 */
#include "meter.h"

#define SLOT_RECORD_LENGTH 41U /* of keys of 16 bytes; see amisec_key_create */

/* At the factory only. A slot that is there is from a first try in which the power failed: nothing was sealed yet. */
amisec_status_t meter_key_create(const uint8_t key[SEAL_KEY_LENGTH])
{
    amisec_status_t status = amisec_record_erase(&meter_storage, LIBRARY_RECORD_SEAL_KEY, SLOT_RECORD_LENGTH);

    if (status == AMISEC_OK) {
        status = amisec_key_create(&meter_storage, LIBRARY_RECORD_SEAL_KEY, AMISEC_KEY_INDIVIDUAL, SEAL_KEY_FIRST_EPOCH,
                                   key, SEAL_KEY_LENGTH);
    }
    return status;
}

amisec_status_t meter_key_load(uint32_t epoch, amisec_aes128_key_t *key)
{
    uint8_t bytes[SEAL_KEY_LENGTH];
    amisec_status_t status = amisec_key_load(&meter_storage, LIBRARY_RECORD_SEAL_KEY, AMISEC_KEY_INDIVIDUAL, epoch, bytes,
                                             sizeof bytes);

    if (status == AMISEC_OK) {
        status = amisec_aes128_set_key(key, bytes);
    }
    amisec_wipe(bytes, sizeof bytes);
    return status;
}

amisec_status_t meter_key_current(uint32_t *epoch)
{
    uint32_t staged;

    return amisec_key_epochs(&meter_storage, LIBRARY_RECORD_SEAL_KEY, SEAL_KEY_LENGTH, epoch, &staged);
}

amisec_status_t meter_key_stage(const struct meter *meter, const uint8_t wrapped[WRAPPED_LENGTH], uint32_t *epoch)
{
    uint32_t current;
    amisec_status_t status = amisec_key_stage_wrapped(&meter->transport_key, &meter_storage, LIBRARY_RECORD_SEAL_KEY,
                                                      AMISEC_KEY_INDIVIDUAL, wrapped, WRAPPED_LENGTH);

    if (status == AMISEC_OK) {
        status = amisec_key_epochs(&meter_storage, LIBRARY_RECORD_SEAL_KEY, SEAL_KEY_LENGTH, &current, epoch);
    }
    return status;
}

amisec_status_t meter_key_used(uint32_t epoch)
{
    return amisec_key_confirm(&meter_storage, LIBRARY_RECORD_SEAL_KEY, SEAL_KEY_LENGTH, epoch);
}

amisec_status_t meter_key_roll_back(uint32_t epoch)
{
    return amisec_key_roll_back(&meter_storage, LIBRARY_RECORD_SEAL_KEY, SEAL_KEY_LENGTH, epoch);
}
