#include "curve.h"

static int read_point(const mbedtls_ecp_group *group, mbedtls_ecp_point *point, const uint8_t coordinates[64])
{
    uint8_t bytes[65];
    size_t index;
    bytes[0] = 4;
    for (index = 0; index < 64U; index++) {
        bytes[1U + index] = coordinates[index];
    }
    return mbedtls_ecp_point_read_binary(group, point, bytes, sizeof bytes)
        | mbedtls_ecp_check_pubkey(group, point);
}
