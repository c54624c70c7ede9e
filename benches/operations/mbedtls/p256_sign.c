#include "blinding.h"

const uint32_t operation_context_bytes = 32;

void operation(void)
{
    unsigned long long heap[4608 / 8];
    mbedtls_ecp_group group;
    mbedtls_mpi r, s, number;
    heap_start(heap, sizeof heap);
    mbedtls_ecp_group_init(&group);
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    mbedtls_mpi_init(&number);
    operation_memory.succeeded =
        mbedtls_ecp_group_load(&group, MBEDTLS_ECP_DP_SECP256R1) == 0
        && mbedtls_mpi_read_binary(&number, operation_memory.key, 32) == 0
        && mbedtls_ecdsa_sign_det_ext(&group, &r, &s, &number, operation_memory.input, 32, MBEDTLS_MD_SHA256,
                                      blinding, NULL)
            == 0
        && mbedtls_mpi_write_binary(&r, operation_memory.output, 32) == 0
        && mbedtls_mpi_write_binary(&s, operation_memory.output + 32, 32) == 0;
    mbedtls_mpi_free(&number);
    mbedtls_mpi_free(&s);
    mbedtls_mpi_free(&r);
    mbedtls_ecp_group_free(&group);
}
