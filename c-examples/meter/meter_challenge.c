/*
 * Who is there? Each side sends the other a challenge of random bytes, and answers with the HMAC-SHA-256 of its own id
 * and the challenge: only who knows the key can, and no answer fits a second challenge. Wrong answers are counted in
 * the memory, so that a reset gives nobody more of them.
 */
#include "meter.h"

#define ATTEMPTS 5U

/* At the factory only. */
amisec_status_t meter_challenge_create(void)
{
    amisec_status_t status = amisec_challenge_create(&meter_storage, LIBRARY_RECORD_ATTEMPTS, ATTEMPTS);

    /* It is there already if the power failed at the first try. */
    return status == AMISEC_BAD_STATE ? AMISEC_OK : status;
}

/* Answers the head-end's challenge and asks one back. */
amisec_status_t meter_challenge(struct meter *meter, const uint8_t *content, size_t length,
                                struct meter_reply *reply)
{
    amisec_status_t status;

    if (length != CHALLENGE_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = amisec_challenge_answer(meter->challenge_key, CHALLENGE_KEY_LENGTH, meter->id, content, reply->content);
    if (status == AMISEC_OK) {
        status = amisec_challenge_start(&meter->challenge, meter_platform_random, NULL, reply->content + ANSWER_LENGTH);
    }
    reply->length = ANSWER_LENGTH + CHALLENGE_LENGTH;
    return status;
}

/* Checks the head-end's answer. A challenge is good for one try: the library answers AMISEC_BAD_STATE to a second. */
amisec_status_t meter_answer(struct meter *meter, const uint8_t *content, size_t length,
                             struct meter_reply *reply)
{
    (void)reply;
    if (length != ANSWER_LENGTH) {
        return AMISEC_MALFORMED;
    }
    return amisec_challenge_check(&meter->challenge, &meter_storage, LIBRARY_RECORD_ATTEMPTS, meter->challenge_key,
                                  CHALLENGE_KEY_LENGTH, (const uint8_t *)HEAD_END_ID, content);
}
