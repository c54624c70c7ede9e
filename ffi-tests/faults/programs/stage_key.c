/* A new key that comes wrapped and is put beside the current one: the slot stays as it was unless it is accepted. */
#include "fault.h"

#define RECORD 0U
#define EPOCH 3U

void factory(void)
{
    made(amisec_key_create(&storage, RECORD, AMISEC_KEY_INDIVIDUAL, EPOCH, key, sizeof key));
}

int main(void)
{
    amisec_aes128_key_t wrapping_key;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_aes128_set_key(&wrapping_key, key) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_key_stage_wrapped(&wrapping_key, &storage, RECORD, AMISEC_KEY_INDIVIDUAL, message, (size_t)message_length);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
