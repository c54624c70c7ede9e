/* A valid signature, whose digest is released. */
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.public_key, sample_public_key, sizeof sample_public_key);
    copy(operation_memory.input, sample_digest, sizeof sample_digest);
    copy(operation_memory.input + 32, sample_signature, sizeof sample_signature);
}

int correct(void)
{
    return operation_memory.succeeded == 1U && equal(operation_memory.output, sample_digest, sizeof sample_digest);
}
