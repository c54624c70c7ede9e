#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *key;
static uint8_t tag[32];
static const uint8_t message[70];
static amisec_status_t status;

/* Which byte of the tag is wrong is secret, and so is the key. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    key = secret;
    status = amisec_hmac_sha256(key, SECRET_LENGTH, message, sizeof message, tag);
    tag[index] = (uint8_t)(tag[index] ^ 1U << index % 8U);
}

void operation(void)
{
    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_verify(key, SECRET_LENGTH, message, sizeof message, tag, sizeof tag);
    }
}

MUST_REFUSE
NO_FINISHED_CONTEXT
