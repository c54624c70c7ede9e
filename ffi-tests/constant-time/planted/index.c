/* A leak: a table read at a place that the secret names. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static volatile uint8_t table[16], sum;

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
    return AMISEC_OK;
}

static amisec_status_t run_leak(void)
{
    sum = table[bytes[31] & 15U];
    return AMISEC_OK;
}

const struct operation operations[] = {OPERATION("index", take, leak, AMISEC_OK)};
OPERATIONS_END
