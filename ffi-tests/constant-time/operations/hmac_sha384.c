#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static uint8_t output[64];
static const uint8_t public_bytes[32] = {0x4D};
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
}

void operation(void)
{
    status = amisec_hmac_sha384(bytes, SECRET_LENGTH, public_bytes, sizeof public_bytes, output);
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
