/* Private keys in slots. */
#include "slots.h"

const unsigned int operation_secrets = SCALARS;
static uint8_t scalar[SECRET_LENGTH], public_key[64], signature[64], calls;
static const uint8_t digest[32] = {0x4C};

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
    erase_memory();
    calls = 0;
    return AMISEC_OK;
}

RUN(generate, amisec_key_generate(&memory, 0, 1, one_scalar, &calls, public_key))
RUN(public_key, amisec_key_public(&memory, 0, 1, public_key))
RUN(sign, amisec_key_sign(&memory, 0, 1, digest, public_random, &calls, signature))

static amisec_status_t generated(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    amisec_status_t status = draw(index, secret);
    status = status != AMISEC_OK ? status : run_generate();
    calls = 0;
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_key_generate", draw, generate, AMISEC_OK),
    OPERATION("amisec_key_public", generated, public_key, AMISEC_OK),
    OPERATION("amisec_key_sign", generated, sign, AMISEC_OK),
};
OPERATIONS_END
