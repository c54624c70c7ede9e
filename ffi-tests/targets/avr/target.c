/* A simulated ATmega: console, exit and marks through the general purpose I/O registers, which the
 * simulator watches. The start-up code is avr-libc's. */
#include "measure.h"
#include "target.h"

#include <avr/io.h>

#define MARK GPIOR0    /* 1 begins, 2 ends */
#define CONSOLE GPIOR1 /* one character */
#define EXIT GPIOR2    /* the exit code */

void target_puts(const char *text)
{
    while (*text != '\0') {
        CONSOLE = (uint8_t)*text++;
    }
}

void target_exit(int code)
{
    target_puts("#exit ");
    target_put_number((uint32_t)code);
    target_puts("\n");
    for (;;) {
        EXIT = (uint8_t)code;
    }
}

/* main returns to here: avr-libc's start-up code has no place for its value otherwise. */
void exit(int code)
{
    target_exit(code);
}

__attribute__((noinline)) void target_mark_start(void)
{
    MARK = 1;
}

__attribute__((noinline)) void target_mark_stop(void)
{
    MARK = 2;
}

/* The stack pointer stands below the return address of this call, at the next free byte. */
__attribute__((noinline)) uintptr_t target_stack_pointer(void)
{
#if defined(__AVR_3_BYTE_PC__)
    return SP + 3U + 1U;
#else
    return SP + 2U + 1U;
#endif
}
