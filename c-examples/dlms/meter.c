/* The meter's side of a DLMS/COSEM read-out: requests come in on its serial line, answers go out. Line, memory
 * and what was measured are those of the day's meter (../meter/meter_platform.h), on the host and on a Cortex-M3. */
#include "dlms_example.h"
#include "dlms_records.h"
#include "meter.h"

#include <string.h>

#define QUARTERS 96U

struct server {
    amisec_aes128_key_t key;
    amisec_transmit_counter_t transmit;
    amisec_receive_counter_t receive;
};

static amisec_status_t start(struct server *server)
{
    amisec_status_t status = amisec_aes128_set_key(&server->key, encryption_key);

    if (status == AMISEC_OK) {
        status = amisec_transmit_counter_start(&server->transmit, &meter_storage, RECORD_TRANSMIT);
    }
    /* Every request is stored: read-outs are rare here. */
    return status == AMISEC_OK
        ? amisec_receive_counter_start(&server->receive, &meter_storage, RECORD_RECEIVE, 0U)
        : status;
}

/* The register: all that was measured. */
static amisec_status_t read_register(uint32_t *watt_hours)
{
    uint16_t quarter;

    *watt_hours = 0U;
    for (quarter = 0U; quarter < QUARTERS; quarter++) {
        uint32_t begins;
        uint32_t more;
        const amisec_status_t status = meter_platform_measured(quarter, &begins, &more);

        if (status != AMISEC_OK) {
            return status;
        }
        *watt_hours += more;
    }
    return AMISEC_OK;
}

/* A protected request into a protected response; its length, or 0. */
static size_t answer(struct server *server, const uint8_t *request, size_t length, uint8_t *response)
{
    uint8_t apdu[sizeof get_request];
    uint8_t clear[GET_RESPONSE_LENGTH];
    amisec_dlms_parameters_t theirs;
    amisec_dlms_parameters_t ours;
    uint32_t watt_hours;

    theirs.authentication_key = authentication_key;
    theirs.system_title = head_end_title;
    theirs.security_control = BOTH;
    ours = theirs;
    ours.system_title = meter_title;

    if (length != 2U + sizeof apdu + OVERHEAD || request[0] != GLO_GET_REQUEST || request[1] != length - 2U) {
        return 0U;
    }
    if (amisec_dlms_unprotect(
            &server->key, &theirs, &server->receive, &meter_storage, request + 2, length - 2U, apdu)
        != AMISEC_OK) {
        return 0U;
    }
    if (memcmp(apdu, get_request, sizeof apdu) != 0 || read_register(&watt_hours) != AMISEC_OK) {
        return 0U;
    }
    memcpy(clear, get_response, sizeof get_response);
    clear[5] = (uint8_t)(watt_hours >> 24);
    clear[6] = (uint8_t)(watt_hours >> 16);
    clear[7] = (uint8_t)(watt_hours >> 8);
    clear[8] = (uint8_t)watt_hours;
    if (amisec_dlms_protect(
            &server->key, &ours, &server->transmit, &meter_storage, clear, sizeof clear, response + 2)
        != AMISEC_OK) {
        return 0U;
    }
    response[0] = GLO_GET_RESPONSE;
    response[1] = GET_RESPONSE_LENGTH + OVERHEAD;
    return 2U + GET_RESPONSE_LENGTH + OVERHEAD;
}

static int serve(struct server *server)
{
    uint8_t wrapper[WRAPPER_LENGTH];
    uint8_t request[256];
    uint8_t response[2U + GET_RESPONSE_LENGTH + OVERHEAD];

    while (meter_platform_receive(wrapper, sizeof wrapper)) {
        size_t length = (size_t)wrapper[6] << 8 | wrapper[7];

        if (length > sizeof request || !meter_platform_receive(request, length)) {
            return 1;
        }
        length = answer(server, request, length, response);
        if (length == 0U) {
            static const uint8_t exception[3] = { EXCEPTION_RESPONSE, 0x02, 0x06 };

            memcpy(response, exception, sizeof exception);
            length = sizeof exception;
        }
        wrapper[6] = 0U;
        wrapper[7] = (uint8_t)length;
        meter_platform_send(wrapper, sizeof wrapper);
        meter_platform_send(response, length);
    }
    return 0;
}

int main(void)
{
    static struct server server;

    if (meter_platform_start() != AMISEC_OK || start(&server) != AMISEC_OK) {
        meter_platform_print("not from the factory\n");
        return 1;
    }
    return serve(&server);
}
