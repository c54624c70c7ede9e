/* A reading of 9 bytes, opened by a receiver that has seen no report before. The report is that of Python's
 * `cryptography`. */
#include "operation.h"

static const uint8_t reading[9] = {
    0x00, 0x00, 0x00, 0x07, 0x58, 0xA1, 0xC3, 0xD4, 0xE5,
};
static const uint8_t report[21] = {
    0x00, 0x00, 0x00, 0x01, 0x55, 0xF5, 0xC3, 0x7B, 0xB6, 0xD7, 0x07, 0xED, 0xAF, 0xD6, 0xD4, 0xC8,
    0x65, 0xAE, 0x13, 0x6E, 0xD3,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    count_up(operation_memory.nonce, 8, 0xA0);
    copy(operation_memory.input, report, sizeof report);
}

int correct(void)
{
    return equal(operation_memory.output, reading, sizeof reading);
}
