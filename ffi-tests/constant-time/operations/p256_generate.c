#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static uint8_t scalar[SECRET_LENGTH];
static amisec_status_t status;

/* Another block first: a random function that gives one block twice is refused. */
static amisec_status_t one_scalar(void *context, uint8_t *output, size_t length)
{
    uint8_t *calls = context;
    size_t position;
    for (position = 0; position < length && position < SECRET_LENGTH; position++) {
        output[position] = *calls == 0U ? 0x3CU : scalar[position];
    }
    *calls = 1;
    return AMISEC_OK;
}

/* The key is one more than what the random function gives, which may not be zero nor n - 1. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    size_t position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        scalar[position] = secret[position];
    }
    scalar[31] = (uint8_t)(scalar[31] - (index == 2U));
}

void operation(void)
{
    uint8_t calls = 0;
    status = amisec_p256_private_key_generate(&key, one_scalar, &calls);
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
