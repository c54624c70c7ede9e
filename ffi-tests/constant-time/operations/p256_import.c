#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static const uint8_t *scalar;
static uint8_t bytes[32];
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    scalar = secret;
}

void operation(void)
{
    status = amisec_p256_private_key_from_bytes(&key, scalar);
    if (status == AMISEC_OK) {
        status = amisec_p256_private_key_to_bytes(&key, bytes);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
