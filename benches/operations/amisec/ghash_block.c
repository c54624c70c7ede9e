/* One multiplication in the core, which only an archive for measuring exports. */
#include "operation.h"

#include <amisec.h>

amisec_status_t amisec_bench_ghash_block(const uint8_t subkey[16], const uint8_t block[16], uint8_t hash[16]);

const uint32_t operation_context_bytes = 0;

void operation(void)
{
    operation_memory.succeeded =
        amisec_bench_ghash_block(operation_memory.key, operation_memory.input, operation_memory.output) == AMISEC_OK;
}
