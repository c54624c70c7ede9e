#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[48], output[56], tag[16];
static const uint8_t public_bytes[32] = {0x4D};
static amisec_status_t status;

/* Key and payload are secret. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    status = amisec_aes128_set_key(&key, secret + 16);
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position] = secret[position];
        output[position] = 0;
        tag[position % sizeof tag] = 0;
    }
    if (status == AMISEC_OK) {
        amisec_gcm_parameters_t gcm;
        gcm.nonce = public_bytes;
        gcm.nonce_length = 12;
        gcm.aad = public_bytes;
        gcm.aad_length = 20;
        gcm.tag = tag;
        gcm.tag_length = sizeof tag;
        status = amisec_aes128_gcm_seal(&key, &gcm, payload, 40, output);
    }
}

void operation(void)
{
    amisec_gcm_parameters_t gcm;
    gcm.nonce = public_bytes;
    gcm.nonce_length = 12;
    gcm.aad = public_bytes;
    gcm.aad_length = 20;
    gcm.tag = tag;
    gcm.tag_length = sizeof tag;
    if (status == AMISEC_OK) {
        status = amisec_aes128_gcm_open(&key, &gcm, output, 40, output);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
