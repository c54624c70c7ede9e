/* Modes of AES-128 only. Key and message are secret, and which byte of a forged tag is wrong. */
#include "operations.h"

#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[LENGTH], tag[16];
static const uint8_t public_bytes[32] = {0x4D};
static const amisec_ccm_star_parameters_t frame = {public_bytes, public_bytes, 20, tag, 7, 7};
static const amisec_c1222_parameters_t clear = {public_bytes, 20, 7, 1, AMISEC_C1222_AUTHENTICATED};
static const amisec_c1222_parameters_t encrypted = {public_bytes, 20, 7, 1, AMISEC_C1222_ENCRYPTED};

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
RUN(clear_protect, amisec_c1222_protect(&key, &clear, payload, LENGTH, payload, tag))
RUN(clear_unprotect, amisec_c1222_unprotect(&key, &clear, tag, payload, LENGTH, payload))
RUN(protect, amisec_c1222_protect(&key, &encrypted, payload, LENGTH, payload, tag))
RUN(unprotect, amisec_c1222_unprotect(&key, &encrypted, tag, payload, LENGTH, payload))

#define AFTER(name, run)                                                                 \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                    \
        const amisec_status_t status = take(index, secret);                              \
        return status != AMISEC_OK ? status : run();                                     \
    }
AFTER(seal_star, run_star_seal)
AFTER(seal_eax, run_eax_seal)
AFTER(protected_clear, run_clear_protect)
AFTER(protected, run_protect)

#define FORGED(name, prepare, length)                                                    \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                    \
        const amisec_status_t status = prepare(index, secret);                           \
        tag[index % length] = (uint8_t)(tag[index % length] ^ 1U << index % 7U);         \
        return status;                                                                   \
    }
FORGED(forge_star, seal_star, 16U)
FORGED(forge_eax, seal_eax, 4U)
FORGED(forge_clear, protected_clear, 4U)
FORGED(forge, protected, 4U)

const struct operation operations[] = {
    OPERATION("amisec_aes128_ccm_star_seal", take, star_seal, AMISEC_OK),
    OPERATION("amisec_aes128_ccm_star_open", seal_star, star_open, AMISEC_OK),
    OPERATION("amisec_aes128_ccm_star_open forged", forge_star, star_open, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_aes128_eax_prime_seal", take, eax_seal, AMISEC_OK),
    OPERATION("amisec_aes128_eax_prime_open", seal_eax, eax_open, AMISEC_OK),
    OPERATION("amisec_aes128_eax_prime_open forged", forge_eax, eax_open, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_c1222_protect", take, protect, AMISEC_OK),
    OPERATION("amisec_c1222_protect in clear", take, clear_protect, AMISEC_OK),
    OPERATION("amisec_c1222_unprotect", protected, unprotect, AMISEC_OK),
    OPERATION("amisec_c1222_unprotect in clear", protected_clear, clear_unprotect, AMISEC_OK),
    OPERATION("amisec_c1222_unprotect forged", forge, unprotect, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_c1222_unprotect in clear, forged", forge_clear, clear_unprotect, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
