#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_public_key_t) + sizeof(amisec_p256_verifier_t);

void operation(void)
{
    amisec_p256_public_key_t key;
    amisec_p256_verifier_t verifier;
    const uint8_t *const bytes = (const uint8_t *)&verifier;
    operation_memory.succeeded =
        amisec_p256_public_key_from_raw(&key, operation_memory.public_key) == AMISEC_OK
        && amisec_p256_verifier_from_public_key(&verifier, &key) == AMISEC_OK;
    for (size_t index = 0; index < 32; index++) {
        operation_memory.output[index] = bytes[sizeof verifier - 32 + index];
    }
}
