/* Cortex-M3: SysTick interrupts every operation, and runs all but the slow ones on objects of their own. */
#include "operations.h"
#include "target.h"

#include <string.h>

#define SYSTICK ((volatile uint32_t *)0xE000E010U)
#define VECTOR_TABLE (*(volatile uint32_t *)0xE000ED08U)
#define VECTORS 64U
/* In cycles of 40 ns; by --by-instructions two million instructions, several times what the interrupt takes. */
#define PERIOD 50021U
#define INTERRUPTS 50U

static uint32_t vectors_in_ram[VECTORS] __attribute__((aligned(256)));
static uint8_t expected[16][RESULT_LENGTH];
static volatile uint32_t interrupts[16], wrong;
static volatile uint8_t running;

static uint8_t as_expected(uint8_t number)
{
    uint8_t result[RESULT_LENGTH] = { 0U };

    operations[number].run(number, result);
    return memcmp(result, expected[number], sizeof result) == 0;
}

static void systick(void)
{
    uint8_t number;

    for (number = 0U; number < operation_count; number++) {
        if (!operations[number].slow) {
            wrong += (uint32_t)!as_expected(number);
        }
    }
    interrupts[running]++;
}

static void put_number(uint32_t number)
{
    char digits[11];
    uint8_t place = sizeof digits - 1U;

    digits[place] = '\0';
    do {
        digits[--place] = (char)('0' + number % 10U);
        number /= 10U;
    } while (number != 0U);
    target_puts(&digits[place]);
}

int main(void)
{
    uint32_t all = 0U;
    uint8_t number;

    memcpy(vectors_in_ram, (const void *)VECTOR_TABLE, 16U * sizeof vectors_in_ram[0]);
    vectors_in_ram[15] = (uint32_t)(uintptr_t)systick;
    for (number = 0U; number < operation_count; number++) {
        operations[number].run(number, expected[number]);
    }
    VECTOR_TABLE = (uint32_t)(uintptr_t)vectors_in_ram;
    SYSTICK[1] = PERIOD;
    SYSTICK[2] = 0U;
    SYSTICK[0] = 7U;
    for (number = 0U; number < operation_count; number++) {
        running = number;
        while (interrupts[number] < INTERRUPTS) {
            wrong += (uint32_t)!as_expected(number);
        }
    }
    SYSTICK[0] = 0U;
    for (number = 0U; number < operation_count; number++) {
        all += interrupts[number];
    }
    put_number(all);
    target_puts(" interrupts, ");
    put_number(wrong);
    target_puts(" wrong results\n");
    return wrong != 0U;
}
