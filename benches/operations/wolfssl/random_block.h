/* What the settings name as the random function. */
#include "operation.h"

#include <wolfssl/wolfcrypt/settings.h>

int operation_random_block(unsigned char *output, unsigned int length)
{
    unsigned int index;
    for (index = 0; index < length; index++) {
        output[index] = operation_memory.random[index % 32U];
    }
    return 0;
}
