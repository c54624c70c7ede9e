#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 12U
#include "slots.h"

#define BODY_LENGTH 81U

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t) + sizeof(amisec_receive_counter_t);

/* The slots stand behind the body. */
void operation(void)
{
    amisec_aes128_key_t key;
    amisec_receive_counter_t counter;
    amisec_dlms_parameters_t parameters;
    amisec_storage_t storage;
    use_slots(&storage, operation_memory.input + BODY_LENGTH);
    parameters.authentication_key = operation_memory.random;
    parameters.system_title = operation_memory.nonce;
    parameters.security_control = 0x30;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_receive_counter_start(&counter, &storage, 0, 0) == AMISEC_OK
        && amisec_dlms_unprotect(
               &key, &parameters, &counter, &storage, operation_memory.input, BODY_LENGTH, operation_memory.output)
            == AMISEC_OK;
}
