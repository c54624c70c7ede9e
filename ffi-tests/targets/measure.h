/* What each bare-metal target gives to measure.c. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdint.h>

/* The lowest address that the stack may reach (set by the linker script). */
extern uint8_t target_stack_limit[];

/* The address just above the free part of the caller's stack. */
uintptr_t target_stack_pointer(void);

#endif
