#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_aes128_key_t) + sizeof(amisec_replay_window_t);

void operation(void)
{
    amisec_aes128_key_t key;
    amisec_replay_window_t window;
    operation_memory.succeeded =
        amisec_aes128_set_key(&key, operation_memory.key) == AMISEC_OK
        && amisec_replay_window_init(&window, 0) == AMISEC_OK
        && amisec_report_open(&key, operation_memory.nonce, &window, operation_memory.input, 21,
                              operation_memory.output)
            == AMISEC_OK;
}
