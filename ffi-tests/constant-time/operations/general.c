#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static uint8_t left[33], right[33];

/* Where the two differ is secret. */
static amisec_status_t differ(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        left[position] = secret[position];
        right[position] = secret[position];
    }
    right[index] = (uint8_t)(right[index] ^ 1U << index % 8U);
    return AMISEC_OK;
}

static amisec_status_t wipe(void)
{
    amisec_wipe(left, sizeof left);
    return AMISEC_OK;
}

RUN(equal, amisec_equal(left, right, sizeof left))
RUN(wipe, wipe())

const struct operation operations[] = {
    OPERATION("amisec_equal", differ, equal, AMISEC_NOT_AUTHENTIC),
    FINISHED("amisec_wipe", differ, wipe, AMISEC_OK, left),
};
OPERATIONS_END
