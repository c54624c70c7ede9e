/* Operations whose cost is known from counting by hand, for the tests of the cycle models. */
#include "target.h"

static volatile uint8_t touched[200];

static void nothing(void)
{
}

/* Writes to 200 bytes of the stack. */
__attribute__((noinline)) static void deep(void)
{
    volatile uint8_t local[200];
    uint8_t index;
    for (index = 0; index < 200U; index++) {
        local[index] = index;
    }
    touched[0] = local[199];
}

void counted(void);

int main(void)
{
    target_measure("nothing", nothing);
    target_measure("counted", counted);
    target_measure("deep", deep);
    return touched[0] == 199U ? 0 : 1;
}
