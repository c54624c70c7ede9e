/* A program that runs the self-tests whose bits are set in `chosen`; `failed` collects the bits of those that do not say
 * AMISEC_OK. What includes this has the function main. */
#include <amisec.h>

volatile uint32_t chosen;
volatile uint32_t failed;

void accepted(void);

static void run(uint32_t number, amisec_status_t (*test)(amisec_selftest_t *))
{
    amisec_selftest_t state = AMISEC_SELFTEST_INIT;

    if ((chosen >> number & 1U) == 0U) {
        return;
    }
    if (amisec_selftest_init(&state) != AMISEC_OK || test(&state) != AMISEC_OK) {
        failed |= (uint32_t)1U << number;
    }
}

/* The end, where the machine stops. */
__attribute__((noinline)) void accepted(void)
{
    __asm__ volatile("" ::: "memory");
}
