#include "public_key.h"

const uint32_t operation_context_bytes = sizeof(ecc_key);

void operation(void)
{
    unsigned long long heap[HEAP_WORDS];
    ecc_key public_key, private_key;
    unsigned long length = 32;
    heap_start(heap, sizeof heap);
    ltc_mp = ltm_desc;
    operation_memory.succeeded = read_public_key(&public_key, operation_memory.public_key) == CRYPT_OK;
    private_key = public_key;
    private_key.type = PK_PRIVATE;
    operation_memory.succeeded = operation_memory.succeeded == 1U
        && mp_init(&private_key.k) == CRYPT_OK
        && mp_read_unsigned_bin(private_key.k, operation_memory.key, 32) == CRYPT_OK
        && ecc_shared_secret(&private_key, &public_key, operation_memory.output, &length) == CRYPT_OK;
    ecc_free(&public_key);
}
