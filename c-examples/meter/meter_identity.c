/*
 * Who the meter is and whom it trusts: taken once at the factory, read again after every reset. Keys
 * are validated on both ways. The meter makes its private key itself, in a slot that no function reads
 * it from, and gives the public key away for registration.
 */
#include "meter.h"

#include <string.h>

/* Turns the bytes of a provisioning message into objects; every key is checked on the way. */
static amisec_status_t set_keys(struct meter *meter, const uint8_t *bytes)
{
    amisec_p256_public_key_t manufacturer = AMISEC_P256_PUBLIC_KEY_INIT;
    amisec_status_t status;

    memcpy(meter->id, bytes + PROVISION_ID, ID_LENGTH);
    memcpy(meter->challenge_key, bytes + PROVISION_CHALLENGE_KEY, CHALLENGE_KEY_LENGTH);
    memcpy(meter->acknowledgement_key, bytes + PROVISION_ACKNOWLEDGEMENT_KEY, ACKNOWLEDGEMENT_KEY_LENGTH);
    status = amisec_p256_public_key_from_uncompressed(&manufacturer, bytes + PROVISION_MANUFACTURER);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_public_key_to_raw(&manufacturer, meter->manufacturer);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_public_key_from_compressed(&meter->head_end, bytes + PROVISION_HEAD_END);
    if (status != AMISEC_OK) {
        return status;
    }
    return amisec_aes128_set_key(&meter->transport_key, bytes + PROVISION_TRANSPORT_KEY);
}

amisec_status_t meter_identity_start(struct meter *meter)
{
    uint8_t bytes[PROVISION_LENGTH];
    amisec_status_t status = meter_record_load(RECORD_IDENTITY, bytes, sizeof bytes);

    if (status == AMISEC_OK) {
        status = set_keys(meter, bytes);
    }
    if (status == AMISEC_OK) {
        status = meter_counter_start(&meter->seal_counter, RECORD_SEAL_COUNTER);
    }
    if (status == AMISEC_OK) {
        status = meter_command_start(meter);
    }
    if (status == AMISEC_OK) {
        status = meter_tariff_start(meter);
    }
    amisec_wipe(bytes, sizeof bytes);
    if (status != AMISEC_OK) {
        amisec_wipe(meter, sizeof *meter);
        return status;
    }
    meter->provisioned = 1;
    return AMISEC_OK;
}

/* The identity is stored last: a meter that lost power on the way is still a new one. */
static amisec_status_t store_identity(const uint8_t *bytes)
{
    uint8_t kept[PROVISION_LENGTH];
    amisec_status_t status = meter_counter_create(RECORD_SEAL_COUNTER);

    if (status == AMISEC_OK) {
        status = meter_key_create(bytes + PROVISION_SEAL_KEY);
    }
    if (status == AMISEC_OK) {
        status = meter_command_create();
    }
    if (status == AMISEC_OK) {
        status = meter_tariff_create();
    }
    if (status == AMISEC_OK) {
        status = meter_firmware_create();
    }
    if (status == AMISEC_OK) {
        status = meter_challenge_create();
    }
    if (status == AMISEC_OK) {
        /* The seal key has its slot: here it would outlive the next one. */
        memcpy(kept, bytes, sizeof kept);
        memset(kept + PROVISION_SEAL_KEY, 0, SEAL_KEY_LENGTH);
        status = meter_record_store(RECORD_IDENTITY, kept, sizeof kept);
        amisec_wipe(kept, sizeof kept);
    }
    return status;
}

/* The public key of the meter's own key, which is made if there is none yet. */
static amisec_status_t own_public_key(uint8_t point[POINT_LENGTH])
{
    uint32_t current, staged;
    amisec_status_t status = amisec_key_epochs(&meter_storage, LIBRARY_RECORD_OWN_KEY, 32U, &current, &staged);

    point[0] = 4U; /* SEC 1, 2.3.3: uncompressed */
    if (status == AMISEC_OK) {
        return amisec_key_public(&meter_storage, LIBRARY_RECORD_OWN_KEY, current, point + 1);
    }
    return amisec_key_generate(&meter_storage, LIBRARY_RECORD_OWN_KEY, OWN_KEY_EPOCH, meter_platform_random, NULL,
                               point + 1);
}

/* Answers with the meter's public key, which the factory registers. Whoever speaks first to a meter without identity owns it: a product takes its keys over a connector that
 * is out of reach in the field. */
amisec_status_t meter_provision(struct meter *meter, const uint8_t *content, size_t length,
                                struct meter_reply *reply)
{
    amisec_status_t status;

    if (meter->provisioned) {
        return AMISEC_BAD_STATE;
    }
    if (length != PROVISION_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = set_keys(meter, content); /* refuses bad keys before anything is stored */
    if (status == AMISEC_OK) {
        status = own_public_key(reply->content);
        reply->length = POINT_LENGTH;
    }
    if (status == AMISEC_OK) {
        status = store_identity(content);
    }
    return status == AMISEC_OK ? meter_identity_start(meter) : status; /* what a reset would find */
}
