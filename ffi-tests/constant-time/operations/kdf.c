/* Key derivation: what keys are derived from is secret. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static const uint8_t *secret_bytes;
static uint8_t output[64];
static const uint8_t public_bytes[32] = {0x4D};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    secret_bytes = secret;
    return AMISEC_OK;
}

RUN(hkdf, amisec_hkdf_sha256(public_bytes, 16, secret_bytes, SECRET_LENGTH, public_bytes, 16, output, 48))
RUN(extract, amisec_hkdf_sha256_extract(public_bytes, 16, secret_bytes, SECRET_LENGTH, output))
RUN(expand, amisec_hkdf_sha256_expand(secret_bytes, SECRET_LENGTH, public_bytes, 16, output, 48))
RUN(one_step, amisec_kdf_one_step_sha256(secret_bytes, SECRET_LENGTH, public_bytes, 16, output, 48))
RUN(one_step_wide, amisec_kdf_one_step_sha384(secret_bytes, SECRET_LENGTH, public_bytes, 16, output, 64))
RUN(counter, amisec_kdf_counter_hmac_sha256(secret_bytes, SECRET_LENGTH, public_bytes, 16, output, 48))

const struct operation operations[] = {
    OPERATION("amisec_hkdf_sha256", take, hkdf, AMISEC_OK),
    OPERATION("amisec_hkdf_sha256_extract", take, extract, AMISEC_OK),
    OPERATION("amisec_hkdf_sha256_expand", take, expand, AMISEC_OK),
    OPERATION("amisec_kdf_one_step_sha256", take, one_step, AMISEC_OK),
    OPERATION("amisec_kdf_one_step_sha384", take, one_step_wide, AMISEC_OK),
    OPERATION("amisec_kdf_counter_hmac_sha256", take, counter, AMISEC_OK),
};
OPERATIONS_END
