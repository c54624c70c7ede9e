/* Planted: a tag compared by the caller, whose verdict is a flag in memory that is asked for twice. */
#include "fault.h"

static __attribute__((noinline)) uint8_t same(const uint8_t *left, const uint8_t *right)
{
    uint8_t difference = 0U;
    uint8_t i;

    for (i = 0U; i < 16U; i++) {
        difference |= (uint8_t)(left[i] ^ right[i]);
    }
    return difference == 0U;
}

int main(void)
{
    volatile uint8_t authentic = 0U;

    if (amisec_hmac_sha256(key, sizeof key, text, sizeof text, digest) != AMISEC_OK) {
        REFUSE();
    }
    authentic = same(digest, tag);
    if (!authentic) {
        REFUSE();
    }
    if (!authentic) {
        REFUSE();
    }
    accepted();
    return 0;
}
