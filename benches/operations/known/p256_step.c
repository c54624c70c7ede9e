#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.key, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.public_key, sample_public_key, sizeof sample_public_key);
    copy(operation_memory.nonce, sample_digest, sizeof sample_digest);
    copy(operation_memory.output + 16, sample_signature, sizeof sample_signature);
}

int correct(void)
{
    return equal(operation_memory.output + 80, sample_signature, sizeof sample_signature);
}
