#include "read_point.h"

const uint32_t operation_context_bytes = 64;

void operation(void)
{
    unsigned long long heap[4608 / 8];
    mbedtls_ecp_group group;
    mbedtls_ecp_point point;
    mbedtls_mpi r, s;
    heap_start(heap, sizeof heap);
    mbedtls_ecp_group_init(&group);
    mbedtls_ecp_point_init(&point);
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    operation_memory.succeeded =
        mbedtls_ecp_group_load(&group, MBEDTLS_ECP_DP_SECP256R1) == 0
        && read_point(&group, &point, operation_memory.public_key) == 0
        && mbedtls_mpi_read_binary(&r, operation_memory.input + 32, 32) == 0
        && mbedtls_mpi_read_binary(&s, operation_memory.input + 64, 32) == 0
        && mbedtls_ecdsa_verify(&group, operation_memory.input, 32, &point, &r, &s) == 0;
    mbedtls_mpi_free(&s);
    mbedtls_mpi_free(&r);
    mbedtls_ecp_point_free(&point);
    mbedtls_ecp_group_free(&group);
}
