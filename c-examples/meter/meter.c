/*
 * An electricity meter's security, from reset to reply. It includes amisec.h and its own few files;
 * what it needs from the machine is in meter_platform.h.
 */
#include "meter.h"

#include <string.h>

struct request_entry {
    uint8_t kind;
    const char *name;
    meter_request *handle;
};

static meter_request meter_state;

static const struct request_entry requests[] = {
    {REQUEST_PROVISION, "provisioning", meter_provision},
    {REQUEST_STATE, "state", meter_state},
    {REQUEST_FIRMWARE_START, "firmware announced", meter_firmware_start},
    {REQUEST_FIRMWARE_DATA, "firmware data", meter_firmware_data},
    {REQUEST_FIRMWARE_END, "firmware signature", meter_firmware_end},
    {REQUEST_COMMAND, "command", meter_command},
    {REQUEST_READING, "sealed reading", meter_reading},
    {REQUEST_TARIFF, "sealed tariff", meter_tariff},
    {REQUEST_REPORT, "signed report", meter_report},
    {REQUEST_CHALLENGE, "challenge", meter_challenge},
    {REQUEST_ANSWER, "answer to our challenge", meter_answer},
};

/* Static, because a meter knows its RAM before it starts. amisec itself has no static memory. */
static struct meter meter;
static uint8_t content[FRAME_CONTENT_MAXIMUM];
static struct meter_reply reply;

static void print_status(const char *name, amisec_status_t status)
{
    meter_platform_print("meter: ");
    meter_platform_print(name);
    meter_platform_print(": ");
    meter_platform_print(amisec_status_text(status));
    meter_platform_print("\n");
}

static amisec_status_t answer(uint8_t kind, size_t length)
{
    size_t entry;

    for (entry = 0U; entry < sizeof requests / sizeof requests[0]; entry++) {
        if (requests[entry].kind == kind) {
            amisec_status_t status = AMISEC_UNKNOWN_KEY;

            if (meter.provisioned || kind == REQUEST_PROVISION) {
                status = requests[entry].handle(&meter, content, length, &reply);
            }
            /* The many frames that only go well would fill the console. */
            if (status != AMISEC_OK
                || (kind != REQUEST_FIRMWARE_DATA && kind != REQUEST_READING && kind != REQUEST_STATE)) {
                print_status(requests[entry].name, status);
            }
            return status;
        }
    }
    return AMISEC_MALFORMED;
}

static void send_reply(uint8_t kind, amisec_status_t status)
{
    uint8_t header[FRAME_HEADER_LENGTH + STATUS_LENGTH];

    /* What a failed request left behind is not the head-end's business. */
    if (status != AMISEC_OK) {
        reply.length = 0U;
    }
    header[0] = (uint8_t)(kind | FRAME_REPLY);
    put_16(header + 1, (uint16_t)(STATUS_LENGTH + reply.length));
    put_16(header + FRAME_HEADER_LENGTH, status);
    meter_platform_send(header, sizeof header);
    meter_platform_send(reply.content, reply.length);
    memset(&reply, 0, sizeof reply);
}

/* Reads a frame; 0 if the line is gone. A content that is too long is read and dropped. */
static int receive_request(uint8_t *kind, size_t *length)
{
    uint8_t header[FRAME_HEADER_LENGTH];
    size_t left;

    if (!meter_platform_receive(header, sizeof header)) {
        return 0;
    }
    *kind = header[0];
    *length = get_16(header + 1);
    if (*length <= sizeof content) {
        return meter_platform_receive(content, *length);
    }
    for (left = *length; left > 0U; left--) {
        if (!meter_platform_receive(content, 1U)) {
            return 0;
        }
    }
    return 1;
}

int main(void)
{
    uint8_t kind;
    size_t length;
    amisec_status_t status;

    /* An archive of another version than the header would misread every object. */
    if (amisec_abi_version() != AMISEC_ABI_VERSION) {
        return 1;
    }
    status = meter_platform_start();
    if (status != AMISEC_OK) {
        print_status("start", status);
        return 1;
    }
    /* Without an intact identity the meter does nothing but wait for the factory. */
    print_status("identity", meter_identity_start(&meter));

    while (receive_request(&kind, &length)) {
        status = length <= sizeof content ? answer(kind, length) : AMISEC_BAD_LENGTH;
        send_reply(kind, status);
    }
    amisec_wipe(&meter, sizeof meter);
    return 0;
}

/* What the meter does at the moment: the head-end sees what its messages have brought about. */
static amisec_status_t meter_state(struct meter *own, const uint8_t *request, size_t length,
                                   struct meter_reply *state)
{
    (void)request;
    if (length != 0U) {
        return AMISEC_MALFORMED;
    }
    state->content[0] = own->connected;
    memcpy(state->content + 1, own->tariff, sizeof own->tariff);
    state->length = 1U + sizeof own->tariff;
    return AMISEC_OK;
}
