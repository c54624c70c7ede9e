#include "operation.h"
#include "random_block.h"

#include <wolfssl/wolfcrypt/settings.h>
#include <wolfssl/wolfcrypt/sp.h>

const uint32_t operation_context_bytes = 32;

void operation(void)
{
    mp_int number, k, r, s;
    operation_memory.succeeded = sp_init(&number) == 0 && sp_init(&k) == 0 && sp_init(&r) == 0 && sp_init(&s) == 0
        && sp_read_unsigned_bin(&number, operation_memory.key, 32) == 0
        && sp_read_unsigned_bin(&k, operation_memory.nonce, 32) == 0
        && sp_ecc_sign_256(operation_memory.input, 32, NULL, &number, &r, &s, &k, NULL) == 0
        && sp_to_unsigned_bin_len(&r, operation_memory.output, 32) == 0
        && sp_to_unsigned_bin_len(&s, operation_memory.output + 32, 32) == 0;
}
