/* The generator: noise, seeds and state are secret; that noise passes its tests is not. The noise goes on from the
 * secret, so that it is another one for each and passes. */
#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static amisec_drbg_t drbg;
static uint8_t state[SECRET_LENGTH], output[40];
static const uint8_t public_bytes[32] = {0x4D};

/* Without a branch on the state; each byte is another one than the one before. */
static amisec_status_t noise(void *context, uint8_t *bytes, size_t length)
{
    uint8_t *position = context;
    size_t index;
    for (index = 0; index < length; index++) {
        const unsigned int at = *position % SECRET_LENGTH, next = (at + 1U) % SECRET_LENGTH;
        state[at] = (uint8_t)(state[at] * 5U + state[next] * 2U + *position + 29U);
        bytes[index] = (uint8_t)((state[at] & 0xFEU) | (*position & 1U));
        *position = (uint8_t)(*position + 1U);
    }
    return AMISEC_OK;
}

static uint8_t position;

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int at;
    (void)index;
    position = 0;
    for (at = 0; at < SECRET_LENGTH; at++) {
        state[at] = secret[at];
    }
    return AMISEC_OK;
}

RUN(instantiate, amisec_drbg_instantiate(&drbg, noise, &position, 4, public_bytes, 8))
RUN(generate, amisec_drbg_generate(&drbg, output, sizeof output))
RUN(reseed, amisec_drbg_reseed(&drbg, noise, &position, public_bytes, 8))
RUN(uninstantiate, amisec_drbg_uninstantiate(&drbg))

static amisec_status_t start(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_instantiate();
}

const struct operation operations[] = {
    OPERATION("amisec_drbg_instantiate", take, instantiate, AMISEC_OK),
    OPERATION("amisec_drbg_generate", start, generate, AMISEC_OK),
    OPERATION("amisec_drbg_reseed", start, reseed, AMISEC_OK),
    FINISHED("amisec_drbg_uninstantiate", start, uninstantiate, AMISEC_OK, drbg),
};
OPERATIONS_END
