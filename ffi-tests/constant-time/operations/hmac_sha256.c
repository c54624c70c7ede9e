#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_hmac_sha256_t context;
static const uint8_t *key;
static uint8_t tag[32];
static const uint8_t message[70];
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    key = secret;
}

void operation(void)
{
    status = amisec_hmac_sha256_init(&context, key, SECRET_LENGTH);
    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_update(&context, message, sizeof message);
    }
    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_finish(&context, tag);
    }
}

MUST_SUCCEED

const uint8_t *finished_context(size_t *length)
{
    *length = sizeof context;
    return (const uint8_t *)&context;
}
