/* The firmware that is started: two words of a vector table, and a line on the console (Arm's semihosting). */
#include <stdint.h>

extern uint32_t stack_top[];

static void call_host(uint32_t operation, const void *argument)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;

    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

static void reset(void)
{
    /* SYS_WRITE0, then SYS_EXIT with ADP_Stopped_ApplicationExit. */
    call_host(0x04U, "firmware: runs\n");
    call_host(0x18U, (const void *)0x20026U);
    for (;;) {
    }
}

__attribute__((section(".vectors"), used)) static const void *const vectors[2] = {stack_top, (const void *)reset};
