/* SP 800-38B; the answer is OpenSSL's. */
#include "operation.h"

static const uint8_t tag[16] = {
    0x8C, 0x07, 0x9B, 0x97, 0xF1, 0x64, 0x6E, 0x32, 0x8D, 0x23, 0x98, 0x19, 0x3D, 0x8B, 0x75, 0xDD,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    count_up(operation_memory.input, 64, 0x40);
}

int correct(void)
{
    return equal(operation_memory.output, tag, sizeof tag);
}
