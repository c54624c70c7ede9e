/* A leak: a table read at a place that the secret names. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t table[16], sum;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
}

void operation(void)
{
    sum = table[bytes[31] & 15U];
}

int succeeded(void)
{
    return 1;
}

NO_FINISHED_CONTEXT
