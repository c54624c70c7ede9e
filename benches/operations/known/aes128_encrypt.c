/* FIPS 197, C.1. */
#include "operation.h"

static const uint8_t ciphertext[16] = {
    0x69, 0xC4, 0xE0, 0xD8, 0x6A, 0x7B, 0x04, 0x30, 0xD8, 0xCD, 0xB7, 0x80, 0x70, 0xB4, 0xC5, 0x5A,
};

void prepare(void)
{
    uint8_t index;
    count_up(operation_memory.key, 16, 0);
    for (index = 0; index < 16U; index++) {
        operation_memory.input[index] = (uint8_t)(index * 0x11U);
    }
}

int correct(void)
{
    return equal(operation_memory.output, ciphertext, sizeof ciphertext);
}
