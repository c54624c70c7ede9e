/* Planted: a plaintext that is there before its tag is checked, and cleared in one place. */
#include "fault.h"

int main(void)
{
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;
    size_t i;

    for (i = 0U; i < sizeof text; i++) {
        output[i] = (uint8_t)(text[i] ^ key[i % sizeof key]);
    }
    status = amisec_hmac_sha256_verify(key, sizeof key, text, sizeof text, tag, sizeof tag);
    if (status != AMISEC_OK) {
        memset(output, 0, sizeof output);
        REFUSE();
    }
    if (status != AMISEC_OK) {
        REFUSE();
    }
    accepted();
    return 0;
}
