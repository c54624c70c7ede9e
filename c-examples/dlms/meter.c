/* The meter's side of a DLMS/COSEM read-out: requests come in on standard input, answers go out on standard
 * output. The counters live in the file dlms-nvm.bin of the folder in which it runs.
 *
 *     dlms-meter create    at the factory, once
 *     dlms-meter           serves until the line is closed
 */
#include <amisec.h>

#include "dlms_example.h"

#include <stdio.h>
#include <string.h>

#define TRANSMIT 0U
#define RECEIVE 1U
#define SLOT_LENGTH 12U
#define READING 123456789U /* watt-hours */

/* --- Non-volatile memory: a file takes the place of the meter's EEPROM --- */

static int at_slot(FILE *file, uint16_t slot)
{
    return fseek(file, (long)slot * (long)SLOT_LENGTH, SEEK_SET) == 0;
}

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    FILE *file = context;

    return at_slot(file, slot) && fread(data, 1, length, file) == length ? AMISEC_OK : AMISEC_STORAGE_FAILED;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    FILE *file = context;

    return at_slot(file, slot) && fwrite(data, 1, length, file) == length && fflush(file) == 0
        ? AMISEC_OK
        : AMISEC_STORAGE_FAILED;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    uint8_t erased[SLOT_LENGTH];

    memset(erased, 0xFF, sizeof erased);
    return write_slot(context, slot, erased, sizeof erased);
}

/* --- The meter --- */

struct meter {
    amisec_aes128_key_t key;
    amisec_transmit_counter_t transmit;
    amisec_receive_counter_t receive;
    amisec_storage_t storage;
};

/* Slots that were never written, then the two records. */
static amisec_status_t create(const amisec_storage_t *storage)
{
    uint16_t slot;

    for (slot = 0U; slot < 4U; slot++) {
        if (erase_slot(storage->context, slot) != AMISEC_OK) {
            return AMISEC_STORAGE_FAILED;
        }
    }
    if (amisec_transmit_counter_create(storage, TRANSMIT, 1U) != AMISEC_OK) {
        return AMISEC_STORAGE_FAILED;
    }
    return amisec_receive_counter_create(storage, RECEIVE, 0U);
}

static amisec_status_t start(struct meter *meter)
{
    if (amisec_aes128_set_key(&meter->key, encryption_key) != AMISEC_OK) {
        return AMISEC_BAD_STATE;
    }
    if (amisec_transmit_counter_start(&meter->transmit, &meter->storage, TRANSMIT) != AMISEC_OK) {
        return AMISEC_STORAGE_FAILED;
    }
    /* Every request is stored: read-outs are rare here. */
    return amisec_receive_counter_start(&meter->receive, &meter->storage, RECEIVE, 0U);
}

/* A protected request into a protected response; its length, or 0. */
static size_t answer(struct meter *meter, const uint8_t *request, size_t length, uint8_t *response)
{
    uint8_t apdu[sizeof get_request];
    uint8_t clear[GET_RESPONSE_LENGTH];
    amisec_dlms_parameters_t theirs;
    amisec_dlms_parameters_t ours;

    theirs.authentication_key = authentication_key;
    theirs.system_title = head_end_title;
    theirs.security_control = BOTH;
    ours = theirs;
    ours.system_title = meter_title;

    if (length != 2U + sizeof apdu + OVERHEAD || request[0] != GLO_GET_REQUEST || request[1] != length - 2U) {
        return 0U;
    }
    if (amisec_dlms_unprotect(&meter->key, &theirs, &meter->receive, &meter->storage, request + 2, length - 2U, apdu)
        != AMISEC_OK) {
        return 0U;
    }
    if (memcmp(apdu, get_request, sizeof apdu) != 0) {
        return 0U;
    }
    memcpy(clear, get_response, sizeof get_response);
    clear[5] = (uint8_t)(READING >> 24);
    clear[6] = (uint8_t)(READING >> 16);
    clear[7] = (uint8_t)(READING >> 8);
    clear[8] = (uint8_t)READING;
    if (amisec_dlms_protect(
            &meter->key, &ours, &meter->transmit, &meter->storage, clear, sizeof clear, response + 2)
        != AMISEC_OK) {
        return 0U;
    }
    response[0] = GLO_GET_RESPONSE;
    response[1] = GET_RESPONSE_LENGTH + OVERHEAD;
    return 2U + GET_RESPONSE_LENGTH + OVERHEAD;
}

static int serve(struct meter *meter)
{
    uint8_t wrapper[WRAPPER_LENGTH];
    uint8_t request[256];
    uint8_t response[2U + GET_RESPONSE_LENGTH + OVERHEAD];

    while (fread(wrapper, 1, sizeof wrapper, stdin) == sizeof wrapper) {
        size_t length = (size_t)wrapper[6] << 8 | wrapper[7];

        if (length > sizeof request || fread(request, 1, length, stdin) != length) {
            return 1;
        }
        length = answer(meter, request, length, response);
        if (length == 0U) {
            static const uint8_t exception[3] = { EXCEPTION_RESPONSE, 0x02, 0x06 };

            memcpy(response, exception, sizeof exception);
            length = sizeof exception;
        }
        wrapper[6] = 0U;
        wrapper[7] = (uint8_t)length;
        (void)fwrite(wrapper, 1, sizeof wrapper, stdout);
        (void)fwrite(response, 1, length, stdout);
        (void)fflush(stdout);
    }
    return 0;
}

int main(int count, char **words)
{
    const int creates = count == 2 && strcmp(words[1], "create") == 0;
    FILE *file = fopen("dlms-nvm.bin", creates ? "w+b" : "r+b");
    struct meter meter;

    if (file == NULL) {
        return 1;
    }
    meter.storage.read = read_slot;
    meter.storage.write = write_slot;
    meter.storage.erase = erase_slot;
    meter.storage.context = file;
    if (creates) {
        return create(&meter.storage) == AMISEC_OK ? 0 : 1;
    }
    return start(&meter) == AMISEC_OK ? serve(&meter) : 1;
}
