/* Signed commands and acknowledgements, which are verified before they are released: the private key is secret, and the
 * nonce. */
#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_public_key_t public_key;
static uint8_t message[AMISEC_COMMAND_OVERHEAD + 16U], calls;
static size_t message_length;
static const uint8_t command[16] = {0x4C};
static const amisec_command_t about = {7U, 0U, 0U, {1U}, {2U}, 8U, 0U, {0U}};
static const amisec_acknowledgement_t said = {7U, 1U, {1U}, {2U}};

static amisec_status_t import(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = amisec_p256_private_key_from_bytes(&key, secret);
    (void)index;
    calls = 0;
    return status != AMISEC_OK ? status : amisec_p256_public_key_from_private(&public_key, &key);
}

RUN(command, amisec_command_sign(&key, &about, command, sizeof command, public_random, &calls, message, &message_length))
RUN(acknowledge, amisec_acknowledgement_sign(&key, &public_key, &said, public_random, &calls, message, &message_length))

const struct operation operations[] = {
    OPERATION("amisec_command_sign", import, command, AMISEC_OK),
    OPERATION("amisec_acknowledgement_sign", import, acknowledge, AMISEC_OK),
};
OPERATIONS_END
