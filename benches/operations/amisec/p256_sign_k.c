/* The core's entry for a given k, which only an archive for measuring exports: no checks of pointers,
 * no clearing of the stack. */
#include "operation.h"

#include <amisec.h>

amisec_status_t amisec_bench_p256_sign_k(
    const uint8_t private_key[32], const uint8_t digest[32], const uint8_t k[32], uint8_t signature[64]);

const uint32_t operation_context_bytes = 0;

void operation(void)
{
    operation_memory.succeeded = amisec_bench_p256_sign_k(operation_memory.key, operation_memory.input,
                                                          operation_memory.nonce, operation_memory.output)
        == AMISEC_OK;
}
