#include "operation.h"

struct operation_memory operation_memory;

/* Each first call of two gives something else: a library that compares blocks throws it away. */
void operation_random(uint8_t *output, size_t length)
{
    const uint8_t mask = operation_memory.drawn % 2U == 0U ? 0xFFU : 0U;
    size_t index;
    for (index = 0; index < length; index++) {
        output[index] = (uint8_t)(operation_memory.random[index % sizeof operation_memory.random] ^ mask);
    }
    operation_memory.drawn++;
}
