#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_public_key_t public_key;
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    status = amisec_p256_private_key_from_bytes(&key, secret);
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_p256_public_key_from_private(&public_key, &key);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
