#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 28U
#include "slots.h"

#define MESSAGE_LENGTH 117U
#define NOW 1900000000U

const uint32_t operation_context_bytes = sizeof(amisec_command_signer_t) + sizeof(amisec_command_receiver_t);

/* The slots are the last part of the input. */
void operation(void)
{
    amisec_p256_public_key_t key;
    amisec_command_signer_t signer;
    amisec_command_receiver_t receiver;
    amisec_command_parameters_t parameters;
    amisec_command_t about;
    amisec_storage_t storage;
    size_t length = 0;
    use_slots(&storage, operation_memory.input + sizeof operation_memory.input - 2 * SLOT_LENGTH);
    parameters.signers = &signer;
    parameters.signer_count = 1;
    parameters.time = NOW;
    operation_memory.succeeded =
        amisec_p256_public_key_from_raw(&key, operation_memory.public_key) == AMISEC_OK
        && amisec_command_signer_create(&storage, 0, 0) == AMISEC_OK
        && amisec_command_signer_init(&signer, operation_memory.nonce, &key, 0) == AMISEC_OK
        && amisec_command_receiver_init(&receiver, operation_memory.random, NULL, 0, 3, 60) == AMISEC_OK
        && amisec_command_receive(
               &receiver, &parameters, &storage, operation_memory.input, MESSAGE_LENGTH, &about,
               operation_memory.output, &length)
            == AMISEC_OK
        && amisec_command_confirm(&signer, &storage, about.sequence) == AMISEC_OK;
}
