/*
 * Who is there? Each side sends the other a challenge of random bytes, and answers with the HMAC-SHA-256
 * of its own id and the challenge: only who knows the key can, and no answer fits a second challenge.
 */
#include "meter.h"

#include <string.h>

/* Absorbs what an answer covers: the id of the side that answers, then the challenge. */
static amisec_status_t start_answer(amisec_hmac_sha256_t *hmac, const struct meter *meter, const uint8_t *id,
                                    const uint8_t *challenge)
{
    amisec_status_t status = amisec_hmac_sha256_init(hmac, meter->challenge_key, CHALLENGE_KEY_LENGTH);

    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_update(hmac, id, ID_LENGTH);
    }
    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_update(hmac, challenge, CHALLENGE_LENGTH);
    }
    return status;
}

/* Answers the head-end's challenge and asks one back. */
amisec_status_t meter_challenge(struct meter *meter, const uint8_t *content, size_t length,
                                struct meter_reply *reply)
{
    amisec_hmac_sha256_t hmac = AMISEC_HMAC_SHA256_INIT;
    amisec_status_t status;

    if (length != CHALLENGE_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = start_answer(&hmac, meter, meter->id, content);
    if (status == AMISEC_OK) {
        status = amisec_hmac_sha256_finish(&hmac, reply->content);
    }
    if (status == AMISEC_OK) {
        status = meter_platform_random(NULL, meter->challenge, sizeof meter->challenge);
    }
    if (status != AMISEC_OK) {
        return status;
    }
    meter->challenge_open = 1;
    memcpy(reply->content + ANSWER_LENGTH, meter->challenge, sizeof meter->challenge);
    reply->length = ANSWER_LENGTH + CHALLENGE_LENGTH;
    return AMISEC_OK;
}

/* Checks the head-end's answer. A challenge is good for one try. */
amisec_status_t meter_answer(struct meter *meter, const uint8_t *content, size_t length,
                             struct meter_reply *reply)
{
    amisec_hmac_sha256_t hmac = AMISEC_HMAC_SHA256_INIT;
    amisec_status_t status;

    (void)reply;
    if (!meter->challenge_open) {
        return AMISEC_BAD_STATE;
    }
    meter->challenge_open = 0;
    if (length != ANSWER_LENGTH) {
        return AMISEC_MALFORMED;
    }
    status = start_answer(&hmac, meter, (const uint8_t *)HEAD_END_ID, meter->challenge);
    if (status != AMISEC_OK) {
        return status;
    }
    return amisec_hmac_sha256_finish_verify(&hmac, content, ANSWER_LENGTH);
}
