#include "blinding.h"
#include "read_point.h"

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    unsigned long long heap[4608 / 8];
    mbedtls_ecp_group group;
    mbedtls_ecp_point point;
    mbedtls_mpi number, shared;
    heap_start(heap, sizeof heap);
    mbedtls_ecp_group_init(&group);
    mbedtls_ecp_point_init(&point);
    mbedtls_mpi_init(&number);
    mbedtls_mpi_init(&shared);
    operation_memory.succeeded =
        mbedtls_ecp_group_load(&group, MBEDTLS_ECP_DP_SECP256R1) == 0
        && read_point(&group, &point, operation_memory.public_key) == 0
        && mbedtls_mpi_read_binary(&number, operation_memory.key, 32) == 0
        && mbedtls_ecdh_compute_shared(&group, &shared, &point, &number, blinding, NULL) == 0
        && mbedtls_mpi_write_binary(&shared, operation_memory.output, 32) == 0;
    mbedtls_mpi_free(&shared);
    mbedtls_mpi_free(&number);
    mbedtls_ecp_point_free(&point);
    mbedtls_ecp_group_free(&group);
}
