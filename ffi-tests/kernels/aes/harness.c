/* Compares a kernel with its twin and tells by semihosting what differed. CASES and SEED come from
 * the command line of the compiler. */
#include <stdint.h>

int semihosting(int number, const void *argument);
uint32_t compare(uint32_t seed, uint32_t cases);
void one_key(uint32_t schedule[44], const uint8_t key[16]);
void one_pair(const uint32_t schedule[44], uint8_t pair[2][16]);
uint32_t guarded_call(void *function, uint32_t a, uint32_t b, uint32_t c, uint32_t d);

static uint32_t schedule[44];
static uint8_t key[16], pair[2][16];

int main(void)
{
    const uint32_t faults = compare(SEED, CASES);
    char text[] = "faults 00\n";
    /* The marks that the cycle counts are read between, and the registers that a callee keeps. */
    const uint32_t broken = guarded_call((void *)one_key, (uint32_t)schedule, (uint32_t)key, 0, 0)
        | guarded_call((void *)one_pair, (uint32_t)schedule, (uint32_t)pair, 0, 0);
    text[7] = (char)('0' + (faults >> 4) + (broken != 0) * 4);
    text[8] = "0123456789abcdef"[faults & 15];
    semihosting(0x04, text);
    return 0;
}

void *memcpy(void *to, const void *from, unsigned long length)
{
    for (unsigned long i = 0; i < length; i++)
        ((volatile uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    return to;
}

void *memmove(void *to, const void *from, unsigned long length)
{
    return memcpy(to, from, length);
}

void *memset(void *to, int value, unsigned long length)
{
    for (unsigned long i = 0; i < length; i++)
        ((volatile uint8_t *)to)[i] = (uint8_t)value;
    return to;
}

int memcmp(const void *a, const void *b, unsigned long length)
{
    const uint8_t *left = a, *right = b;
    for (unsigned long i = 0; i < length; i++)
        if (left[i] != right[i])
            return left[i] - right[i];
    return 0;
}
