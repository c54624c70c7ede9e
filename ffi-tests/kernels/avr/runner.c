/* Calls the leaves of an ATmega program in simavr, with the options of QEMU that ../words32/check.py
 * uses, so that it judges this kernel too:
 *
 *     runner PART CALL_ENDS -kernel ELF [-plugin ANY,start=HEX,out=FILE...]
 *     runner PART CALL_ENDS -kernel ELF -table HEX
 *
 * The first reads cases from in.bin and writes results to out.bin. With the plugin option FILE gets the
 * instructions, the cycles (simavr's, those of the instruction set manual, from `start` to the
 * return), two digests of the executed and the accessed addresses, and the bytes of stack. The second
 * tests the reading of tables, with the one that the program has at that address of its flash, and the
 * product of two words. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simavr/sim_avr.h>
#include <simavr/sim_core.h>
#include <simavr/sim_elf.h>

struct input { uint32_t leaf, alias, modulus; uint8_t a[32], b[32]; };
struct output { uint32_t faults; uint8_t r[32]; };

/* Faults: 1 a callee-saved register, r1 or the stack pointer changed, 2 the caller's frame changed,
 * 4 an operand changed, 8 written outside the result, 16 no return. */

enum {
    STACK_POINTER = 0x5D, R = 0x0301, A = 0x0341, B = 0x0381, M = 0x7000, ARENA = 0x0300,
    ARENA_LENGTH = 0x0100, TABLE = 0x0500, ENTRIES = 16, ENTRY_LENGTH = 64, SELECT = 8, WIDE = 10, STACK = 0x0F00, FRAME_LENGTH = 0x40, LONGEST = 1000000
};

static const uint8_t moduli[2][36] = {
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, [24] = 1,
     [28] = 0xFF, 0xFF, 0xFF, 0xFF, 1},
    {0x51, 0x25, 0x63, 0xFC, 0xC2, 0xCA, 0xB9, 0xF3, 0x84, 0x9E, 0x17, 0xA7, 0xAD, 0xFA, 0xE6,
     0xBC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
     0x4F, 0xBC, 0, 0xEE}};

static avr_t *avr;
static avr_flashaddr_t call_ends, start;
static bool measuring;
static uint64_t instructions, path, memory, cycles;
static unsigned int stack_lowest;

static void mix(uint64_t *digest, uint64_t value)
{
    *digest = (*digest ^ value) * UINT64_C(0x100000001B3);
}

static unsigned int pair(unsigned int low)
{
    return (unsigned int)(avr->data[low] | avr->data[low + 1] << 8);
}

static void set_pair(unsigned int low, unsigned int value)
{
    avr->data[low] = (uint8_t)value;
    avr->data[low + 1] = (uint8_t)(value >> 8);
}

/* The pointer by which the next instruction loads or stores, with what it adds to it; zero if it does
 * neither. Pushes and pops go where the path says. */
static uint64_t address(unsigned int code)
{
    const unsigned int displacement = (code & 7U) | (code >> 7 & 0x18U) | (code >> 8 & 0x20U);
    if ((code & 0xD000U) == 0x8000U) {
        return pair((code & 8U) != 0U ? 28 : 30) + displacement;
    }
    if ((code & 0xFC00U) != 0x9000U) {
        return 0;
    }
    switch (code & 0xFU) {
    case 0x0: /* LDS, STS: the address is in the next word */
        return (uint64_t)(avr->flash[avr->pc + 2] | avr->flash[avr->pc + 3] << 8);
    case 0x1: case 0x2: case 0x4: case 0x5: case 0x6: case 0x7:
        return pair(30);
    case 0x9: case 0xA:
        return pair(28);
    case 0xC: case 0xD: case 0xE:
        return pair(26);
    default:
        return 0;
    }
}

static void observe(void)
{
    const unsigned int code = (unsigned int)(avr->flash[avr->pc] | avr->flash[avr->pc + 1] << 8);
    const uint64_t accessed = address(code);
    if (avr->pc == start) {
        cycles = avr->cycle;
        instructions = 0;
    }
    instructions++;
    mix(&path, avr->pc);
    if (accessed != 0) {
        mix(&memory, accessed);
    }
}

