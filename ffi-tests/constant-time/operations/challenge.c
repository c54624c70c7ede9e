/* Challenges: the key is secret, and which byte of a wrong answer is. */
#include "slots.h"

const unsigned int operation_secrets = SECRETS;
static amisec_challenge_t challenge;
static const uint8_t *secret_bytes;
static uint8_t asked[16], given[32], calls;
static const uint8_t identity[8] = {0x4D};

RUN(answer, amisec_challenge_answer(secret_bytes, SECRET_LENGTH, identity, asked, given))
RUN(check, amisec_challenge_check(&challenge, &memory, 0, secret_bytes, SECRET_LENGTH, identity, given))

static amisec_status_t ask(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    amisec_status_t status;
    (void)index;
    secret_bytes = secret;
    calls = 0;
    erase_memory();
    status = amisec_challenge_create(&memory, 0, 3);
    return status != AMISEC_OK ? status : amisec_challenge_start(&challenge, public_random, &calls, asked);
}

static amisec_status_t answered(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = ask(index, secret);
    return status != AMISEC_OK ? status : run_answer();
}

static amisec_status_t forge(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = answered(index, secret);
    given[index % 32U] = (uint8_t)(given[index % 32U] ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_challenge_answer", ask, answer, AMISEC_OK),
    FINISHED("amisec_challenge_check", answered, check, AMISEC_OK, challenge),
    FINISHED("amisec_challenge_check forged", forge, check, AMISEC_NOT_AUTHENTIC, challenge),
};
OPERATIONS_END
