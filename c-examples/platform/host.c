/*
 * The meter's platform on the host, in POSIX C: the serial line is standard input and output, the
 * console is standard error, the non-volatile memory is the file nvm.bin, and what was measured stands
 * in readings.csv. Both files are in the folder in which the meter runs.
 */
#define _POSIX_C_SOURCE 200112L
#include "measured_csv.h"
#include "meter_platform.h"

#include <stdio.h>
#include <unistd.h>

#define ERASED 0xFF

static FILE *memory;
static char profile[MEASURED_CSV_MAXIMUM];

/* A memory that is not there yet is a new one: all its bits are ones, as flash leaves the factory. */
amisec_status_t meter_platform_start(void)
{
    FILE *measured = fopen("readings.csv", "rb");
    size_t length;
    unsigned count;

    if (measured == NULL) {
        return AMISEC_STORAGE_FAILED;
    }
    length = fread(profile, 1U, sizeof profile - 1U, measured);
    profile[length] = '\0';
    (void)fclose(measured);

    memory = fopen("nvm.bin", "r+b");
    if (memory == NULL) {
        memory = fopen("nvm.bin", "w+b");
        if (memory == NULL) {
            return AMISEC_STORAGE_FAILED;
        }
        for (count = 0U; count < METER_SLOTS * METER_SLOT_LENGTH; count++) {
            (void)fputc(ERASED, memory);
        }
        if (fflush(memory) != 0) {
            return AMISEC_STORAGE_FAILED;
        }
    }
    return AMISEC_OK;
}

int meter_platform_receive(uint8_t *data, size_t length)
{
    return fread(data, 1U, length, stdin) == length;
}

void meter_platform_send(const uint8_t *data, size_t length)
{
    (void)fwrite(data, 1U, length, stdout);
    (void)fflush(stdout);
}

amisec_status_t meter_platform_read_slot(uint8_t slot, uint8_t *data, size_t length)
{
    if (slot >= METER_SLOTS || length > METER_SLOT_LENGTH
        || fseek(memory, (long)slot * (long)METER_SLOT_LENGTH, SEEK_SET) != 0
        || fread(data, 1U, length, memory) != length) {
        return AMISEC_STORAGE_FAILED;
    }
    return AMISEC_OK;
}

amisec_status_t meter_platform_write_slot(uint8_t slot, const uint8_t *data, size_t length)
{
    if (slot >= METER_SLOTS || length > METER_SLOT_LENGTH
        || fseek(memory, (long)slot * (long)METER_SLOT_LENGTH, SEEK_SET) != 0
        || fwrite(data, 1U, length, memory) != length || fflush(memory) != 0 || fsync(fileno(memory)) != 0) {
        return AMISEC_STORAGE_FAILED;
    }
    return AMISEC_OK;
}

amisec_status_t meter_platform_random(void *context, uint8_t *output, size_t length)
{
    FILE *source = fopen("/dev/urandom", "rb");
    size_t read;

    (void)context;
    if (source == NULL) {
        return AMISEC_RANDOM_FAILED;
    }
    setbuf(source, NULL); /* random bytes for keys do not stay behind in a buffer */
    read = fread(output, 1U, length, source);
    (void)fclose(source);
    return read == length ? AMISEC_OK : AMISEC_RANDOM_FAILED;
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
    (void)fputs(text, stderr);
}
