/* CASES cases from SEED on: the kernels of SHA-256 and GHASH against their portable twins, with the
 * registers, the stack and the neighbours of the operands watched. */
#include <stdint.h>

int semihosting(int number, const void *argument);
/* Fills the callee-saved registers, calls, returns 0 if they and the stack are as before. */
uint32_t guarded_call(void (*function)(uint32_t *, const uint8_t *), uint32_t *r, const uint8_t *a,
                      const uint32_t *b, const uint32_t *m);
void sha256_kernel(uint32_t *state, const uint8_t *block);
void sha256_portable(uint32_t *state, const uint8_t *block);
void ghash_kernel(uint32_t *accumulator, const uint8_t *key);
void ghash_portable(uint32_t *accumulator, const uint8_t *key);

/* Copied when the program runs: not every memory map here loads variables that have an initial value. Not in
 * the code, which would differ by the seed, nor known to the compiler. */
#define TEXT(number) #number
#define TEXT_OF(number) TEXT(number)
__asm__(".section .rodata.seed, \"a\"\n.balign 4\nseed: .word " TEXT_OF(SEED) "\n.previous");
extern const uint32_t seed;
static uint32_t x;

static uint32_t next(void)
{
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x;
}

/* Every fourth word is of equal bits, or of two runs of them. */
static uint32_t word(void)
{
    uint32_t kind = next() & 15U;
    return kind == 0 ? 0 : kind == 1 ? 0xFFFFFFFFU : kind < 4 ? 0xFFFFFFFFU << (next() & 31U) : next();
}

static uint32_t number_of_failures;

static void compare(void (*kernel)(uint32_t *, const uint8_t *), void (*twin)(uint32_t *, const uint8_t *),
                    unsigned words, unsigned input_words, unsigned shift)
{
    static uint32_t ours[10], theirs[8];
    static uint32_t memory[18];
    uint8_t *input = (uint8_t *)memory + shift;
    uint32_t before[18];
    unsigned i;

    ours[0] = ours[words + 1] = 0x5A5A5A5AU;
    for (i = 0; i < words; i++) {
        ours[i + 1] = theirs[i] = word();
    }
    for (i = 0; i < input_words + 1; i++) {
        before[i] = memory[i] = word();
    }
    number_of_failures += guarded_call(kernel, ours + 1, input, 0, 0) != 0;
    twin(theirs, input);
    for (i = 0; i < words; i++) {
        number_of_failures += ours[i + 1] != theirs[i];
    }
    for (i = 0; i < input_words + 1; i++) {
        number_of_failures += before[i] != memory[i];
    }
    number_of_failures += ours[0] != 0x5A5A5A5AU || ours[words + 1] != 0x5A5A5A5AU;
}

int main(void)
{
    uint32_t i;

    x = seed;
    for (i = 0; i < CASES; i++) {
        if (ONLY != 2) {
            compare(sha256_kernel, sha256_portable, 8, 16, ALIGNED ? 0 : i & 3U);
        }
        if (ONLY != 1) {
            compare(ghash_kernel, ghash_portable, 4, 4, 0);
        }
    }
    semihosting(0x04, number_of_failures == 0 ? "every case agrees\n" : "CASES DIFFER\n");
    return 0;
}
