/* Planted: a verdict that is asked for once. The branch behind it is all that there is to miss. */
#include "fault.h"

int main(void)
{
    if (amisec_hmac_sha256_verify(key, sizeof key, text, sizeof text, tag, sizeof tag) != AMISEC_OK) {
#ifdef __AVR__ /* Whose branch leads past the refusal: there it is the call. */
        refused();
#else
        REFUSE();
#endif
    }
    accepted();
    return 0;
}
