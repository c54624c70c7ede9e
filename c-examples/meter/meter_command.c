/*
 * Signed commands: the relay, and new keys. The library checks them, remembers their numbers before it gives them out,
 * and says after a restart which of them the meter was not through with. The meter obeys, confirms, and acknowledges.
 */
#include "meter.h"

#include <string.h>

static amisec_status_t store_relay(uint8_t connected)
{
    return meter_record_store(RECORD_RELAY, &connected, sizeof connected);
}

amisec_status_t meter_command_create(void)
{
    amisec_status_t status = store_relay(1U);

    if (status == AMISEC_OK) {
        status = amisec_command_signer_create(&meter_storage, LIBRARY_RECORD_COMMANDS, 0U);
    }
    /* There already: the power failed while the meter was provisioned. */
    return status == AMISEC_BAD_STATE ? AMISEC_OK : status;
}

/* What was accepted and not confirmed when the power failed: perhaps obeyed, perhaps not, never to be given out
 * again. A product would report it; this one says it, and goes on. */
static amisec_status_t report_unconfirmed(struct meter *meter)
{
    uint8_t numbers[16];
    size_t place;
    amisec_status_t status = amisec_command_unconfirmed(&meter->commands, &meter_storage, numbers);

    for (place = 0U; status == AMISEC_OK && place < sizeof numbers; place += 4U) {
        const uint32_t number = get_32(numbers + place);

        if (number != 0U) {
            meter_platform_print("meter: a command was cut off\n");
            status = amisec_command_confirm(&meter->commands, &meter_storage, number);
        }
    }
    return status;
}

amisec_status_t meter_command_start(struct meter *meter)
{
    amisec_status_t status = meter_record_load(RECORD_RELAY, &meter->connected, sizeof meter->connected);

    if (status == AMISEC_OK) {
        status = amisec_command_signer_init(&meter->commands, (const uint8_t *)COMMAND_KEY_ID, &meter->head_end,
                                            LIBRARY_RECORD_COMMANDS);
    }
    if (status == AMISEC_OK) {
        /* In no group; three forgeries at once, one more a minute. */
        status = amisec_command_receiver_init(&meter->receiver, meter->id, NULL, 0U, 3U, 60U);
    }
    if (status == AMISEC_OK) {
        status = report_unconfirmed(meter);
    }
    if (status == AMISEC_OK) {
        meter_platform_relay(meter->connected);
    }
    return status;
}

/* The relay, kept over a restart. */
static amisec_status_t switch_relay(struct meter *meter, uint8_t connected, uint32_t *result)
{
    amisec_status_t status = store_relay(connected);

    if (status == AMISEC_OK) {
        meter->connected = connected;
        meter_platform_relay(connected);
    }
    *result = connected;
    return status;
}

/* Gives what the acknowledgement says. */
static amisec_status_t obey(struct meter *meter, const uint8_t *command, size_t length, uint32_t *result)
{
    const uint8_t code = length > 0U ? command[0] : 0U;

    if (length == 1U && (code == COMMAND_CONNECT || code == COMMAND_DISCONNECT)) {
        return switch_relay(meter, code == COMMAND_CONNECT, result);
    }
    if (length == 1U + WRAPPED_LENGTH && code == COMMAND_NEW_KEY) {
        return meter_key_stage(meter, command + 1, result);
    }
    if (length == 1U + 4U && code == COMMAND_ROLL_BACK) {
        *result = get_32(command + 1);
        return meter_key_roll_back(*result);
    }
    return AMISEC_MALFORMED;
}

amisec_status_t meter_command(struct meter *meter, const uint8_t *content, size_t length,
                              struct meter_reply *reply)
{
    amisec_command_parameters_t parameters = AMISEC_COMMAND_PARAMETERS_INIT;
    amisec_acknowledgement_t acknowledgement = AMISEC_ACKNOWLEDGEMENT_INIT;
    amisec_command_t about = AMISEC_COMMAND_INIT;
    uint8_t command[FRAME_CONTENT_MAXIMUM] = {0U}; /* zeros unless the command is to be obeyed */
    size_t command_length = 0U;
    amisec_status_t status;

    parameters.signers = &meter->commands;
    parameters.signer_count = 1U;
    parameters.time = 0U; /* this meter has no clock: commands with a window are expired */
    status = amisec_command_receive(&meter->receiver, &parameters, &meter_storage, content, length, &about, command,
                                    &command_length);
    if (status != AMISEC_OK) {
        return status;
    }
    status = obey(meter, command, command_length, &acknowledgement.result);
    /* Obeyed or refused, the meter is through with it. */
    if (amisec_command_confirm(&meter->commands, &meter_storage, about.sequence) != AMISEC_OK) {
        return AMISEC_STORAGE_FAILED;
    }
    if (status != AMISEC_OK) {
        return status;
    }
    acknowledgement.sequence = about.sequence;
    memcpy(acknowledgement.key_id, about.key_id, sizeof acknowledgement.key_id);
    memcpy(acknowledgement.meter, meter->id, sizeof acknowledgement.meter);
    return amisec_acknowledgement_tag(meter->acknowledgement_key, sizeof meter->acknowledgement_key,
                                      &acknowledgement, reply->content, &reply->length);
}
