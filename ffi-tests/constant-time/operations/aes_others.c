/* Modes of AES-128 only. Key and message are secret, and which byte of a forged tag is wrong. */
#include "operations.h"

#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[LENGTH], tag[16];
static const uint8_t public_bytes[32] = {0x4D};
static const amisec_ccm_star_parameters_t frame = {public_bytes, public_bytes, 20, tag, 7, 7};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position] = secret[position];
    }
    return amisec_aes128_set_key(&key, secret + 16);
}

RUN(star_seal, amisec_aes128_ccm_star_seal(&key, &frame, payload, LENGTH, payload))
RUN(star_open, amisec_aes128_ccm_star_open(&key, &frame, payload, LENGTH, payload))
RUN(eax_seal, amisec_aes128_eax_prime_seal(&key, public_bytes, sizeof public_bytes, payload, LENGTH, payload, tag))
RUN(eax_open, amisec_aes128_eax_prime_open(&key, public_bytes, sizeof public_bytes, tag, payload, LENGTH, payload))

static amisec_status_t seal_star(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_star_seal();
}

static amisec_status_t seal_eax(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_eax_seal();
}

static amisec_status_t forge_star(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = seal_star(index, secret);
    tag[index % 16U] = (uint8_t)(tag[index % 16U] ^ 1U << index % 7U);
    return status;
}

static amisec_status_t forge_eax(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = seal_eax(index, secret);
    tag[index % 4U] = (uint8_t)(tag[index % 4U] ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_aes128_ccm_star_seal", take, star_seal, AMISEC_OK),
    OPERATION("amisec_aes128_ccm_star_open", seal_star, star_open, AMISEC_OK),
    OPERATION("amisec_aes128_ccm_star_open forged", forge_star, star_open, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_aes128_eax_prime_seal", take, eax_seal, AMISEC_OK),
    OPERATION("amisec_aes128_eax_prime_open", seal_eax, eax_open, AMISEC_OK),
    OPERATION("amisec_aes128_eax_prime_open forged", forge_eax, eax_open, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
