/* amisec's side of the meeting with imgtool (see imgtool): one request a line, words in hexadecimal, "-" for an
 * empty one; the answer is the status, and what a verified image says.
 *
 *     verify KEYS IDENTITY INSTALLED ADDRESS CONFIGURATION COUNTER FIRST_KEY IMAGE
 *     parts  KEYS IDENTITY INSTALLED ADDRESS CONFIGURATION COUNTER FIRST_KEY IMAGE
 *            -> payload offset, payload length, security counter, first key (4 bytes each), version, digest
 */
#include "amisec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 16384U
#define WORDS 8U
#define PART 37U

enum { KEYS, IDENTITY, INSTALLED, ADDRESS, CONFIGURATION, COUNTER, FIRST_KEY, IMAGE };

static uint8_t words[WORDS][LONGEST];
static size_t lengths[WORDS];
static uint8_t slots[2][16];

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

static const amisec_storage_t storage = { read_slot, write_slot, erase_slot, NULL };

static size_t take(const char *text, uint8_t *bytes)
{
    size_t length = strcmp(text, "-") == 0 ? 0U : strlen(text) / 2U;
    size_t i;

    for (i = 0U; i < length && i < LONGEST; i++) {
        const char digits[3] = { text[2U * i], text[2U * i + 1U], '\0' };

        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return i;
}

static uint32_t number(unsigned word)
{
    const uint8_t *bytes = words[word];

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The record with the wanted numbers: they are raised as a confirmed image raises them. */
static void store_state(void)
{
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;

    memset(slots, 0xFF, sizeof slots);
    entry.state = 0x424F4F4BU;
    entry.security_counter = number(COUNTER);
    entry.first_key = number(FIRST_KEY);
    if (amisec_boot_create(&storage, 0U) != AMISEC_OK || amisec_boot_confirm(&storage, 0U, &entry) != AMISEC_OK) {
        abort();
    }
}

static amisec_status_t verify_in_parts(const amisec_boot_parameters_t *parameters, amisec_boot_entry_t *entry)
{
    amisec_boot_t context = AMISEC_BOOT_INIT;
    amisec_status_t status = amisec_boot_start(&context, &storage, 0U, (uint32_t)lengths[IMAGE]);
    size_t place;

    for (place = 0U; status == AMISEC_OK && place < lengths[IMAGE]; place += PART) {
        size_t rest = lengths[IMAGE] - place;

        status = amisec_boot_update(&context, parameters, words[IMAGE] + place, rest < PART ? rest : PART);
    }
    return status == AMISEC_OK ? amisec_boot_finish(&context, parameters, entry) : status;
}

static void print_number(uint32_t value)
{
    (void)printf("%08lX", (unsigned long)value);
}

static void perform(int in_parts)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_status_t status;
    size_t i;

    parameters.keys = words[KEYS];
    parameters.key_count = lengths[KEYS] / 64U;
    parameters.identity = words[IDENTITY];
    parameters.identity_length = lengths[IDENTITY];
    parameters.installed = words[INSTALLED];
    parameters.installed_count = lengths[INSTALLED] / 8U;
    parameters.address = number(ADDRESS);
    parameters.configuration = words[CONFIGURATION][0];
    store_state();
    status = in_parts ? verify_in_parts(&parameters, &entry)
                      : amisec_boot_verify(&parameters, &storage, 0U, words[IMAGE], lengths[IMAGE], &entry);
    (void)printf("%04X ", (unsigned)status);
    print_number(entry.payload_offset);
    print_number(entry.payload_length);
    print_number(entry.security_counter);
    print_number(entry.first_key);
    for (i = 0U; i < sizeof entry.version; i++) {
        (void)printf("%02X", (unsigned)entry.version[i]);
    }
    for (i = 0U; i < sizeof entry.digest; i++) {
        (void)printf("%02X", (unsigned)entry.digest[i]);
    }
    (void)printf("\n");
    (void)fflush(stdout);
}

int main(void)
{
    static char line[WORDS * (2U * LONGEST + 1U)];

    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *command = strtok(line, " \n");
        const char *text;
        unsigned count = 0U;

        while ((text = strtok(NULL, " \n")) != NULL && count < WORDS) {
            lengths[count] = take(text, words[count]);
            count++;
        }
        if (command != NULL && count == WORDS) {
            perform(strcmp(command, "parts") == 0);
        }
    }
    return 0;
}
