/* Runs each operation of a file with one secret after the other. Between the marks the emulator hashes the
 * sequence of instructions and the sequence of addresses of data; afterwards the dead stack and the
 * finished context are hashed here. For each operation, and for each secret:
 *
 *     #operation NAME
 *     #measure NUMBER stack BYTES
 *     #left HASH                   of the dead stack and the context
 */
#include "measure.h"
#include "secrets.h"
#include "target.h"

#include <amisec.h>

#define PAINT 0xA5U

#ifndef STRIDE
#define STRIDE 1U /* every secret */
#endif

static uint8_t secret[SECRET_LENGTH];
/* In memory: what a caller keeps in registers, its callees push. */
static volatile unsigned int number, chosen;
static volatile uint16_t status;

static uint32_t hashed(uint32_t hash, uint8_t byte)
{
    return (hash ^ byte) * UINT32_C(0x01000193);
}

/* What a caller left in the registers that a callee must keep, the callee pushes: the same for every secret. */
#if defined(__arm__)
#define CLEAR_KEPT_REGISTERS                                                                                   \
    __asm__ volatile("movs r4, #0\n movs r5, #0\n movs r6, #0\n mov r8, r4\n mov r9, r4\n mov r10, r4\n mov r11, r4" \
                     ::: "r4", "r5", "r6", "r8", "r9", "r10", "r11", "cc")
#elif defined(__riscv)
#define CLEAR_KEPT_REGISTERS                                                                                   \
    __asm__ volatile("li s1, 0\n li s2, 0\n li s3, 0\n li s4, 0\n li s5, 0\n li s6, 0\n li s7, 0\n li s8, 0\n"   \
                     "li s9, 0\n li s10, 0\n li s11, 0"                                                        \
                     ::: "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11")
#elif defined(__MSP430__)
#define CLEAR_KEPT_REGISTERS                                                                                   \
    __asm__ volatile("clr r5\n clr r6\n clr r7\n clr r8\n clr r9\n clr r10" ::: "r5", "r6", "r7", "r8", "r9", "r10")
#elif defined(__AVR__)
#define CLEAR_KEPT_REGISTERS                                                                                   \
    __asm__ volatile("clr r2\n clr r3\n clr r4\n clr r5\n clr r6\n clr r7\n clr r8\n clr r9\n clr r10\n clr r11\n" \
                     "clr r12\n clr r13\n clr r14\n clr r15\n clr r16\n clr r17"                              \
                     ::: "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13", "r14",    \
                     "r15", "r16", "r17")
#endif

/* Not inlined, and it calls nothing while it paints: what lies below its stack pointer is free. */
__attribute__((noinline)) static uint32_t run(void)
{
    const uintptr_t top = target_stack_pointer();
    volatile uint8_t *byte;
    const uint8_t *context;
    uint16_t index;
    uint32_t hash = UINT32_C(0x811C9DC5), used;

    for (byte = target_stack_limit; (uintptr_t)byte < top; byte++) {
        *byte = PAINT;
    }
    CLEAR_KEPT_REGISTERS;
    target_mark_start();
    status = operations[chosen].run();
    target_mark_stop();
    for (byte = target_stack_limit; (uintptr_t)byte < top && *byte == PAINT; byte++) {
    }
    used = (uint32_t)(top - (uintptr_t)byte);
    for (; (uintptr_t)byte < top; byte++) {
        hash = hashed(hash, *byte);
    }
    context = operations[chosen].finished;
    for (index = 0; index < operations[chosen].finished_length; index++) {
        hash = hashed(hash, context[index]);
    }
    target_put_number(used);
    return hash;
}

static int with_each_secret(void)
{
    for (number = 0; number < operation_secrets; number += STRIDE) {
        uint32_t left;
        target_puts("#measure ");
        target_put_number(number);
        make_secret(number, secret);
        status = operations[chosen].prepare(number, secret);
        if (status != AMISEC_OK) {
            target_puts(" could not be prepared\n");
            return 0;
        }
        target_puts(" stack ");
        left = run();
        target_puts("\n#left ");
        target_put_number(left);
        target_puts("\n");
        if (status != operations[chosen].expected) {
            target_puts("the operation did not do what it must\n");
            return 0;
        }
    }
    return 1;
}

int main(void)
{
    for (chosen = 0; chosen < operation_count; chosen++) {
        target_puts("#operation ");
        target_puts(operations[chosen].name);
        target_puts("\n");
        if (!with_each_secret()) {
            return 2;
        }
    }
    return 0;
}
