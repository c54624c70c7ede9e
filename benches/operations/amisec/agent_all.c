#include "operation.h"

#include <amisec.h>

/* All of the agent's services in one program: what they take together, without what they share twice. Only the
 * boot verification runs; the others are called with NULL, and refuse it. */
const uint32_t operation_context_bytes = sizeof(amisec_boot_entry_t) + sizeof(amisec_command_signer_t)
    + sizeof(amisec_command_receiver_t) + sizeof(amisec_aes128_key_t) + sizeof(amisec_transmit_counter_t)
    + sizeof(amisec_challenge_t);

/* Two slots of 16 bytes: a memory that is as fast as it can be. */
static amisec_status_t read(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    const uint8_t *place = (const uint8_t *)context + 16U * slot;
    size_t i;

    for (i = 0U; i < length; i++) {
        data[i] = place[i];
    }
    return AMISEC_OK;
}

static amisec_status_t write(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    (void)slot;
    (void)data;
    (void)length;
    return AMISEC_STORAGE_FAILED;
}

static amisec_status_t erase(void *context, uint16_t slot)
{
    (void)context;
    (void)slot;
    return AMISEC_STORAGE_FAILED;
}

static int others_refuse(const amisec_storage_t *storage)
{
    amisec_status_t status[20];
    uint8_t count = 0U;
    uint8_t refused = 0U;

    status[count++] = amisec_boot_confirm(NULL, 0U, NULL);
    status[count++] = amisec_boot_start(NULL, storage, 0U, 0U);
    status[count++] = amisec_boot_update(NULL, NULL, NULL, 0U);
    status[count++] = amisec_boot_finish(NULL, NULL, NULL);
    status[count++] = amisec_command_signer_init(NULL, NULL, NULL, 0U);
    status[count++] = amisec_command_receiver_init(NULL, NULL, NULL, 0U, 0U, 0U);
    status[count++] = amisec_command_receive(NULL, NULL, NULL, NULL, 0U, NULL, NULL, NULL);
    status[count++] = amisec_command_confirm(NULL, NULL, 0U);
    status[count++] = amisec_command_unconfirmed(NULL, NULL, NULL);
    status[count++] = amisec_command_decrypt(NULL, NULL, NULL, 0U, NULL, NULL);
    status[count++] = amisec_acknowledgement_tag(NULL, 0U, NULL, NULL, NULL);
    status[count++] = amisec_key_stage_wrapped(NULL, NULL, 0U, AMISEC_KEY_GROUP, NULL, 0U);
    status[count++] = amisec_key_confirm(NULL, 0U, 16U, 0U);
    status[count++] = amisec_key_roll_back(NULL, 0U, 16U, 0U);
    status[count++] = amisec_key_load(NULL, 0U, AMISEC_KEY_GROUP, 0U, NULL, 16U);
    status[count++] = amisec_challenge_answer(NULL, 16U, NULL, NULL, NULL);
    status[count++] = amisec_challenge_check(NULL, NULL, 0U, NULL, 16U, NULL, NULL);
    status[count++] = amisec_transmit_counter_start(NULL, NULL, 0U);
    status[count++] = amisec_report_seal(NULL, NULL, NULL, NULL, NULL, 0U, NULL);
    status[count++] = amisec_aes128_set_key(NULL, NULL);
    while (count > 0U) {
        count--;
        refused = (uint8_t)(refused + (status[count] == AMISEC_BAD_ARGUMENT));
    }
    return refused == 20U;
}

void operation(void)
{
    amisec_boot_parameters_t parameters = AMISEC_BOOT_PARAMETERS_INIT;
    amisec_boot_entry_t entry = AMISEC_BOOT_ENTRY_INIT;
    amisec_storage_t storage;
    uint8_t i;

    storage.read = read;
    storage.write = write;
    storage.erase = erase;
    storage.context = operation_memory.output;
    parameters.keys = operation_memory.public_key;
    parameters.key_count = 1U;
    operation_memory.succeeded =
        amisec_boot_verify(&parameters, &storage, 0U, operation_memory.input, sizeof operation_memory.input, &entry)
        == AMISEC_OK
        && others_refuse(&storage);
    for (i = 0U; i < sizeof entry.digest; i++) {
        operation_memory.output[100U + i] = entry.digest[i];
    }
}
