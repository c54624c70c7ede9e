#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_public_key_t peer;
static uint8_t shared[32];
static amisec_status_t status;

/* The public key of the private key 0x0707...07. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    uint8_t other[SECRET_LENGTH];
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        other[position] = 7;
    }
    status = index != 0U ? AMISEC_OK : amisec_p256_private_key_from_bytes(&key, other);
    if (status == AMISEC_OK && index == 0U) {
        status = amisec_p256_public_key_from_private(&peer, &key);
    }
    if (status == AMISEC_OK) {
        status = amisec_p256_private_key_from_bytes(&key, secret);
    }
}

void operation(void)
{
    uint8_t calls = 0;
    if (status == AMISEC_OK) {
        status = amisec_p256_ecdh_hedged(&key, &peer, public_random, &calls, shared);
    }
}

MUST_SUCCEED
NO_FINISHED_CONTEXT
