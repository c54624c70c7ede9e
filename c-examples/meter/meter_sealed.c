/*
 * Sealed messages, AES-128-CCM in both directions: readings go out, tariffs come in. The nonce is the
 * sender's id and its counter, so that the two directions can share a key. Readings go out under the current key;
 * tariffs may come under the one that is to take its place, too.
 */
#include "meter.h"

#include <string.h>

static amisec_ccm_parameters_t parameters_of(uint8_t *message)
{
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;

    parameters.nonce = message + SEALED_NONCE;
    parameters.nonce_length = SEALED_NONCE_LENGTH;
    parameters.aad = message; /* kind, epoch and nonce: not secret, but nobody may change them */
    parameters.aad_length = SEALED_CIPHERTEXT;
    parameters.tag = message + SEALED_CIPHERTEXT + SEALED_CONTENT_LENGTH;
    parameters.tag_length = SEALED_TAG_LENGTH;
    return parameters;
}

/* Seals what was measured in a quarter-hour, in place, in the reply. */
amisec_status_t meter_reading(struct meter *meter, const uint8_t *content, size_t length,
                              struct meter_reply *reply)
{
    uint8_t *message = reply->content;
    uint8_t *reading = message + SEALED_CIPHERTEXT;
    amisec_ccm_parameters_t parameters = parameters_of(message);
    amisec_aes128_key_t key = AMISEC_AES128_KEY_INIT;
    uint32_t start, watt_hours, counter, epoch;
    amisec_status_t status;

    if (length != 2U) {
        return AMISEC_MALFORMED;
    }
    status = meter_platform_measured(get_16(content), &start, &watt_hours);
    if (status != AMISEC_OK) {
        return status;
    }
    status = meter_counter_next(&meter->seal_counter, &counter); /* stored before it is used */
    if (status != AMISEC_OK) {
        return status;
    }
    status = meter_key_current(&epoch);
    if (status == AMISEC_OK) {
        status = meter_key_load(epoch, &key);
    }
    if (status != AMISEC_OK) {
        return status;
    }
    message[SEALED_KIND] = SEALED_KIND_READING;
    message[SEALED_EPOCH] = (uint8_t)epoch;
    memcpy(message + SEALED_NONCE, meter->id, ID_LENGTH);
    put_32(message + SEALED_COUNTER, counter);
    put_32(reading, start);
    put_32(reading + 4, watt_hours);
    reply->length = SEALED_LENGTH;
    status = amisec_aes128_ccm_seal(&key, &parameters, reading, SEALED_CONTENT_LENGTH, reading);
    amisec_wipe(&key, sizeof key);
    return status;
}

static amisec_status_t store_tariff(uint32_t counter, const uint8_t tariff[SEALED_CONTENT_LENGTH])
{
    uint8_t bytes[4U + SEALED_CONTENT_LENGTH];

    put_32(bytes, counter);
    memcpy(bytes + 4, tariff, SEALED_CONTENT_LENGTH);
    return meter_record_store(RECORD_TARIFF, bytes, sizeof bytes);
}

amisec_status_t meter_tariff_create(void)
{
    static const uint8_t none[SEALED_CONTENT_LENGTH] = {0U};

    return store_tariff(0U, none);
}

amisec_status_t meter_tariff_start(struct meter *meter)
{
    uint8_t bytes[4U + SEALED_CONTENT_LENGTH];
    amisec_status_t status = meter_record_load(RECORD_TARIFF, bytes, sizeof bytes);

    if (status == AMISEC_OK) {
        meter->tariff_counter = get_32(bytes);
        memcpy(meter->tariff, bytes + 4, sizeof meter->tariff);
    }
    return status;
}

/* Opens a tariff. Nothing of it is looked at, not even its counter, before it is known to be authentic. */
amisec_status_t meter_tariff(struct meter *meter, const uint8_t *content, size_t length,
                             struct meter_reply *reply)
{
    uint8_t message[SEALED_LENGTH];
    uint8_t tariff[SEALED_CONTENT_LENGTH];
    amisec_ccm_parameters_t parameters = parameters_of(message);
    amisec_aes128_key_t key = AMISEC_AES128_KEY_INIT;
    amisec_status_t status;

    (void)reply;
    if (length != sizeof message) {
        return AMISEC_MALFORMED;
    }
    memcpy(message, content, sizeof message);
    status = meter_key_load(message[SEALED_EPOCH], &key);
    if (status == AMISEC_OK) {
        status = amisec_aes128_ccm_open(&key, &parameters, message + SEALED_CIPHERTEXT, SEALED_CONTENT_LENGTH, tariff);
    }
    amisec_wipe(&key, sizeof key);
    if (status != AMISEC_OK) {
        return status;
    }
    /* Our own readings are authentic too: a message must come from the head-end and be a tariff. */
    if (message[SEALED_KIND] != SEALED_KIND_TARIFF
        || memcmp(message + SEALED_NONCE, HEAD_END_ID, ID_LENGTH) != 0) {
        return AMISEC_MALFORMED;
    }
    if (get_32(message + SEALED_COUNTER) <= meter->tariff_counter) {
        return AMISEC_REPLAYED;
    }
    status = store_tariff(get_32(message + SEALED_COUNTER), tariff);
    if (status != AMISEC_OK) {
        return status;
    }
    meter->tariff_counter = get_32(message + SEALED_COUNTER);
    memcpy(meter->tariff, tariff, sizeof meter->tariff);
    return meter_key_used(message[SEALED_EPOCH]);
}
