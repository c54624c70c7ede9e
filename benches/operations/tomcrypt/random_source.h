#include "curve.h"

/* Gives RANDOM_NUMBER, whenever it is asked: the library takes it as it is. */
static unsigned long read_random(unsigned char *output, unsigned long length, prng_state *state)
{
    unsigned long index;
    (void)state;
    for (index = 0; index < length; index++) {
        output[index] = RANDOM_NUMBER[index % 32U];
    }
    output[31] = (unsigned char)(output[31] + RANDOM_ADDED);
    return length;
}

static int register_source(void)
{
    struct ltc_prng_descriptor source = {0};
    source.name = "source";
    source.read = read_random;
    return register_prng(&source);
}
