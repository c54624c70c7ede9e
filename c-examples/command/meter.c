/* The meter: takes a command once, and after a restart knows what was cut off. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#define RECORD 0U

static amisec_p256_private_key_t key = AMISEC_P256_PRIVATE_KEY_INIT;
static amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;
static amisec_p256_public_key_t head_end = AMISEC_P256_PUBLIC_KEY_INIT;
static amisec_command_signer_t signer = AMISEC_COMMAND_SIGNER_INIT;
static amisec_command_receiver_t receiver = AMISEC_COMMAND_RECEIVER_INIT;

/* What survives a restart: two slots, here in RAM. */
static uint8_t slots[2][28];

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    (void)context;
    memcpy(data, slots[slot], length);
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    memcpy(slots[slot], data, length);
    return AMISEC_OK;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    (void)context;
    memset(slots[slot], 0xFF, sizeof slots[slot]);
    return AMISEC_OK;
}

static const amisec_storage_t storage = {read_slot, write_slot, erase_slot, NULL};

amisec_status_t meter_start(const uint8_t head_end_key[64], uint8_t own_key[64])
{
    uint32_t none;
    amisec_status_t status = amisec_p256_private_key_generate(&key, random_bytes, NULL);

    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_from_private(&public_key, &key);
    }
    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_to_raw(&public_key, own_key);
    }
    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_from_raw(&head_end, head_end_key);
    }
    if (status == AMISEC_OK) {
        status = amisec_command_signer_create(&storage, RECORD, 0U);
    }
    return status == AMISEC_OK ? meter_restart(&none) : status;
}

amisec_status_t meter_restart(uint32_t *cut_off)
{
    uint8_t numbers[16];
    amisec_status_t status = amisec_command_signer_init(&signer, (const uint8_t *)KEY_ID, &head_end, RECORD);

    if (status == AMISEC_OK) {
        status = amisec_command_receiver_init(&receiver, (const uint8_t *)METER, NULL, 0U, 3U, 60U);
    }
    if (status == AMISEC_OK) {
        status = amisec_command_unconfirmed(&signer, &storage, numbers);
    }
    if (status != AMISEC_OK) {
        return status;
    }
    *cut_off = (uint32_t)numbers[0] << 24 | (uint32_t)numbers[1] << 16 | (uint32_t)numbers[2] << 8 | numbers[3];
    /* It is said; the meter is through with it. */
    return *cut_off == 0U ? AMISEC_OK : amisec_command_confirm(&signer, &storage, *cut_off);
}

amisec_status_t meter_take(const struct message *message, int run_out, struct message *answer)
{
    amisec_aes128_key_t shared = AMISEC_AES128_KEY_INIT;
    amisec_command_parameters_t parameters = AMISEC_COMMAND_PARAMETERS_INIT;
    amisec_acknowledgement_t said = AMISEC_ACKNOWLEDGEMENT_INIT;
    amisec_command_t about = AMISEC_COMMAND_INIT;
    uint8_t sealed[MESSAGE_MOST] = {0U}, command[MESSAGE_MOST] = {0U};
    size_t length = 0U, sealed_length = 0U;
    amisec_status_t status;

    parameters.signers = &signer;
    parameters.signer_count = 1U;
    parameters.time = 1900000000U;
    status = amisec_command_receive(&receiver, &parameters, &storage, message->bytes, message->length, &about, sealed,
                                    &sealed_length);
    if (status != AMISEC_OK) {
        return status;
    }
    if (run_out) {
        return AMISEC_IN_PROGRESS; /* the power fails here */
    }
    if (about.encrypted != 1U) {
        status = AMISEC_NOT_AUTHENTIC; /* a key in clear is none of ours */
    }
    if (status == AMISEC_OK) {
        status = amisec_aes128_set_key(&shared, shared_key);
    }
    if (status == AMISEC_OK) {
        status = amisec_command_decrypt(&shared, &about, sealed, sealed_length, command, &length);
    }
    if (status == AMISEC_OK) {
        (void)printf("meter: obeys \"%s\"\n", (const char *)command);
    }
    amisec_wipe(&shared, sizeof shared);
    amisec_wipe(command, sizeof command);
    /* Obeyed or refused, the meter is through with it, and says what became of it. */
    said.result = status;
    said.sequence = about.sequence;
    memcpy(said.key_id, about.key_id, sizeof said.key_id);
    memcpy(said.meter, METER, sizeof said.meter);
    status = amisec_command_confirm(&signer, &storage, about.sequence);
    return status != AMISEC_OK ? status
                               : amisec_acknowledgement_sign(&key, &public_key, &said, random_bytes, NULL,
                                                             answer->bytes, &answer->length);
}
