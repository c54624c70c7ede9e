/* Keys in records and slots: the keys are secret, and which byte of another key or of a forged one is wrong. */
#include "slots.h"

#define LENGTH 32U
#define KIND AMISEC_KEY_INDIVIDUAL

const unsigned int operation_secrets = SECRETS;
static amisec_aes128_key_t wrapping_key;
static uint8_t key[LENGTH], other[LENGTH], found[LENGTH], wrapped[LENGTH + 16U];
static uint32_t current, staged;

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    for (position = 0; position < LENGTH; position++) {
        key[position] = secret[position];
        other[position] = secret[position];
    }
    other[index % LENGTH] = (uint8_t)(other[index % LENGTH] ^ 1U << index % 7U);
    erase_memory();
    return AMISEC_OK;
}

RUN(create, amisec_key_create(&memory, 0, KIND, 1, key, LENGTH))
RUN(stage, amisec_key_stage(&memory, 0, KIND, 2, other, LENGTH))
RUN(stage_other, amisec_key_stage(&memory, 0, KIND, 2, key, LENGTH))
RUN(stage_wrapped, amisec_key_stage_wrapped(&wrapping_key, &memory, 0, KIND, wrapped, sizeof wrapped))
RUN(confirm, amisec_key_confirm(&memory, 0, LENGTH, 2))
RUN(roll_back, amisec_key_roll_back(&memory, 0, LENGTH, 2))
RUN(load, amisec_key_load(&memory, 0, KIND, 1, found, LENGTH))
RUN(epochs, amisec_key_epochs(&memory, 0, LENGTH, &current, &staged))

RUN(record_store, amisec_record_store(&memory, 0, key, LENGTH))
RUN(record_load, amisec_record_load(&memory, 0, found, LENGTH))

static amisec_status_t stored(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_record_store();
}

static amisec_status_t created(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : run_create();
}

static amisec_status_t with_staged(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = created(index, secret);
    return status != AMISEC_OK ? status : run_stage();
}

static amisec_status_t wrap(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    uint8_t text[LENGTH + 8U] = {KIND, LENGTH, 0, 0, 0, 0, 0, 2};
    unsigned int position;
    amisec_status_t status = created(index, secret);
    for (position = 0; position < LENGTH; position++) {
        text[8U + position] = other[position];
    }
    status = status != AMISEC_OK ? status : amisec_aes128_set_key(&wrapping_key, secret + 16);
    return status != AMISEC_OK ? status : amisec_aes128_key_wrap(&wrapping_key, text, sizeof text, wrapped);
}

static amisec_status_t forge(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = wrap(index, secret);
    wrapped[index % sizeof wrapped] = (uint8_t)(wrapped[index % sizeof wrapped] ^ 1U << index % 7U);
    return status;
}

const struct operation operations[] = {
    OPERATION("amisec_record_store", take, record_store, AMISEC_OK),
    OPERATION("amisec_record_load", stored, record_load, AMISEC_OK),
    OPERATION("amisec_key_create", take, create, AMISEC_OK),
    OPERATION("amisec_key_stage", created, stage, AMISEC_OK),
    OPERATION("amisec_key_stage again", with_staged, stage, AMISEC_OK),
    OPERATION("amisec_key_stage another", with_staged, stage_other, AMISEC_ROLLED_BACK),
    OPERATION("amisec_key_stage_wrapped", wrap, stage_wrapped, AMISEC_OK),
    OPERATION("amisec_key_stage_wrapped forged", forge, stage_wrapped, AMISEC_NOT_AUTHENTIC),
    OPERATION("amisec_key_confirm", with_staged, confirm, AMISEC_OK),
    OPERATION("amisec_key_roll_back", with_staged, roll_back, AMISEC_OK),
    OPERATION("amisec_key_load", created, load, AMISEC_OK),
    OPERATION("amisec_key_epochs", created, epochs, AMISEC_OK),
};
OPERATIONS_END
