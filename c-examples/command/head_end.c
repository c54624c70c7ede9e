/* The head-end: encrypts a command, signs it, and checks what the meter answers. */
#include "command.h"

#include <string.h>

static amisec_p256_private_key_t key = AMISEC_P256_PRIVATE_KEY_INIT;

amisec_status_t head_end_start(uint8_t public_key[64])
{
    amisec_p256_public_key_t point = AMISEC_P256_PUBLIC_KEY_INIT;
    amisec_status_t status = amisec_p256_private_key_generate(&key, random_bytes, NULL);

    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_from_private(&point, &key);
    }
    return status == AMISEC_OK ? amisec_p256_public_key_to_raw(&point, public_key) : status;
}

amisec_status_t head_end_send(uint32_t sequence, const uint8_t *command, size_t length, struct message *message)
{
    amisec_aes128_key_t shared = AMISEC_AES128_KEY_INIT;
    amisec_command_t about = AMISEC_COMMAND_INIT;
    uint8_t sealed[COMMAND_MOST + 17U];
    size_t sealed_length = 0U;
    amisec_status_t status;

    if (length > COMMAND_MOST) {
        return AMISEC_BAD_LENGTH;
    }
    about.sequence = sequence; /* never twice: the nonce depends on it */
    memcpy(about.key_id, KEY_ID, sizeof about.key_id);
    memcpy(about.target, METER, sizeof about.target);
    about.target_length = sizeof about.target;
    about.encrypted = 1U;
    status = amisec_aes128_set_key(&shared, shared_key);
    if (status == AMISEC_OK) {
        status = amisec_command_encrypt(&shared, &about, command, length, sealed, &sealed_length);
    }
    if (status == AMISEC_OK) {
        status = amisec_command_sign(&key, &about, sealed, sealed_length, random_bytes, NULL, message->bytes,
                                     &message->length);
    }
    amisec_wipe(&shared, sizeof shared);
    return status;
}

amisec_status_t head_end_take(uint32_t sequence, const uint8_t meter_key[64], const struct message *answer)
{
    amisec_p256_public_key_t point = AMISEC_P256_PUBLIC_KEY_INIT;
    amisec_acknowledgement_t said = AMISEC_ACKNOWLEDGEMENT_INIT;
    amisec_status_t status = amisec_p256_public_key_from_raw(&point, meter_key);

    if (status == AMISEC_OK) {
        status = amisec_acknowledgement_verify(&point, answer->bytes, answer->length, &said);
    }
    if (status != AMISEC_OK) {
        return status;
    }
    /* Authentic, and the answer to this command: an old one is authentic, too. */
    if (said.sequence != sequence || memcmp(said.key_id, KEY_ID, sizeof said.key_id) != 0
        || memcmp(said.meter, METER, sizeof said.meter) != 0) {
        return AMISEC_REPLAYED;
    }
    return (amisec_status_t)said.result;
}
