/* One block of CBC with an IV of zeros is one block of AES. */
#include "operation.h"

#include <bearssl.h>

const uint32_t operation_context_bytes = sizeof(br_aes_ct_cbcdec_keys);

static void copy_bytes(uint8_t *to, const uint8_t *from, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

void operation(void)
{
    br_aes_ct_cbcdec_keys key;
    uint8_t zero[16] = {0};
    br_aes_ct_cbcdec_init(&key, operation_memory.key, 16);
    copy_bytes(operation_memory.output, operation_memory.input, 16);
    br_aes_ct_cbcdec_run(&key, zero, operation_memory.output, 16);
    operation_memory.succeeded = 1;
}
