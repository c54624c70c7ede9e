/* A command whose record is made, and that is confirmed. */
#include "meter_sample.h"
#include "operation.h"
#include "p256_sample.h"

void prepare(void)
{
    copy(operation_memory.public_key, sample_public_key, sizeof sample_public_key);
    copy(operation_memory.nonce, sample_key_id, sizeof sample_key_id);
    copy(operation_memory.random, sample_meter, sizeof sample_meter);
    copy(operation_memory.input, sample_command, sizeof sample_command);
}

int correct(void)
{
    return operation_memory.succeeded == 1U
        && equal(operation_memory.output, sample_disconnect, sizeof sample_disconnect);
}
