/* SP 800-108: 16 bytes of fixed input, 16 of output; the answer is that of Python's `cryptography`. */
#include "operation.h"

static const uint8_t derived[16] = {
    0x41, 0xD5, 0x3B, 0x73, 0x9C, 0x5C, 0xD2, 0xDF, 0x96, 0x83, 0xC7, 0xA1, 0x7B, 0x22, 0xB2, 0xFF,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    count_up(operation_memory.aad, 16, 0x20);
}

int correct(void)
{
    return equal(operation_memory.output, derived, sizeof derived);
}
