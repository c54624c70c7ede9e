#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t block[16];
static amisec_status_t status;

/* Key and block are secret. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    status = amisec_aes128_set_key(&key, secret + 16);
    for (position = 0; position < sizeof block; position++) {
        block[position] = secret[position];
    }
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_aes128_decrypt_block(&key, block, block);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
