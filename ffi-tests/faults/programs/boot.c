/* A boot loader: the image is hashed, its signature verified, and what was released compared. */
#include "fault.h"

int main(void)
{
    amisec_p256_public_key_t manufacturer;
    uint8_t computed[32];

    if (amisec_p256_public_key_from_raw(&manufacturer, public_key) != ok) {
        REFUSE();
    }
    if (amisec_sha256(image, sizeof image, computed) != ok) {
        REFUSE();
    }
    if (amisec_p256_verify_and_release(&manufacturer, computed, signature, output) != ok) {
        REFUSE();
    }
    if (amisec_equal(computed, output, sizeof computed) != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
