/* The ends of a program under faults, and its memory. */
#include "fault.h"

uint8_t public_key[64], image[IMAGE_LENGTH], digest[32], signature[64];
uint8_t key[16], nonce[12], aad[16], text[32], tag[16];
uint8_t output[32];

const volatile amisec_status_t ok = AMISEC_OK;

__attribute__((noinline)) void refused(void)
{
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) void accepted(void)
{
    __asm__ volatile("" ::: "memory");
}