static uint32_t call(uint32_t leaf)
{
    const uint8_t *data = avr->data;
    uint8_t saved[0x20];
    unsigned int i, stack = STACK, ends = call_ends >> 1;
    uint32_t faults = 0;
    avr_cycle_count_t limit = avr->cycle + LONGEST;
    for (i = 2; i < 0x20; i++) {
        if (i < 18 || i > 25) {
            avr->data[i] = (uint8_t)(0xA5 ^ i * 29);
        }
    }
    avr->data[1] = 0;
    memcpy(saved, data, sizeof saved);
    for (i = 0; i < FRAME_LENGTH; i++) {
        avr->data[STACK + 1 + i] = (uint8_t)(0xC3 ^ i * 7);
    }
    for (i = 0; i < (unsigned int)avr->address_size; i++) {
        avr->data[stack--] = (uint8_t)ends;
        ends >>= 8;
    }
    set_pair(STACK_POINTER, stack);
    stack_lowest = stack;
    avr->pc = leaf * 4;
    while (avr->pc != call_ends) {
        if (measuring) {
            observe();
        }
        avr->pc = avr_run_one(avr);
        if (pair(STACK_POINTER) < stack_lowest) {
            stack_lowest = pair(STACK_POINTER);
        }
        if (avr->cycle > limit) {
            return 16;
        }
    }
    if (memcmp(data + 1, saved + 1, 17) != 0 || memcmp(data + 28, saved + 28, 2) != 0 ||
        pair(STACK_POINTER) != STACK) {
        faults |= 1;
    }
    for (i = 0; i < FRAME_LENGTH; i++) {
        if (data[STACK + 1 + i] != (uint8_t)(0xC3 ^ i * 7)) {
            faults |= 2;
        }
    }
    return faults;
}

static void run(const struct input *input, struct output *output)
{
    const unsigned int r = R, a = (input->alias & 1) != 0 ? R : A;
    const unsigned int b = (input->alias & 4) != 0 ? a : (input->alias & 2) != 0 ? R : B;
    uint8_t expected[ARENA_LENGTH];
    memset(avr->data + ARENA, 0x5A, ARENA_LENGTH);
    memcpy(avr->data + a, input->a, 32);
    memcpy(avr->data + b, input->b, 32);
    memcpy(avr->flash + M, moduli[input->modulus], 36);
    memcpy(expected, avr->data + ARENA, ARENA_LENGTH);
    set_pair(24, r);
    set_pair(22, a);
    set_pair(20, b);
    set_pair(18, M);
    output->faults = call(input->leaf);
    memcpy(output->r, avr->data + r, 32);
    memcpy(expected + R - ARENA, output->r, 32);
    if (memcmp(expected, avr->data + ARENA, ARENA_LENGTH) != 0) {
        output->faults |= 8;
    }
}

/* Every index of tables of several lengths, in RAM (leaf 8) and in flash (leaf 9). */
static int select_entries(avr_flashaddr_t table)
{
    static const unsigned int counts[] = {1, 2, 8, ENTRIES};
    unsigned int flash, i, index, passed = 0, failed = 0;
    for (flash = 0; flash < 2; flash++) {
        for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            uint64_t first[4] = {0};
            for (index = 0; index < counts[i]; index++) {
                uint8_t expected[ARENA_LENGTH];
                uint64_t run[4];
                bool good;
                memset(avr->data + ARENA, 0x5A, ARENA_LENGTH);
                memcpy(expected, avr->data + ARENA, ARENA_LENGTH);
                memcpy(expected + R - ARENA, avr->flash + table + index * ENTRY_LENGTH, ENTRY_LENGTH);
                memcpy(avr->data + TABLE, avr->flash + table, ENTRIES * ENTRY_LENGTH);
                set_pair(24, R);
                set_pair(22, flash != 0 ? (unsigned int)table : TABLE);
                avr->data[20] = (uint8_t)index;
                avr->data[18] = (uint8_t)counts[i];
                path = memory = 0;
                measuring = true;
                start = (SELECT + flash) * 4;
                good = call(SELECT + flash) == 0;
                run[0] = path, run[1] = memory, run[2] = (uint64_t)avr->cycle - cycles - 3;
                run[3] = STACK - stack_lowest;
                if (index == 0) {
                    memcpy(first, run, sizeof run);
                }
                good = good && memcmp(first, run, sizeof run) == 0 &&
                       memcmp(expected, avr->data + ARENA, ARENA_LENGTH) == 0;
                passed += good;
                failed += !good;
            }
            printf("  select from %s, %u entries: %" PRIu64 " cycles, %" PRIu64 " bytes of stack\n",
                   flash != 0 ? "flash" : "RAM", counts[i], first[2], first[3]);
        }
    }
    printf("%u passed, %u failed (select)\n", passed, failed);
    return failed != 0;
}

