#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_sha256_t context;
static const uint8_t *message;
static uint8_t digest[32];
static amisec_status_t status;

void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    message = secret;
}

void operation(void)
{
    status = amisec_sha256_init(&context);
    if (status == AMISEC_OK) {
        status = amisec_sha256_update(&context, message, SECRET_LENGTH);
    }
    if (status == AMISEC_OK) {
        status = amisec_sha256_update(&context, message, SECRET_LENGTH);
    }
    if (status == AMISEC_OK) {
        status = amisec_sha256_finish(&context, digest);
    }
}

MUST_SUCCEED

const uint8_t *finished_context(size_t *length)
{
    *length = sizeof context;
    return (const uint8_t *)&context;
}
