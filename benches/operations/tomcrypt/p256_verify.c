#include "public_key.h"

const uint32_t operation_context_bytes = sizeof(ecc_key);

void operation(void)
{
    unsigned long long heap[HEAP_WORDS];
    ecc_key key;
    int is_good = 0;
    heap_start(heap, sizeof heap);
    ltc_mp = ltm_desc;
    operation_memory.succeeded = read_public_key(&key, operation_memory.public_key) == CRYPT_OK
        && ecc_verify_hash_rfc7518(operation_memory.input + 32, 64, operation_memory.input, 32, &is_good, &key)
            == CRYPT_OK
        && is_good == 1;
    ecc_free(&key);
}
