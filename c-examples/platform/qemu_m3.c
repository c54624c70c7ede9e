/*
 * The meter's platform on a bare Cortex-M3 (QEMU's mps2-an385), with the start-up code, the serial
 * driver and the semihosting calls of ffi-tests/targets. The serial line is UART 0; the non-volatile
 * memory, what was measured and the random bytes are files of the host, reached by semihosting.
 *
 * A real meter has its own memory and measuring chip in the place of these files, and takes random
 * bytes from a hardware source through a conditioner or DRBG: this machine has none.
 */
#include "measured_csv.h"
#include "meter_platform.h"
#include "semihosting.h"
#include "serial.h"
#include "target.h"

static int32_t memory = -1;
static char profile[MEASURED_CSV_MAXIMUM];

/* Makes a new memory, all ones as flash leaves the factory. */
static int create_memory(void)
{
    uint8_t erased[METER_SLOT_LENGTH];
    size_t count;

    memory = semihosting_open("nvm.bin", SEMIHOSTING_CREATE);
    if (memory < 0) {
        return 0;
    }
    for (count = 0U; count < sizeof erased; count++) {
        erased[count] = 0xFFU;
    }
    for (count = 0U; count < METER_SLOTS; count++) {
        if (semihosting_write(memory, erased, sizeof erased) != 0U) {
            return 0;
        }
    }
    return 1;
}

amisec_status_t meter_platform_start(void)
{
    int32_t measured = semihosting_open("readings.csv", SEMIHOSTING_READ);
    int32_t length;

    serial_open();
    if (measured < 0) {
        return AMISEC_STORAGE_FAILED;
    }
    length = semihosting_length(measured);
    if (length < 0 || length >= (int32_t)sizeof profile
        || semihosting_read(measured, profile, (uint32_t)length) != 0U) {
        return AMISEC_STORAGE_FAILED;
    }
    profile[length] = '\0';
    (void)semihosting_close(measured);

    memory = semihosting_open("nvm.bin", SEMIHOSTING_READ_WRITE);
    return memory >= 0 || create_memory() ? AMISEC_OK : AMISEC_STORAGE_FAILED;
}

int meter_platform_receive(uint8_t *data, size_t length)
{
    size_t count;

    for (count = 0U; count < length; count++) {
        data[count] = serial_read();
    }
    return 1; /* a wire is never gone for good */
}

void meter_platform_send(const uint8_t *data, size_t length)
{
    serial_write(data, length);
}

amisec_status_t meter_platform_read_slot(uint8_t slot, uint8_t *data, size_t length)
{
    if (slot >= METER_SLOTS || length > METER_SLOT_LENGTH
        || semihosting_seek(memory, slot * METER_SLOT_LENGTH) != 0
        || semihosting_read(memory, data, (uint32_t)length) != 0U) {
        return AMISEC_STORAGE_FAILED;
    }
    return AMISEC_OK;
}

amisec_status_t meter_platform_write_slot(uint8_t slot, const uint8_t *data, size_t length)
{
    if (slot >= METER_SLOTS || length > METER_SLOT_LENGTH
        || semihosting_seek(memory, slot * METER_SLOT_LENGTH) != 0
        || semihosting_write(memory, data, (uint32_t)length) != 0U) {
        return AMISEC_STORAGE_FAILED;
    }
    return AMISEC_OK;
}

amisec_status_t meter_platform_random(void *context, uint8_t *output, size_t length)
{
    int32_t source = semihosting_open("/dev/urandom", SEMIHOSTING_READ);
    uint32_t missing;

    (void)context;
    if (source < 0) {
        return AMISEC_RANDOM_FAILED;
    }
    missing = semihosting_read(source, output, (uint32_t)length);
    (void)semihosting_close(source);
    return missing == 0U ? AMISEC_OK : AMISEC_RANDOM_FAILED;
}

amisec_status_t meter_platform_measured(uint16_t quarter, uint32_t *start, uint32_t *watt_hours)
{
    return measured_csv_find(profile, quarter, start, watt_hours) ? AMISEC_OK : AMISEC_STORAGE_FAILED;
}

void meter_platform_relay(int connected)
{
    meter_platform_print(connected ? "relay: connected\n" : "relay: disconnected\n");
}

void meter_platform_print(const char *text)
{
    target_puts(text);
}
