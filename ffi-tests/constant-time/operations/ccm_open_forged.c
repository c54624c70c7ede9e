#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[40], tag[8];
static const uint8_t nonce[12], aad[20];
static amisec_status_t status;

/* Which byte of the tag is wrong is secret, and so is the key. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_ccm_parameters_t ccm = {nonce, sizeof nonce, aad, sizeof aad, tag, sizeof tag};
    status = amisec_aes128_set_key(&key, secret + 16);
    if (status == AMISEC_OK) {
        status = amisec_aes128_ccm_seal(&key, &ccm, payload, sizeof payload, payload);
    }
    tag[index % sizeof tag] = (uint8_t)(tag[index % sizeof tag] ^ 1U << index % 7U);
}

void operation(void)
{
    const amisec_ccm_parameters_t ccm = {nonce, sizeof nonce, aad, sizeof aad, tag, sizeof tag};
    if (status == AMISEC_OK) {
        status = amisec_aes128_ccm_open(&key, &ccm, payload, sizeof payload, payload);
    }
}

MUST_REFUSE
NO_FINISHED_CONTEXT
