#include "operations.h"

const unsigned int operation_secrets = SECRETS;
static uint8_t left[33], right[33];
static amisec_status_t status;

/* Where the two differ is secret. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        left[position] = secret[position];
        right[position] = secret[position];
    }
    right[index] = (uint8_t)(right[index] ^ 1U << index % 8U);
}

void operation(void)
{
    status = amisec_equal(left, right, sizeof left);
}

MUST_REFUSE
NO_FINISHED_CONTEXT
