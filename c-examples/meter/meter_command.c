/*
 * Signed commands. The order of the checks is the point: first the signature, because before it every
 * byte may be an attacker's; then whether the command is for this meter, and whether it is new. Its
 * number is stored before it is obeyed: a power cut in between loses a command, which the head-end
 * sends again under a new number, but never obeys one twice.
 */
#include "meter.h"

static amisec_status_t store_sequence(uint32_t sequence, uint8_t connected)
{
    uint8_t bytes[5];

    put_32(bytes, sequence);
    bytes[4] = connected;
    return meter_record_store(RECORD_COMMAND_SEQUENCE, bytes, sizeof bytes);
}

amisec_status_t meter_command_create(void)
{
    return store_sequence(0U, 1U);
}

amisec_status_t meter_command_start(struct meter *meter)
{
    uint8_t bytes[5];
    amisec_status_t status = meter_record_load(RECORD_COMMAND_SEQUENCE, bytes, sizeof bytes);

    if (status == AMISEC_OK) {
        meter->command_sequence = get_32(bytes);
        meter->connected = bytes[4];
        meter_platform_relay(meter->connected);
    }
    return status;
}

amisec_status_t meter_command(struct meter *meter, const uint8_t *content, size_t length,
                              struct meter_reply *reply)
{
    uint8_t connected;
    amisec_status_t status;

    (void)reply;
    if (length != COMMAND_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = amisec_p256_verify(&meter->head_end, content, COMMAND_SIGNED_LENGTH,
                                content + COMMAND_SIGNED_LENGTH);
    if (status != AMISEC_OK) {
        return status;
    }
    /* From here on the command is the head-end's. Ids are public: any comparison will do. */
    if (amisec_equal(content + COMMAND_METER, meter->id, ID_LENGTH) != AMISEC_OK) {
        return AMISEC_WRONG_TARGET;
    }
    if (get_32(content + COMMAND_SEQUENCE) <= meter->command_sequence) {
        return AMISEC_REPLAYED;
    }
    switch (content[COMMAND_CODE]) {
    case COMMAND_DISCONNECT:
        connected = 0U;
        break;
    case COMMAND_CONNECT:
        connected = 1U;
        break;
    default:
        return AMISEC_MALFORMED;
    }
    status = store_sequence(get_32(content + COMMAND_SEQUENCE), connected);
    if (status != AMISEC_OK) {
        return status;
    }
    meter->command_sequence = get_32(content + COMMAND_SEQUENCE);
    meter->connected = connected;
    meter_platform_relay(connected);
    return AMISEC_OK;
}
