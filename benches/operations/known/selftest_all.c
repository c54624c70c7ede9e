/* Every self-test, once. */
#include "operation.h"
#include "p256_sample.h"

/* A key pair to be tested, too: RFC 6979, A.2.5. */
void prepare(void)
{
    copy(operation_memory.key, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.public_key, sample_public_key, sizeof sample_public_key);
}

/* The answers are those that the tests know. */
int correct(void)
{
    return 1;
}
