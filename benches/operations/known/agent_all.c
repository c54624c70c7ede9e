/* Everything a meter agent does, once: what came out of a command and of a key slot is compared, the rest succeeds or not. */
#include "meter_sample.h"
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    count_up(operation_memory.key, 16, 0);
    copy(operation_memory.public_key, sample_public_key, sizeof sample_public_key);
    copy(operation_memory.nonce, sample_key_id, sizeof sample_key_id);
    copy(operation_memory.nonce + 8, sample_meter, sizeof sample_meter);
    copy(operation_memory.random, sample_private_key, sizeof sample_private_key);
    copy(operation_memory.input, sample_image, sizeof sample_image);
    copy(operation_memory.input + 224, sample_command, sizeof sample_command);
    copy(operation_memory.input + 352, sample_image_signer, sizeof sample_image_signer);
    copy(operation_memory.input + 416, sample_wrapped_key, sizeof sample_wrapped_key);
}

int correct(void)
{
    uint8_t key[16];

    count_up(key, sizeof key, 0x40);
    return operation_memory.succeeded == 1U
        && equal(operation_memory.output, sample_disconnect, sizeof sample_disconnect)
        && equal(operation_memory.output + 32, key, sizeof key);
}
