/*
 * The factory's part, on the host: verifies the first image and confirms it, and so makes the record of the security
 * counter that the boot loader finds in flash.
 *
 *     factory IMAGE RECORD
 */
#include <amisec.h>
#include "places.h"

#include <stdio.h>
#include <string.h>

static uint8_t image[IMAGE_CAPACITY];
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

static amisec_status_t make_record(size_t image_length)
{
    static const amisec_storage_t storage = {read_slot, write_slot, erase_slot, NULL};
    static const uint8_t keys[] = {TRUSTED_KEYS};
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_status_t status = amisec_boot_create(&storage, 0U);

    parameters.keys = keys;
    parameters.key_count = sizeof keys / 64U;
    parameters.address = IMAGE_ADDRESS;
    if (status == AMISEC_OK) {
        status = amisec_boot_verify(&parameters, &storage, 0U, image, image_length, &entry);
    }
    return status == AMISEC_OK ? amisec_boot_confirm(&storage, 0U, &entry) : status;
}

int main(int argument_count, char **argument)
{
    FILE *file = argument_count == 3 ? fopen(argument[1], "rb") : NULL;
    size_t length = file == NULL ? 0U : fread(image, 1U, sizeof image, file);

    if (file == NULL || fclose(file) != 0) {
        return 2;
    }
    memset(slots, 0xFF, sizeof slots);
    if (make_record(length) != AMISEC_OK) {
        return 1;
    }
    file = fopen(argument[2], "wb");
    if (file == NULL || fwrite(slots, 1U, sizeof slots, file) != sizeof slots) {
        return 2;
    }
    return fclose(file) == 0 ? 0 : 2;
}
