/* OMS and reports: key and payload are secret, and which byte of a forged tag is wrong. */
#include "memory.h"

#define LENGTH 48U

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t key;
static amisec_replay_window_t window;
static uint8_t payload[LENGTH], message[LENGTH], report[LENGTH + 12U], mac[8];
static const uint8_t address[8] = {0x93}, header[12] = {0x25};
static const amisec_oms_message_parameters_t parameters = {address, header, sizeof header, mac, 5, 0};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    amisec_status_t status;
    (void)index;
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position + 2U] = secret[position];
    }
    payload[0] = 0x2F;
    payload[1] = 0x2F;
    status = amisec_replay_window_init(&window, 0);
    status = status != AMISEC_OK ? status : start_sending();
    return status != AMISEC_OK ? status : amisec_aes128_set_key(&key, secret + 16);
}

RUN(encrypt5, amisec_oms_mode5_encrypt(&key, address, 0x2A, payload, LENGTH, message))
RUN(decrypt5, amisec_oms_mode5_decrypt(&key, address, 0x2A, message, LENGTH, message))
RUN(seal7, amisec_oms_mode7_seal(&key, &parameters, payload, LENGTH, message))
RUN(open7, amisec_oms_mode7_open(&key, &parameters, &received, &memory, message, LENGTH, message))
RUN(seal, amisec_report_seal(&key, address, &sent, &memory, payload, LENGTH, report))
RUN(open, amisec_report_open(&key, address, &window, report, sizeof report, payload))

#define AFTER(name, run)                                                               \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                  \
        amisec_status_t status = take(index, secret);                                  \
        status = status != AMISEC_OK ? status : run();                                 \
        return status != AMISEC_OK ? status : start_receiving();                       \
    }
AFTER(encrypted5, run_encrypt5)
AFTER(sealed7, run_seal7)
AFTER(sealed, run_seal)

static amisec_status_t forge7(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = sealed7(index, secret);
    mac[index % 8U] = (uint8_t)(mac[index % 8U] ^ 1U << index % 7U);
    return status;
}

static amisec_status_t forge(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = sealed(index, secret);
    report[4U + index] = (uint8_t)(report[4U + index] ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_oms_mode5_encrypt", take, encrypt5, AMISEC_OK),
    OPERATION("amisec_oms_mode5_decrypt", encrypted5, decrypt5, AMISEC_OK),
    OPERATION("amisec_oms_mode7_seal", take, seal7, AMISEC_OK),
    OPERATION("amisec_oms_mode7_open", sealed7, open7, AMISEC_OK),
    OPERATION("amisec_oms_mode7_open forged", forge7, open7, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_report_seal", take, seal, AMISEC_OK),
    OPERATION("amisec_report_open", sealed, open, AMISEC_OK),
    OPERATION("amisec_report_open forged", forge, open, AMISEC_NOT_AUTHENTIC),
};
OPERATIONS_END
