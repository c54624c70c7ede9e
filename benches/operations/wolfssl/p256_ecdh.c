#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <wolfssl/wolfcrypt/sp.h>

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    ecc_point point;
    mp_int number;
    word32 length = 32;
    operation_memory.succeeded = sp_init(&number) == 0 && sp_init(point.x) == 0 && sp_init(point.y) == 0
        && sp_init(point.z) == 0 && sp_set(point.z, 1) == 0
        && sp_read_unsigned_bin(&number, operation_memory.key, 32) == 0
        && sp_read_unsigned_bin(point.x, operation_memory.public_key, 32) == 0
        && sp_read_unsigned_bin(point.y, operation_memory.public_key + 32, 32) == 0
        && sp_ecc_is_point_256(point.x, point.y) == 0
        && sp_ecc_secret_gen_256(&number, &point, operation_memory.output, &length, NULL) == 0;
}
