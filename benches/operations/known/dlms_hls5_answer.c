/* The answer to a challenge of 16 bytes with GMAC, under the first number after a restart: reserving it is part
 * of the operation. The answer is that of Python's `cryptography`. */
#include "operation.h"

static const uint8_t created[12] = {
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x2D, 0xB1, 0x8D, 0x12,
};
static const uint8_t answer[17] = {
    0x10, 0x00, 0x00, 0x00, 0x01, 0xD3, 0x6F, 0x8C, 0x5B, 0x10, 0x31, 0x88, 0x53, 0xA5, 0x58, 0x2E,
    0x82,
};

/* The slots of the counter stand behind the challenge, the authentication key in `random`. */
void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    count_up(operation_memory.nonce, 8, 0x10);
    count_up(operation_memory.random, 16, 0xD0);
    count_up(operation_memory.input, 16, 0x40);
    copy(operation_memory.input + 16, created, sizeof created);
    copy(operation_memory.input + 16 + sizeof created, created, sizeof created);
}

int correct(void)
{
    return equal(operation_memory.output, answer, sizeof answer);
}
