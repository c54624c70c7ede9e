/* An HMAC of which key and message are secret, and which byte of a forged tag is wrong: HMAC and TAG_LENGTH are
 * defined before. */
#include "operations.h"

#define JOINED(hmac, name) amisec_##hmac##name
#define EXPANDED(hmac, name) JOINED(hmac, name)
#define NAMED(name) EXPANDED(HMAC, name)
#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

const unsigned int operation_secrets = SECRETS;
static NAMED(_t) context;
static const uint8_t *key;
static uint8_t tag[TAG_LENGTH], message[70];

static amisec_status_t mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    key = secret;
    message[7] = secret[3];
    return NAMED()(key, SECRET_LENGTH, message, sizeof message, tag);
}

static amisec_status_t forge(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = mac(index, secret);
    tag[index] = (uint8_t)(tag[index] ^ 1U << index % 8U);
    return status;
}

static amisec_status_t start(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = mac(index, secret);
    return status != AMISEC_OK ? status : NAMED(_init)(&context, key, SECRET_LENGTH);
}

static amisec_status_t feed(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = start(index, secret);
    return status != AMISEC_OK ? status : NAMED(_update)(&context, message, sizeof message);
}

static amisec_status_t feed_and_forge(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = feed(index, secret);
    tag[index] = (uint8_t)(tag[index] ^ 1U << index % 8U);
    return status;
}

RUN(whole, NAMED()(key, SECRET_LENGTH, message, sizeof message, tag))
RUN(verify, NAMED(_verify)(key, SECRET_LENGTH, message, sizeof message, tag, sizeof tag))
RUN(init, NAMED(_init)(&context, key, SECRET_LENGTH))
RUN(update, NAMED(_update)(&context, message, sizeof message))
RUN(finish, NAMED(_finish)(&context, tag))
RUN(finish_verify, NAMED(_finish_verify)(&context, tag, sizeof tag))

const struct operation operations[] = {
    OPERATION(TEXT(NAMED()), mac, whole, AMISEC_OK),
    OPERATION(TEXT(NAMED(_verify)), mac, verify, AMISEC_OK),
    OPERATION(TEXT(NAMED(_verify)) " forged", forge, verify, AMISEC_NOT_AUTHENTIC),
    OPERATION(TEXT(NAMED(_init)), mac, init, AMISEC_OK),
    OPERATION(TEXT(NAMED(_update)), start, update, AMISEC_OK),
    FINISHED(TEXT(NAMED(_finish)), feed, finish, AMISEC_OK, context),
    FINISHED(TEXT(NAMED(_finish_verify)), feed, finish_verify, AMISEC_OK, context),
    FINISHED(TEXT(NAMED(_finish_verify)) " forged", feed_and_forge, finish_verify, AMISEC_NOT_AUTHENTIC, context),
};
OPERATIONS_END
