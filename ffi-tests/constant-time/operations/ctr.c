#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes256_key_t key;
static uint8_t payload[40];
static const uint8_t counter[16];
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    status = amisec_aes256_set_key(&key, secret);
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_aes256_ctr(&key, counter, payload, sizeof payload, payload);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
