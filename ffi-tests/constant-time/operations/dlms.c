/* DLMS/COSEM: both keys and the APDU are secret, and which byte of a forged tag is wrong. */
#include "memory.h"

#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static const uint8_t *secret_bytes;
static uint8_t apdu[LENGTH], body[LENGTH + 17U], answer[32];
static const uint8_t title[8] = {0x4D}, challenge[16] = {9}, other_title[8] = {0x4E}, other_challenge[16] = {8};
static amisec_dlms_parameters_t encrypted, authenticated;
static const amisec_dlms_hls_parameters_t ours = {title, other_title, challenge, 16, other_challenge, 16};
static const amisec_dlms_hls_parameters_t theirs = {other_title, title, other_challenge, 16, challenge, 16};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    secret_bytes = secret;
    encrypted.authentication_key = secret;
    encrypted.system_title = title;
    encrypted.security_control = 0x30;
    authenticated = encrypted;
    authenticated.security_control = 0x10;
    for (position = 0; position < SECRET_LENGTH; position++) {
        apdu[position] = secret[position];
    }
    return amisec_aes128_set_key(&key, secret + 16);
}

RUN(protect, amisec_dlms_protect(&key, &encrypted, &sent, &memory, apdu, LENGTH, body))
RUN(unprotect, amisec_dlms_unprotect(&key, &encrypted, &received, &memory, body, sizeof body, apdu))
RUN(hls5_answer, amisec_dlms_hls5_answer(&key, &authenticated, &sent, &memory, challenge, 16, answer))
RUN(hls5_check, amisec_dlms_hls5_check(&key, &authenticated, &received, &memory, challenge, 16, answer))
RUN(hls6_answer, amisec_dlms_hls6_answer(secret_bytes, SECRET_LENGTH, &ours, answer))
RUN(hls6_check, amisec_dlms_hls6_check(secret_bytes, SECRET_LENGTH, &theirs, answer))

static amisec_status_t sending(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : start_sending();
}

#define AFTER(name, run)                                                               \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                  \
        amisec_status_t status = sending(index, secret);                               \
        status = status != AMISEC_OK ? status : run();                                 \
        return status != AMISEC_OK ? status : start_receiving();                       \
    }
AFTER(protected, run_protect)
AFTER(answered5, run_hls5_answer)
AFTER(answered6, run_hls6_answer)

static amisec_status_t forge_body(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = protected(index, secret);
    body[5U + index] = (uint8_t)(body[5U + index] ^ 1U << index % 7U);
    return status;
}

static amisec_status_t forge_answer5(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = answered5(index, secret);
    answer[5U + index % 12U] = (uint8_t)(answer[5U + index % 12U] ^ 1U << index % 7U);
    return status;
}

static amisec_status_t forge_answer6(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = answered6(index, secret);
    answer[index] = (uint8_t)(answer[index] ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_dlms_protect", sending, protect, AMISEC_OK),
    OPERATION("amisec_dlms_unprotect", protected, unprotect, AMISEC_OK),
    OPERATION("amisec_dlms_unprotect forged", forge_body, unprotect, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_dlms_hls5_answer", sending, hls5_answer, AMISEC_OK),
    OPERATION("amisec_dlms_hls5_check", answered5, hls5_check, AMISEC_OK),
    OPERATION("amisec_dlms_hls5_check forged", forge_answer5, hls5_check, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_dlms_hls6_answer", take, hls6_answer, AMISEC_OK),
    OPERATION("amisec_dlms_hls6_check", answered6, hls6_check, AMISEC_OK),
    OPERATION("amisec_dlms_hls6_check forged", forge_answer6, hls6_check, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
