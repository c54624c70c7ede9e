/* A hash of which the message is secret: HASH and its object's type are defined before. */
#include "operations.h"

#define JOINED(hash, name) amisec_##hash##name
#define EXPANDED(hash, name) JOINED(hash, name)
#define NAMED(name) EXPANDED(HASH, name)
#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

const unsigned int operation_secrets = SECRETS;
static NAMED(_t) context;
static const uint8_t *message;
static uint8_t digest[64];

static amisec_status_t start(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    message = secret;
    return NAMED(_init)(&context);
}

static amisec_status_t feed(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = start(index, secret);
    return status != AMISEC_OK ? status : NAMED(_update)(&context, message, SECRET_LENGTH);
}

/* A second time: a block is filled, or nearly so. */
RUN(whole, NAMED()(message, SECRET_LENGTH, digest))
RUN(update, NAMED(_update)(&context, message, SECRET_LENGTH))
RUN(finish, NAMED(_finish)(&context, digest))

const struct operation operations[] = {
    OPERATION(TEXT(NAMED()), start, whole, AMISEC_OK),
    OPERATION(TEXT(NAMED(_update)), feed, update, AMISEC_OK),
    FINISHED(TEXT(NAMED(_finish)), feed, finish, AMISEC_OK, context),
};
OPERATIONS_END
