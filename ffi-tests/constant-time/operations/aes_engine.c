/* The engine stands for a chip's: amisec's own AES. Key and message are secret. */
#include "operations.h"

#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static uint8_t payload[LENGTH], tag[16];
static const uint8_t public_bytes[32] = {0x4D};
static const amisec_ccm_parameters_t ccm = {public_bytes, 12, public_bytes, 20, tag, sizeof tag};
static const amisec_gcm_parameters_t gcm = {public_bytes, 12, public_bytes, 20, tag, sizeof tag};

static amisec_status_t encrypt(void *context, const uint8_t *input, uint8_t *output)
{
    return amisec_aes128_encrypt_block(context, input, output);
}

static const amisec_aes_engine_t engine = {encrypt, &key};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position] = secret[position];
    }
    return amisec_aes128_set_key(&key, secret + 16);
}

RUN(ctr, amisec_aes_engine_ctr(&engine, public_bytes, payload, LENGTH, payload))
RUN(cmac, amisec_aes_engine_cmac(&engine, payload, LENGTH, tag))
RUN(cmac_verify, amisec_aes_engine_cmac_verify(&engine, payload, LENGTH, tag, sizeof tag))
RUN(ccm_seal, amisec_aes_engine_ccm_seal(&engine, &ccm, payload, LENGTH, payload))
RUN(ccm_open, amisec_aes_engine_ccm_open(&engine, &ccm, payload, LENGTH, payload))
RUN(gcm_seal, amisec_aes_engine_gcm_seal(&engine, &gcm, payload, LENGTH, payload))
RUN(gcm_open, amisec_aes_engine_gcm_open(&engine, &gcm, payload, LENGTH, payload))

#define AFTER(name, run)                                                               \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                  \
        const amisec_status_t status = take(index, secret);                            \
        return status != AMISEC_OK ? status : run();                                   \
    }
AFTER(mac, run_cmac)
AFTER(seal_ccm, run_ccm_seal)
AFTER(seal_gcm, run_gcm_seal)

#define FORGED(name, made)                                                             \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                  \
        const amisec_status_t status = made(index, secret);                            \
        tag[index % 16U] = (uint8_t)(tag[index % 16U] ^ 1U << index % 7U);             \
        return status;                                                                 \
    }
FORGED(forge_mac, mac)
FORGED(forge_ccm, seal_ccm)
FORGED(forge_gcm, seal_gcm)

const struct operation operations[] = {
    OPERATION("amisec_aes_engine_ctr", take, ctr, AMISEC_OK),
    OPERATION("amisec_aes_engine_cmac", take, cmac, AMISEC_OK),
    OPERATION("amisec_aes_engine_cmac_verify", mac, cmac_verify, AMISEC_OK),
    OPERATION("amisec_aes_engine_cmac_verify forged", forge_mac, cmac_verify, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_aes_engine_ccm_seal", take, ccm_seal, AMISEC_OK),
    OPERATION("amisec_aes_engine_ccm_open", seal_ccm, ccm_open, AMISEC_OK),
    OPERATION("amisec_aes_engine_ccm_open forged", forge_ccm, ccm_open, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_aes_engine_gcm_seal", take, gcm_seal, AMISEC_OK),
    OPERATION("amisec_aes_engine_gcm_open", seal_gcm, gcm_open, AMISEC_OK),
    OPERATION("amisec_aes_engine_gcm_open forged", forge_gcm, gcm_open, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
