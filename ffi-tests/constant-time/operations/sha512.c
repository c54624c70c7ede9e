#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *bytes;
static uint8_t output[64];
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret;
}

void operation(void)
{
    status = amisec_sha512(bytes, SECRET_LENGTH, output);
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
