/* The ends of a program under faults, and its memory. */
#include "fault.h"

uint8_t public_key[64], image[IMAGE_LENGTH], digest[32], signature[64];
uint8_t key[16], nonce[12], aad[16], text[32], tag[16];
uint8_t message[MESSAGE_MOST];
uint32_t message_length;
uint8_t entropy[128];
uint8_t output[128];
uint8_t slots[2][SLOT_LENGTH];

const volatile amisec_status_t ok = AMISEC_OK, also_ok = AMISEC_OK;

/* A processor has interrupts. Without their vectors what decides would lie at the lowest addresses, which an offset or a
 * byte in the place of an address hits. */
#ifndef __AVR__ /* Whose start-up code has them. */
__attribute__((section(".vectors"), used)) static void (*const interrupts[112])(void) = {refused};
#endif

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    (void)context;
    if (slot > 1U || length > SLOT_LENGTH) {
        return AMISEC_STORAGE_FAILED;
    }
    memcpy(data, slots[slot], length);
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    if (slot > 1U || length > SLOT_LENGTH) {
        return AMISEC_STORAGE_FAILED;
    }
    memcpy(slots[slot], data, length);
    return AMISEC_OK;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    (void)context;
    if (slot > 1U) {
        return AMISEC_STORAGE_FAILED;
    }
    memset(slots[slot], 0xFF, SLOT_LENGTH);
    return AMISEC_OK;
}

const amisec_storage_t storage = {read_slot, write_slot, erase_slot, NULL};

amisec_status_t random_blocks(void *context, uint8_t *place, size_t length)
{
    const uint8_t **blocks = context;

    if (length > (size_t)(entropy + sizeof entropy - *blocks)) {
        return AMISEC_RANDOM_FAILED;
    }
    memcpy(place, *blocks, length);
    *blocks += length;
    return AMISEC_OK;
}

void made(amisec_status_t status)
{
    while (status != AMISEC_OK) {
    }
}

__attribute__((noinline)) void refused(void)
{
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) void accepted(void)
{
    __asm__ volatile("" ::: "memory");
}
