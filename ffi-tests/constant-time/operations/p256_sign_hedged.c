#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static uint8_t signature[64];
static const uint8_t digest[32] = {0x4C};
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    status = amisec_p256_private_key_from_bytes(&key, secret);
}

void operation(void)
{
    uint8_t calls = 0;
    if (status == AMISEC_OK) {
        status = amisec_p256_sign_digest_hedged(&key, digest, public_random, &calls, signature);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
