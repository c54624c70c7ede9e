/* A report of a meter, opened once. */
#include "fault.h"

#define LAST 5U

static amisec_replay_window_t window;

void factory(void)
{
    made(amisec_replay_window_init(&window, LAST));
}

int main(void)
{
    amisec_aes128_key_t meters;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_aes128_set_key(&meters, key) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_report_open(&meters, (const uint8_t *)"AMI00001", &window, message, (size_t)message_length, output);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
