#define RANDOM_NUMBER operation_memory.random
#define RANDOM_ADDED 1U
#include "random_source.h"

const uint32_t operation_context_bytes = sizeof(ecc_key);

void operation(void)
{
    unsigned long long heap[HEAP_WORDS];
    ecc_key key;
    uint8_t point[65];
    unsigned long length = sizeof point;
    size_t index;
    heap_start(heap, sizeof heap);
    ltc_mp = ltm_desc;
    operation_memory.succeeded = register_source() == 0 && ecc_make_key(NULL, 0, SIZE, &key) == CRYPT_OK
        && ecc_ansi_x963_export(&key, point, &length) == CRYPT_OK
        && mp_to_unsigned_bin(key.k, operation_memory.output) == CRYPT_OK;
    for (index = 0; index < 64U; index++) {
        operation_memory.output[32U + index] = point[1U + index];
    }
    ecc_free(&key);
}
