/* Every function once: signature, shared secret and public key are compared. */
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.key, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.public_key, other_public_key, sizeof other_public_key);
    copy(operation_memory.random, sample_private_key, sizeof sample_private_key);
    /* A candidate below n - 1 becomes a key by adding one (FIPS 186-5, A.2.2). */
    operation_memory.random[31] = (uint8_t)(operation_memory.random[31] - 1U);
    copy(operation_memory.input, sample_digest, sizeof sample_digest);
}

int correct(void)
{
    return equal(operation_memory.output, sample_signature, sizeof sample_signature)
        && equal(operation_memory.output + 64, sample_shared_secret, sizeof sample_shared_secret)
        && equal(operation_memory.output + 96, sample_public_key, sizeof sample_public_key);
}
