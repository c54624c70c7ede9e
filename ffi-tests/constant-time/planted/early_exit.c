/* A leak: a comparison that ends at the first difference. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t equal;
static volatile uint8_t other[SECRET_LENGTH];

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
}

void operation(void)
{
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH && bytes[position] == other[position]; position++) {
    }
    equal = position == SECRET_LENGTH;
}

int succeeded(void)
{
    return 1;
}

NO_FINISHED_CONTEXT
