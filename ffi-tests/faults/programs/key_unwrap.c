/* A key that comes wrapped. */
#include "fault.h"

int main(void)
{
    amisec_aes128_key_t wrapping_key;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_aes128_set_key(&wrapping_key, key) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_aes128_key_unwrap(&wrapping_key, message, (size_t)message_length, output);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
