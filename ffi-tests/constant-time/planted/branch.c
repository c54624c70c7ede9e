/* A leak: a branch on one bit of the secret. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t sum;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
}

void operation(void)
{
    if ((bytes[31] & 4U) != 0U) {
        sum = (uint8_t)(sum + 3U);
    }
}

int succeeded(void)
{
    return 1;
}

NO_FINISHED_CONTEXT
