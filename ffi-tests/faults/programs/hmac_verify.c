/* A message under an HMAC. */
#include "fault.h"

int main(void)
{
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    status = amisec_hmac_sha256_verify(key, sizeof key, text, sizeof text, tag, sizeof tag);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
