#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_steps_t steps;
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
    if (status == AMISEC_OK) {
        status = amisec_p256_sign_start(&steps, &key, digest);
    }
    if (status == AMISEC_OK) {
        do {
            status = amisec_p256_sign_continue(&steps, 1, signature);
        } while (status == AMISEC_IN_PROGRESS);
    }
}

MUST_SUCCEED

const uint8_t *finished_context(size_t *length)
{
    *length = sizeof steps;
    return (const uint8_t *)&steps;
}
