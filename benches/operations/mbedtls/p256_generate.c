#include "random_bytes.h"

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    unsigned long long heap[4608 / 8];
    mbedtls_ecp_keypair pair;
    uint8_t point[65];
    size_t length, index;
    heap_start(heap, sizeof heap);
    mbedtls_ecp_keypair_init(&pair);
    operation_memory.succeeded =
        mbedtls_ecp_group_load(&pair.grp, MBEDTLS_ECP_DP_SECP256R1) == 0
        && mbedtls_ecp_gen_keypair(&pair.grp, &pair.d, &pair.Q, random_bytes, NULL) == 0
        && mbedtls_mpi_write_binary(&pair.d, operation_memory.output, 32) == 0
        && mbedtls_ecp_point_write_binary(&pair.grp, &pair.Q, MBEDTLS_ECP_PF_UNCOMPRESSED, &length, point, 65) == 0;
    for (index = 0; index < 64U; index++) {
        operation_memory.output[32U + index] = point[1U + index];
    }
    mbedtls_ecp_keypair_free(&pair);
}
