#define RANDOM_NUMBER operation_memory.nonce
#define RANDOM_ADDED 0U
#include "random_source.h"

const uint32_t operation_context_bytes = sizeof(ecc_key);

/* The public half of the key is not asked for. */
void operation(void)
{
    unsigned long long heap[HEAP_WORDS];
    ecc_key key;
    unsigned long length = 64;
    heap_start(heap, sizeof heap);
    ltc_mp = ltm_desc;
    key.type = PK_PRIVATE;
    for (key.idx = 0; ltc_ecc_sets[key.idx].size != SIZE; key.idx++) {
    }
    key.dp = &ltc_ecc_sets[key.idx];
    operation_memory.succeeded = register_source() == 0 && mp_init(&key.k) == CRYPT_OK
        && mp_read_unsigned_bin(key.k, operation_memory.key, 32) == CRYPT_OK
        && ecc_sign_hash_rfc7518(operation_memory.input, 32, operation_memory.output, &length, NULL, 0, &key)
            == CRYPT_OK;
}
