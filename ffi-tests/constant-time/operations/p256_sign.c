#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static uint8_t signature[64];
static const uint8_t digest[32] = {0x4C};
static amisec_status_t status;

/* The secret number k of RFC 6979 differs with the key. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    status = amisec_p256_private_key_from_bytes(&key, secret);
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_p256_sign_digest(&key, digest, signature);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
