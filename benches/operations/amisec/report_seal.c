#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 12U
#include "slots.h"

#define READING_LENGTH 9U
#define SLOTS 16U

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t) + sizeof(amisec_transmit_counter_t);

/* The slots stand behind the reading. */
void operation(void)
{
    amisec_aes128_key_t key;
    amisec_transmit_counter_t counter;
    amisec_storage_t storage;
    use_slots(&storage, operation_memory.input + SLOTS);
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_transmit_counter_start(&counter, &storage, 0) == AMISEC_OK
        && amisec_report_seal(&key, operation_memory.nonce, &counter, &storage, operation_memory.input, READING_LENGTH,
                              operation_memory.output)
            == AMISEC_OK;
}
