/* Runs one operation with one secret after the other. Between the marks the emulator hashes the
 * sequence of instructions and the sequence of addresses of data; afterwards the dead stack and the
 * finished context are hashed here. For each secret:
 *
 *     #measure NUMBER stack BYTES
 *     #left HASH                   of the dead stack and the context
 */
#include "measure.h"
#include "secrets.h"
#include "target.h"

#include <amisec.h>

#define PAINT 0xA5U

#ifndef STRIDE
#define STRIDE 1U /* every secret */
#endif

static uint8_t secret[SECRET_LENGTH];
/* In memory: what a caller keeps in registers, its callees push. */
static volatile unsigned int number;

static uint32_t hashed(uint32_t hash, uint8_t byte)
{
    return (hash ^ byte) * UINT32_C(0x01000193);
}

/* Not inlined, and it calls nothing while it paints: what lies below its stack pointer is free. */
__attribute__((noinline)) static uint32_t run(void)
{
    const uintptr_t top = target_stack_pointer();
    volatile uint8_t *byte;
    const uint8_t *context;
    size_t length = 0, index;
    uint32_t hash = UINT32_C(0x811C9DC5), used;

    for (byte = target_stack_limit; (uintptr_t)byte < top; byte++) {
        *byte = PAINT;
    }
    target_mark_start();
    operation();
    target_mark_stop();
    for (byte = target_stack_limit; (uintptr_t)byte < top && *byte == PAINT; byte++) {
    }
    used = (uint32_t)(top - (uintptr_t)byte);
    for (; (uintptr_t)byte < top; byte++) {
        hash = hashed(hash, *byte);
    }
    context = finished_context(&length);
    for (index = 0; index < length; index++) {
        hash = hashed(hash, context[index]);
    }
    target_put_number(used);
    return hash;
}

int main(void)
{
    for (number = 0; number < operation_secrets; number += STRIDE) {
        uint32_t left;
        target_puts("#measure ");
        target_put_number(number);
        make_secret(number, secret);
        prepare(number, secret);
        target_puts(" stack ");
        left = run();
        target_puts("\n#left ");
        target_put_number(left);
        target_puts("\n");
        if (!succeeded()) {
            target_puts("the operation did not do what it must\n");
            return 2;
        }
    }
    return 0;
}
