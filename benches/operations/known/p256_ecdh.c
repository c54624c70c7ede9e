/* The x coordinate of private key times public key. */
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.key, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.public_key, other_public_key, sizeof other_public_key);
}

int correct(void)
{
    return equal(operation_memory.output, sample_shared_secret, sizeof sample_shared_secret);
}
