/* Start-up of a Cortex-M: vectors, memory, main, and the marks that the cycle counter looks for. */
#include "measure.h"
#include "target.h"

#define FAULT_EXIT_CODE 125

extern uint32_t stack_top[];
extern uint32_t data_start[], data_end[], data_load[];
extern uint32_t bss_start[], bss_end[];

int main(void);
void reset(void);
void fault(void);

typedef void (*vector)(void);

struct vectors {
    uint32_t *stack;
    vector exceptions[15];
};

__attribute__((section(".vectors"), used)) const struct vectors vectors = {
    stack_top,
    /* reset, NMI, hard fault, memory, bus, usage; then SVCall, debug, PendSV, SysTick */
    {reset, fault, fault, fault, fault, fault, 0, 0, 0, 0, fault, fault, 0, fault, fault}
};

void reset(void)
{
    volatile uint32_t *word = data_start;
    const uint32_t *load = data_load;

#if defined(__ARM_FP)
    /* CPACR: full access to the floating-point unit, before any of its registers is used. */
    *(volatile uint32_t *)0xE000ED88U |= 0xFUL << 20;
    __asm__ volatile("dsb\n isb");
#endif
    while (word < data_end) {
        *word++ = *load++;
    }
    for (word = bss_start; word < bss_end; word++) {
        *word = 0;
    }
    target_exit(main());
}

void fault(void)
{
    target_puts("\nfault\n");
    target_exit(FAULT_EXIT_CODE);
}

/* Sections of their own, so that nothing is inlined, merged or reordered into them. */
__attribute__((naked, noinline, section(".text.target_mark_start"))) void target_mark_start(void)
{
    __asm__ volatile("nop\n bx lr");
}

__attribute__((naked, noinline, section(".text.target_mark_stop"))) void target_mark_stop(void)
{
    __asm__ volatile("nop\n nop\n bx lr");
}

__attribute__((naked, noinline)) uintptr_t target_stack_pointer(void)
{
    __asm__ volatile("mov r0, sp\n bx lr");
}
