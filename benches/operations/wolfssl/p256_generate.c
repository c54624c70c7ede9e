#include "operation.h"
#include "random_block.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/ecc.h>
#include <wolfssl/wolfcrypt/random.h>
#include <wolfssl/wolfcrypt/sp.h>

const uint32_t operation_context_bytes = 96;

void operation(void)
{
    WC_RNG generator;
    ecc_point point;
    mp_int number;
    operation_memory.succeeded = sp_init(&number) == 0 && sp_init(point.x) == 0 && sp_init(point.y) == 0
        && sp_init(point.z) == 0 && sp_ecc_make_key_256(&generator, &number, &point, NULL) == 0
        && sp_to_unsigned_bin_len(&number, operation_memory.output, 32) == 0
        && sp_to_unsigned_bin_len(point.x, operation_memory.output + 32, 32) == 0
        && sp_to_unsigned_bin_len(point.y, operation_memory.output + 64, 32) == 0;
}
