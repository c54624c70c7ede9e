/* Runs cases from the file in.bin through the leaves and writes what came out to out.bin, by
 * semihosting. ../words32/check.py makes the cases and judges the results. */
#include "leaves.h"

struct input { uint32_t leaf, alias, modulus, a[8], b[8]; };
struct output { uint32_t faults, r[8]; };

/* Faults: 1 a callee-saved register or the stack pointer changed, 2 the caller's frame changed,
 * 4 an operand changed, 8 written outside the result. */

int semihosting(int number, const void *argument);
/* Fills the callee-saved registers, calls, returns 0 if they and the stack are as before. */
uint32_t guarded_call(leaf *function, uint32_t *r, const uint32_t *a, const uint32_t *b,
                      const uint32_t *m);

static const uint32_t moduli[2][9] = {
    {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0, 0, 1, 0xFFFFFFFF, 1},
    {0xFC632551, 0xF3B9CAC2, 0xA7179E84, 0xBCE6FAAD, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0xFFFFFFFF,
     0xEE00BC4F}};

enum { BATCH = 64 };
static struct input inputs[BATCH];
static struct output outputs[BATCH];
static uint32_t arena[3 * 10];

static int file(const char *name, uint32_t length, uint32_t mode)
{
    struct { const char *name; uint32_t mode, length; } open = {name, mode, length};
    return semihosting(0x01, &open);
}

static uint32_t transfer(int number, int handle, void *data, uint32_t length)
{
    struct { int handle; void *data; uint32_t length; } block = {handle, data, length};
    return length - (uint32_t)semihosting(number, &block);
}

static void run(const struct input *input, struct output *output)
{
    uint32_t *r = arena + 1, *a = arena + 11, *b = arena + 21;
    for (int i = 0; i < 30; i++)
        arena[i] = 0x5A5A0000u + (uint32_t)i;
    if (input->alias & 1)
        a = r;
    if (input->alias & 2)
        b = r;
    if (input->alias & 4)
        b = a;
    for (int i = 0; i < 8; i++) {
        a[i] = input->a[i];
        b[i] = input->b[i];
    }
    output->faults =
        guarded_call(leaves[input->leaf], r, a, b, moduli[input->modulus]);
    for (int i = 0; i < 8; i++) {
        output->r[i] = r[i];
        if ((a != r && a[i] != (a == b ? input->b[i] : input->a[i])) ||
            (b != r && b[i] != input->b[i]))
            output->faults |= 4;
    }
    for (uint32_t i = 0; i < 30; i += i % 10 == 0 ? 9 : 1)
        if (arena[i] != 0x5A5A0000u + i)
            output->faults |= 8;
}

int main(void)
{
    int in = file("in.bin", 6, 1), out = file("out.bin", 7, 5);
    uint32_t length;
    do {
        length = transfer(0x06, in, inputs, sizeof inputs);
        uint32_t count = length / sizeof inputs[0];
        for (uint32_t i = 0; i < count; i++)
            run(&inputs[i], &outputs[i]);
        transfer(0x05, out, outputs, count * sizeof outputs[0]);
    } while (length == sizeof inputs);
    semihosting(0x02, &out);
    return 0;
}
