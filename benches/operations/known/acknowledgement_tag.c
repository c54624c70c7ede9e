/* The acknowledgement of a command under a shared key; the answer is pycose's. */
#include "operation.h"

static const uint8_t meter[8] = { 'A', 'M', 'I', '0', '0', '0', '0', '1' };
static const uint8_t key_id[4] = { 'h', 'e', 'a', 'd' };
static const uint8_t pycose_tagged[40] = {
    0xD1, 0x84, 0x43, 0xA1, 0x01, 0x04, 0xA0, 0x57, 0x84, 0x48, 0x41, 0x4D, 0x49, 0x30, 0x30, 0x30,
    0x30, 0x31, 0x44, 0x68, 0x65, 0x61, 0x64, 0x1A, 0x00, 0x01, 0x23, 0x45, 0x19, 0x29, 0xB8, 0x48,
    0x62, 0xD4, 0xBB, 0xA9, 0x25, 0x3F, 0x6D, 0xC4,
};

void prepare(void)
{
    count_up(operation_memory.key, 32, 0);
    copy(operation_memory.nonce, key_id, sizeof key_id);
    copy(operation_memory.random, meter, sizeof meter);
}

int correct(void)
{
    return equal(operation_memory.output, pycose_tagged, sizeof pycose_tagged);
}
