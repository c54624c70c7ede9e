/*
 * A boot loader: after a reset it verifies the image where it is installed, and starts it only if it is accepted.
 * Of amisec it links what verifies and nothing that signs. It writes nowhere: the firmware raises the security
 * counter with amisec_boot_confirm, when it has run long enough to be kept.
 *
 * The machine's part is target.h of ffi-tests: a console, and a way to end. A product has neither here.
 */
#include <amisec.h>
#include "places.h"
#include "target.h"

#define RECORD 0U
#define SLOT_LENGTH 16U

/* The record of the security counter stands in a page of flash of its own. */
static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    const volatile uint8_t *place = (const volatile uint8_t *)(RECORD_ADDRESS + slot * SLOT_LENGTH);
    size_t index;

    (void)context;
    if (slot > 1U || length > SLOT_LENGTH) {
        return AMISEC_STORAGE_FAILED;
    }
    for (index = 0U; index < length; index++) {
        data[index] = place[index];
    }
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    (void)slot;
    (void)data;
    (void)length;
    return AMISEC_STORAGE_FAILED;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    (void)context;
    (void)slot;
    return AMISEC_STORAGE_FAILED;
}

/* Takes the stack pointer and the reset vector from the firmware's vector table. It does not return. */
static void start(const uint32_t *vectors)
{
    __asm__ volatile("msr msp, %0\n bx %1" : : "r"(vectors[0]), "r"(vectors[1]));
}

int main(void)
{
    static const amisec_storage_t storage = {read_slot, write_slot, erase_slot, NULL};
    static const uint8_t keys[] = {TRUSTED_KEYS};
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_status_t status;

    parameters.keys = keys;
    parameters.key_count = sizeof keys / 64U;
    parameters.address = IMAGE_ADDRESS;
    status = amisec_boot_verify(&parameters, &storage, RECORD, (const uint8_t *)IMAGE_ADDRESS, IMAGE_CAPACITY, &entry);
    if (status != AMISEC_OK) {
        target_puts("boot loader: refused: ");
        target_puts(amisec_status_text(status));
        target_puts("\n");
        return 1;
    }
    target_puts("boot loader: verified\n");
    start((const uint32_t *)(IMAGE_ADDRESS + entry.payload_offset));
    return 1;
}
