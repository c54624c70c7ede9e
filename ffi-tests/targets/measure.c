/* Measuring an operation on a bare-metal target: the free stack is painted, and what the operation
 * has overwritten is its peak. */
#include "measure.h"
#include "target.h"

#define PAINT 0xA5U

void target_put_number(uint32_t number)
{
    char digits[11];
    char *next = digits + sizeof digits - 1;
    *next = '\0';
    do {
        next--;
        *next = (char)('0' + (char)(number % 10U));
        number /= 10U;
    } while (number != 0U);
    target_puts(next);
}

/* Not inlined, and it calls nothing while it paints: what lies below its stack pointer is free. */
__attribute__((noinline)) void target_measure(const char *name, void (*operation)(void))
{
    const uintptr_t top = target_stack_pointer();
    volatile uint8_t *byte;
    uint32_t used;

    for (byte = target_stack_limit; (uintptr_t)byte < top; byte++) {
        *byte = PAINT;
    }
    target_mark_start();
    operation();
    target_mark_stop();
    for (byte = target_stack_limit; (uintptr_t)byte < top && *byte == PAINT; byte++) {
    }
    used = (uint32_t)(top - (uintptr_t)byte);

    target_puts("#measure ");
    target_puts(name);
    target_puts(" stack ");
    target_put_number(used);
    target_puts("\n");
    if (byte == target_stack_limit) {
        target_puts("the stack has run into the data below it\n");
        target_exit(1);
    }
}
