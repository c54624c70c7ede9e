/* A leak: a comparison that ends at the first difference. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t equal;
static volatile uint8_t other[SECRET_LENGTH];

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
    return AMISEC_OK;
}

static amisec_status_t run_leak(void)
{
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH && bytes[position] == other[position]; position++) {
    }
    equal = position == SECRET_LENGTH;
    return AMISEC_OK;
}

const struct operation operations[] = {OPERATION("early_exit", take, leak, AMISEC_OK)};
OPERATIONS_END
