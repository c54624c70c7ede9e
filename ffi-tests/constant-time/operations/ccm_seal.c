#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[40], tag[8];
static const uint8_t nonce[12], aad[20];
static amisec_status_t status;

/* Key and payload are secret. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    status = amisec_aes128_set_key(&key, secret + 16);
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position] = secret[position];
    }
}

void operation(void)
{
    const amisec_ccm_parameters_t ccm = {nonce, sizeof nonce, aad, sizeof aad, tag, sizeof tag};
    if (status == AMISEC_OK) {
        status = amisec_aes128_ccm_seal(&key, &ccm, payload, sizeof payload, payload);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
