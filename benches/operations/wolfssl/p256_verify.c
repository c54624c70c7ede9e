#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/sp.h>

const uint32_t operation_context_bytes = 64;

void operation(void)
{
    mp_int x, y, one, r, s;
    int is_good = 0;
    operation_memory.succeeded = sp_init(&x) == 0 && sp_init(&y) == 0 && sp_init(&one) == 0 && sp_init(&r) == 0
        && sp_init(&s) == 0 && sp_set(&one, 1) == 0
        && sp_read_unsigned_bin(&x, operation_memory.public_key, 32) == 0
        && sp_read_unsigned_bin(&y, operation_memory.public_key + 32, 32) == 0
        && sp_read_unsigned_bin(&r, operation_memory.input + 32, 32) == 0
        && sp_read_unsigned_bin(&s, operation_memory.input + 64, 32) == 0
        && sp_ecc_is_point_256(&x, &y) == 0
        && sp_ecc_verify_256(operation_memory.input, 32, &x, &y, &one, &r, &s, &is_good, NULL) == 0 && is_good == 1;
}
