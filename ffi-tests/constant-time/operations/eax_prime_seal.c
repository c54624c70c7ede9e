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
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_aes128_eax_prime_seal(&key, public_bytes, sizeof public_bytes, payload, 40, output, tag);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
