#include "operation.h"

#include <tomcrypt.h>

const uint32_t operation_context_bytes = sizeof(symmetric_key);

void operation(void)
{
    symmetric_key key;
    operation_memory.succeeded = rijndael_setup(operation_memory.key, 16, 0, &key) == CRYPT_OK
        && rijndael_ecb_encrypt(operation_memory.input, operation_memory.output, &key) == CRYPT_OK;
}
