#include "curve.h"

/* Blinds, and makes keys: the library takes the number as it is. */
static int random_bytes(void *context, unsigned char *output, size_t length)
{
    size_t index;
    (void)context;
    for (index = 0; index < length; index++) {
        output[index] = operation_memory.random[index % 32U];
    }
    output[length - 1U]++;
    return 0;
}
