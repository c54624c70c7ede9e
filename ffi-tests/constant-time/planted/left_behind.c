/* A leak: a copy of the secret stays on the stack. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t sum;

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
    return AMISEC_OK;
}

static amisec_status_t run_leak(void)
{
    volatile uint8_t copy[SECRET_LENGTH];
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        copy[position] = bytes[position];
    }
    sum = copy[0];
    return AMISEC_OK;
}

const struct operation operations[] = {OPERATION("left_behind", take, leak, AMISEC_OK)};
OPERATIONS_END
