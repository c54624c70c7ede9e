/* EAX' of a C12.22 message, opened: a canonical cleartext of 68 bytes (in `input`, behind the ciphertext of 16; the
 * tag in `nonce`). The message is that of a model in Python which gives the published vectors. */
#include "operation.h"

static const uint8_t ciphertext[16] = {
    0xF2, 0xEC, 0xAB, 0x8C, 0x18, 0x09, 0x59, 0x0D, 0x8A, 0x7E, 0x4E, 0x13, 0x7F, 0xFB, 0xD2, 0xB2,
};
static const uint8_t tag[4] = {
    0x0B, 0x59, 0xCD, 0x9A,
};

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    copy(operation_memory.input, ciphertext, sizeof ciphertext);
    copy(operation_memory.nonce, tag, sizeof tag);
    count_up(operation_memory.input + 16, 68, 0x60);
}

int correct(void)
{
    uint8_t payload[16];
    count_up(payload, sizeof payload, 0x40);
    return operation_memory.succeeded == 1U && equal(operation_memory.output, payload, sizeof payload);
}
