/* FIPS 197, C.1, backwards. */
#include "operation.h"

static const uint8_t ciphertext[16] = {
    0x69, 0xC4, 0xE0, 0xD8, 0x6A, 0x7B, 0x04, 0x30, 0xD8, 0xCD, 0xB7, 0x80, 0x70, 0xB4, 0xC5, 0x5A,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    copy(operation_memory.input, ciphertext, sizeof ciphertext);
}

int correct(void)
{
    uint8_t index;
    for (index = 0; index < 16U; index++) {
        if (operation_memory.output[index] != index * 0x11U) {
            return 0;
        }
    }
    return 1;
}
