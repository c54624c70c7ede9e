#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_drbg_t);

static amisec_status_t noise(void *context, uint8_t *output, size_t length)
{
    uint32_t *state = context;
    size_t index;
    for (index = 0; index < length; index++) {
        *state = *state * (uint32_t)1664525U + (uint32_t)1013904223U;
        output[index] = (uint8_t)(*state >> 24);
    }
    return AMISEC_OK;
}

void operation(void)
{
    amisec_drbg_t drbg;
    uint32_t state = 1;
    operation_memory.succeeded =
        amisec_drbg_instantiate(&drbg, noise, &state, 8, NULL, 0) == AMISEC_OK
        && amisec_drbg_generate(&drbg, operation_memory.output, 32) == AMISEC_OK;
}
