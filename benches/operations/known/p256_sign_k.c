/* The signature of a digest with a given k. */
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.key, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.input, sample_digest, sizeof sample_digest);
    copy(operation_memory.nonce, sample_k, sizeof sample_k);
}

int correct(void)
{
    return equal(operation_memory.output, sample_signature, sizeof sample_signature);
}
