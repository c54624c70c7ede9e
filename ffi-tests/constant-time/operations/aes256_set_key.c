#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes256_key_t key;
static const uint8_t *bytes;
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    bytes = secret + SECRET_LENGTH - 32;
}

void operation(void)
{
    status = amisec_aes256_set_key(&key, bytes);
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
