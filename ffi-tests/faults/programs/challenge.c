/* A meter that asks who is there. A challenge was sent before, and not answered. */
#include "fault.h"

#define RECORD 0U

void factory(void)
{
    amisec_challenge_t challenge = AMISEC_CHALLENGE_INIT;
    uint8_t sent[16];
    const uint8_t *blocks = entropy;

    made(amisec_challenge_create(&storage, RECORD, 3U));
    made(amisec_challenge_start(&challenge, random_blocks, &blocks, sent));
}

int main(void)
{
    amisec_challenge_t challenge = AMISEC_CHALLENGE_INIT;
    uint8_t sent[16];
    const uint8_t *blocks = entropy + 64;
    volatile amisec_status_t status = AMISEC_NOT_AUTHENTIC;

    if (amisec_challenge_start(&challenge, random_blocks, &blocks, sent) != AMISEC_OK) {
        REFUSE();
    }
    status = amisec_challenge_check(&challenge, &storage, RECORD, key, sizeof key, (const uint8_t *)"head-end", message);
    if (status != ok) {
        REFUSE();
    }
    if (status != also_ok) {
        REFUSE();
    }
    accepted();
    return 0;
}
