/* A leak: a branch on one bit of the secret. */
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
    if ((bytes[31] & 4U) != 0U) {
        sum = (uint8_t)(sum + 3U);
    }
    return AMISEC_OK;
}

const struct operation operations[] = {OPERATION("branch", take, leak, AMISEC_OK)};
OPERATIONS_END
