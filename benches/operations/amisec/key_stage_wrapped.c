#include "operation.h"

#include <amisec.h>

#define SLOT_LENGTH 49U
#include "slots.h"

/* Two slots of 49 bytes behind the wrapped key, which stands first in the input. */
#define SLOTS 64U

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t);

void operation(void)
{
    amisec_aes128_key_t wrapping_key;
    amisec_storage_t storage;

    use_slots(&storage, operation_memory.input + SLOTS);
    operation_memory.succeeded =
        amisec_aes128_set_key(&wrapping_key, operation_memory.key) == AMISEC_OK
        && amisec_key_stage_wrapped(
               &wrapping_key, &storage, 0U, AMISEC_KEY_INDIVIDUAL, operation_memory.input, 32U)
            == AMISEC_OK
        && amisec_key_load(&storage, 0U, AMISEC_KEY_INDIVIDUAL, 2U, operation_memory.output, 16U) == AMISEC_OK;
}
