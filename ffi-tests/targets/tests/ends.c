/* Ends in the way that END says, for the tests of `run`. */
#include "target.h"

#define BY_RETURN 0
#define BY_EXIT 1
#define BY_FAULT 2
#define NEVER 3

static volatile uint32_t initialised = 0x600DDA7AU;
static volatile uint32_t zeroed;

int main(void)
{
    target_puts("hello, meter 4294967295: ");
    target_put_number(4294967295U);
    target_puts("\n");
    if (initialised != 0x600DDA7AU || zeroed != 0U) {
        return 1;
    }
#if END == BY_RETURN
    return 42;
#elif END == BY_EXIT
    target_exit(7);
#elif END == BY_FAULT
    __builtin_trap();
#else
    for (;;) {
    }
#endif
}
