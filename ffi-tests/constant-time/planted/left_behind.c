/* A leak: a copy of the secret stays on the stack. */
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
    volatile uint8_t copy[SECRET_LENGTH];
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        copy[position] = bytes[position];
    }
    sum = copy[0];
}

int succeeded(void)
{
    return 1;
}

NO_FINISHED_CONTEXT
