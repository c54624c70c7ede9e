/* One block under one subkey; the answer is that of the definition, bit by bit (SP 800-38D, 6.3). */
#include "operation.h"

static const uint8_t answer[16] = {
    0x8A, 0x49, 0x61, 0x43, 0x85, 0x63, 0x70, 0xC1, 0x97, 0xF1, 0x22, 0x53, 0xC6, 0x73, 0x33, 0xD1,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    count_up(operation_memory.input, 16, 64);
}

int correct(void)
{
    return equal(operation_memory.output, answer, sizeof answer);
}
