#include "operation.h"

#include <bearssl.h>

const uint32_t operation_context_bytes = sizeof(br_aes_ct_ctrcbc_keys);

static void copy_bytes(uint8_t *to, const uint8_t *from, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        to[index] = from[index];
    }
}

void operation(void)
{
    br_aes_ct_ctrcbc_keys key;
    br_ccm_context ccm;
    br_aes_ct_ctrcbc_init(&key, operation_memory.key, 16);
    br_ccm_init(&ccm, &key.vtable);
    copy_bytes(operation_memory.output, operation_memory.input, 64);
    operation_memory.succeeded = (uint32_t)br_ccm_reset(&ccm, operation_memory.nonce, 12, 16, 64, 16);
    br_ccm_aad_inject(&ccm, operation_memory.aad, 16);
    br_ccm_flip(&ccm);
    br_ccm_run(&ccm, 1, operation_memory.output, 64);
    (void)br_ccm_get_tag(&ccm, operation_memory.output + 64);
}
