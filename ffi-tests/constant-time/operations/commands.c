/* Encrypted commands and acknowledgements with a shared key: key and command are secret, and which byte of a forged tag
 * is wrong. */
#include "operations.h"

#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static const uint8_t *secret_bytes;
static uint8_t command[LENGTH + 32U], sealed[LENGTH + 17U], message[40];
static size_t command_length, sealed_length, message_length;
static const amisec_command_t about = {7U, 0U, 0U, {1U}, {2U}, 8U, 1U, {0U}};
static const amisec_acknowledgement_t said = {7U, 1U, {1U}, {2U}};
static amisec_acknowledgement_t received;

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    secret_bytes = secret;
    for (position = 0; position < SECRET_LENGTH; position++) {
        command[position] = secret[position];
    }
    return amisec_aes128_set_key(&key, secret + 16);
}

RUN(encrypt, amisec_command_encrypt(&key, &about, command, LENGTH, sealed, &sealed_length))
RUN(decrypt, amisec_command_decrypt(&key, &about, sealed, sealed_length, command, &command_length))
RUN(tag, amisec_acknowledgement_tag(secret_bytes, SECRET_LENGTH, &said, message, &message_length))
RUN(check, amisec_acknowledgement_check(secret_bytes, SECRET_LENGTH, message, message_length, &received))

static amisec_status_t encrypted(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_encrypt();
}

static amisec_status_t tagged(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_tag();
}

/* The last bytes of both messages are their tag's. */
static amisec_status_t forge_sealed(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = encrypted(index, secret);
    uint8_t *byte = &sealed[sealed_length - 1U - index % 8U];
    *byte = (uint8_t)(*byte ^ 1U << index % 7U);
    return status;
}

static amisec_status_t forge_tagged(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = tagged(index, secret);
    uint8_t *byte = &message[message_length - 1U - index % 8U];
    *byte = (uint8_t)(*byte ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_command_encrypt", take, encrypt, AMISEC_OK),
    OPERATION("amisec_command_decrypt", encrypted, decrypt, AMISEC_OK),
    OPERATION("amisec_command_decrypt forged", forge_sealed, decrypt, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_acknowledgement_tag", take, tag, AMISEC_OK),
    OPERATION("amisec_acknowledgement_check", tagged, check, AMISEC_OK),
    OPERATION("amisec_acknowledgement_check forged", forge_tagged, check, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
