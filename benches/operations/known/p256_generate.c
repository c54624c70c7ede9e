/* The random numbers are such that the key pair is the sample's. */
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.random, sample_private_key, sizeof sample_private_key);
    /* A candidate below n - 1 becomes a key by adding one (FIPS 186-5, A.2.2). */
    operation_memory.random[31] = (uint8_t)(operation_memory.random[31] - 1U);
}

int correct(void)
{
    return equal(operation_memory.output, sample_private_key, sizeof sample_private_key)
        && equal(operation_memory.output + 32, sample_public_key, sizeof sample_public_key);
}