/* Products of edge values and of random words (leaf 10). */
static int multiply_words(void)
{
    static const uint32_t edges[] = {0, 1, 0xFF, 0x100, 0xFFFF, 0x10000, 0x80000000, 0x7FFFFFFF,
                                     0xFF00FF00, 0x00FF00FF, 0xFFFFFFFE, 0xFFFFFFFF};
    enum { EDGES = sizeof edges / sizeof edges[0], RANDOM = 100000 };
    unsigned int i, passed = 0, failed = 0;
    uint64_t state = 1, first_path = 0, first_cycles = 0;
    for (i = 0; i < EDGES * EDGES + RANDOM; i++) {
        uint32_t a = edges[i / EDGES % EDGES], b = edges[i % EDGES];
        uint64_t result, taken;
        bool good;
        if (i >= EDGES * EDGES) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            a = (uint32_t)(state >> 32);
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            b = (uint32_t)(state >> 32);
        }
        memcpy(avr->data + 22, &a, 4);
        memcpy(avr->data + 18, &b, 4);
        path = 0;
        start = WIDE * 4;
        good = call(WIDE) == 0;
        memcpy(&result, avr->data + 18, 8);
        taken = (uint64_t)avr->cycle - cycles - 3;
        if (i == 0) {
            first_path = path;
            first_cycles = taken;
        }
        good = good && result == (uint64_t)a * b && path == first_path && taken == first_cycles;
        passed += good;
        failed += !good;
    }
    printf("  wide: %" PRIu64 " cycles\n%u passed, %u failed (wide)\n", first_cycles, passed, failed);
    return failed != 0;
}

static void log_errors(avr_t *unused, const int level, const char *format, va_list values)
{
    (void)unused;
    if (level <= LOG_ERROR) {
        (void)vfprintf(stderr, format, values);
    }
}

int main(int count, char **arguments)
{
    static elf_firmware_t firmware;
    struct input input;
    struct output output;
    const char *plugin = NULL, *elf = NULL, *table = NULL;
    FILE *in, *out;
    int i;

    for (i = 3; i + 1 < count; i += 2) {
        if (strcmp(arguments[i], "-kernel") == 0) {
            elf = arguments[i + 1];
        } else if (strcmp(arguments[i], "-plugin") == 0) {
            plugin = arguments[i + 1];
        } else if (strcmp(arguments[i], "-table") == 0) {
            table = arguments[i + 1];
        }
    }
    avr_global_logger_set(log_errors);
    if (elf == NULL || elf_read_firmware(elf, &firmware) != 0 ||
        (avr = avr_make_mcu_by_name(arguments[1])) == NULL) {
        fprintf(stderr, "usage: runner PART CALL_ENDS -kernel ELF [-plugin OPTIONS | -table ADDRESS]\n");
        return 2;
    }
    avr_init(avr);
    avr_load_firmware(avr, &firmware);
    avr->state = cpu_Running;
    call_ends = (avr_flashaddr_t)strtoul(arguments[2], NULL, 16);
    if (table != NULL) {
        const int select_failed = select_entries((avr_flashaddr_t)strtoul(table, NULL, 16));
        return multiply_words() | select_failed;
    }
    in = fopen("in.bin", "rb");
    out = fopen("out.bin", "wb");
    if (in == NULL || out == NULL) {
        fprintf(stderr, "no in.bin here, or out.bin cannot be written\n");
        return 2;
    }
    if (plugin != NULL) {
        measuring = true;
        start = (avr_flashaddr_t)strtoul(strstr(plugin, "start=") + 6, NULL, 16);
    }
    while (fread(&input, sizeof input, 1, in) == 1) {
        run(&input, &output);
        fwrite(&output, sizeof output, 1, out);
    }
    if (measuring) {
        FILE *file = fopen(strstr(plugin, "out=") + 4, "w");
        fprintf(file, "%" PRIu64 " %" PRIu64 " %016" PRIx64 " %016" PRIx64 " %u\n", instructions,
                (uint64_t)avr->cycle - cycles, path, memory, STACK - stack_lowest);
        fclose(file);
    }
    return fclose(out) != 0;
}
