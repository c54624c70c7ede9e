/* Private keys of P-256. */
#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_public_key_t public_key;
static uint8_t scalar[SECRET_LENGTH], bytes[SECRET_LENGTH], calls;
static const uint8_t *secret_bytes;

/* Another block first: a random function that gives one block twice is refused. */
static amisec_status_t one_scalar(void *context, uint8_t *output, size_t length)
{
    uint8_t *called = context;
    size_t position;
    for (position = 0; position < length && position < SECRET_LENGTH; position++) {
        output[position] = *called == 0U ? 0x3CU : scalar[position];
    }
    *called = 1;
    return AMISEC_OK;
}

/* The key is one more than what the random function gives, which may not be zero nor n - 1. */
static amisec_status_t draw(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    size_t position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        scalar[position] = secret[position];
    }
    scalar[31] = (uint8_t)(scalar[31] - (index == 2U));
    secret_bytes = secret;
    calls = 0;
    return AMISEC_OK;
}

static amisec_status_t import(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    return amisec_p256_private_key_from_bytes(&key, secret);
}

RUN(generate, amisec_p256_private_key_generate(&key, one_scalar, &calls))
RUN(from_bytes, amisec_p256_private_key_from_bytes(&key, secret_bytes))
RUN(to_bytes, amisec_p256_private_key_to_bytes(&key, bytes))
RUN(public_key, amisec_p256_public_key_from_private(&public_key, &key))

const struct operation operations[] = {
    OPERATION("amisec_p256_private_key_generate", draw, generate, AMISEC_OK),
    OPERATION("amisec_p256_private_key_from_bytes", draw, from_bytes, AMISEC_OK),
    OPERATION("amisec_p256_private_key_to_bytes", import, to_bytes, AMISEC_OK),
    OPERATION("amisec_p256_public_key_from_private", import, public_key, AMISEC_OK),
};
OPERATIONS_END
