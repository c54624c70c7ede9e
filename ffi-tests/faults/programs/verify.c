/* A signature whose verdict is asked for twice, from memory. */
#include "fault.h"

int main(void)
{
    amisec_p256_public_key_t signer;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_p256_public_key_from_raw(&signer, public_key) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_p256_verify_digest(&signer, digest, signature);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
