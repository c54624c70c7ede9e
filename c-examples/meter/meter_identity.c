/*
 * Who the meter is and whom it trusts: taken once at the factory, read again after every reset. Keys
 * are validated on both ways; the library keeps no key, the meter holds the objects.
 *
 * A meter can also make its private key itself (amisec_p256_private_key_generate) and only give the
 * public key away. In this example OpenSSL makes it, so that two implementations can be compared.
 */
#include "meter.h"

#include <string.h>

/* Turns the bytes of a provisioning message into objects; every key is checked on the way. */
static amisec_status_t set_keys(struct meter *meter, const uint8_t *bytes)
{
    amisec_status_t status;

    memcpy(meter->id, bytes + PROVISION_ID, ID_LENGTH);
    memcpy(meter->challenge_key, bytes + PROVISION_CHALLENGE_KEY, CHALLENGE_KEY_LENGTH);
    status = amisec_p256_public_key_from_uncompressed(&meter->manufacturer, bytes + PROVISION_MANUFACTURER);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_public_key_from_compressed(&meter->head_end, bytes + PROVISION_HEAD_END);
    if (status != AMISEC_OK) {
        return status;
    }
    status = amisec_p256_private_key_from_bytes(&meter->own, bytes + PROVISION_PRIVATE);
    if (status != AMISEC_OK) {
        return status;
    }
    return amisec_aes128_set_key(&meter->seal_key, bytes + PROVISION_SEAL_KEY);
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
    amisec_status_t status = meter_counter_create(RECORD_SEAL_COUNTER);

    if (status == AMISEC_OK) {
        status = meter_command_create();
    }
    if (status == AMISEC_OK) {
        status = meter_tariff_create();
    }
    if (status == AMISEC_OK) {
        status = meter_record_store(RECORD_IDENTITY, bytes, PROVISION_LENGTH);
    }
    return status;
}

/* Answers with the public key that belongs to the private key: the factory compares it with its own.
 * Whoever speaks first to a meter without identity owns it: a product takes its keys over a connector that
 * is out of reach in the field. */
amisec_status_t meter_provision(struct meter *meter, const uint8_t *content, size_t length,
                                struct meter_reply *reply)
{
    amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;
    amisec_status_t status;

    if (meter->provisioned) {
        return AMISEC_BAD_STATE;
    }
    if (length != PROVISION_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = set_keys(meter, content); /* refuses bad keys before anything is stored */
    if (status == AMISEC_OK) {
        status = store_identity(content);
    }
    if (status == AMISEC_OK) {
        status = meter_identity_start(meter); /* what a reset would find */
    }
    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_from_private(&public_key, &meter->own);
    }
    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_to_uncompressed(&public_key, reply->content);
        reply->length = POINT_LENGTH;
    }
    return status;
}
