/* QEMU TCG plugin: instructions and cycles of one call of a leaf, and a digest of the addresses
 * that it executed, read and wrote. Options: isa=armv6m|rv32, start=, stop= (hex addresses, the
 * leaf and the place it returns to), mul= (cycles of a multiplication on RV32), out=FILE.
 *
 * Cortex-M0, zero wait states (ARM DDI 0432C, table 3-1): loads and stores 2; LDM, STM, PUSH, POP
 * 1 + n, POP with PC 4 + (n - 1); BL 4; BX and taken branches 3; all else 1.
 * RV32: loads 2, multiplications `mul`, taken branches, jumps and returns 3, all else 1. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The part of qemu-plugin.h (interface version 1) that is used here. */
struct qemu_plugin_tb;
struct qemu_plugin_insn;
__attribute__((visibility("default"))) int qemu_plugin_version = 1;
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t, void (*)(uint64_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *,
                                            void (*)(unsigned, void *), int, void *);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *,
                                      void (*)(unsigned, uint32_t, uint64_t, void *), int, int,
                                      void *);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);

struct instruction { uint32_t pc, next, cost, taken; };

static uint32_t start, stop, multiplication = 1;
static int rv32, running;
static uint64_t instructions, cycles, digest;
static const struct instruction *last;
static const char *out = "/dev/stderr";

static void mix(uint32_t value)
{
    digest = (digest ^ value) * 0x100000001B3u;
}

static void executed(unsigned cpu, void *data)
{
    const struct instruction *i = data;
    (void)cpu;
    if (running && last && last->next != i->pc)
        cycles += last->taken;
    if (i->pc == start && !running) {
        running = 1;
        instructions = cycles = 0;
        digest = 0xCBF29CE484222325u;
    } else if (i->pc == stop && running) {
        FILE *f = fopen(out, "w");
        fprintf(f, "%llu %llu %016llx\n", (unsigned long long)instructions,
                (unsigned long long)cycles, (unsigned long long)digest);
        fclose(f);
        running = 0;
    }
    last = i;
    if (!running)
        return;
    instructions++;
    cycles += i->cost;
    mix(i->pc);
}

static void accessed(unsigned cpu, uint32_t info, uint64_t address, void *data)
{
    (void)cpu; (void)info; (void)data;
    if (running)
        mix((uint32_t)address);
}

static void decode_armv6m(struct instruction *i, uint32_t word)
{
    uint32_t a = word & 0xFFFF, n = (uint32_t)__builtin_popcount(a & 0xFF);
    i->next = i->pc + (a >= 0xE800 ? 4 : 2);
    i->cost = 1;
    i->taken = 2;
    if (a >= 0xE800)
        i->taken = 3; /* BL */
    else if ((a & 0xFE00) == 0xBC00 && (a & 0x100)) {
        i->cost = 4 + n; /* POP with PC */
        i->taken = 0;
    } else if ((a & 0xF000) == 0xC000)
        i->cost = 1 + n;
    else if ((a & 0xF600) == 0xB400)
        i->cost = 1 + n + (a >> 8 & 1);
    else if ((a & 0xF800) == 0x4800 || (a >= 0x5000 && a < 0xA000))
        i->cost = 2;
}

static void decode_rv32(struct instruction *i, uint32_t word)
{
    i->next = i->pc + ((word & 3) == 3 ? 4 : 2);
    i->cost = 1;
    i->taken = 2;
    if ((word & 3) == 3) {
        if ((word & 0x7F) == 0x03)
            i->cost = 2;
        if ((word & 0xFE00007F) == 0x02000033 && !(word >> 14 & 1))
            i->cost = multiplication;
    } else if ((word & 0xE003) == 0x4000 || (word & 0xE003) == 0x4002)
        i->cost = 2; /* c.lw, c.lwsp */
}

static void translated(uint64_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t k = 0; k < qemu_plugin_tb_n_insns(tb); k++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, k);
        struct instruction *i = calloc(1, sizeof *i);
        uint32_t word = 0;
        i->pc = (uint32_t)qemu_plugin_insn_vaddr(insn);
        memcpy(&word, qemu_plugin_insn_data(insn), 2);
        if (rv32 ? (word & 3) == 3 : word >= 0xE800)
            memcpy(&word, qemu_plugin_insn_data(insn), 4);
        (rv32 ? decode_rv32 : decode_armv6m)(i, word);
        qemu_plugin_register_vcpu_insn_exec_cb(insn, executed, 0, i);
        qemu_plugin_register_vcpu_mem_cb(insn, accessed, 0, 3, 0);
    }
}

__attribute__((visibility("default"))) int qemu_plugin_install(uint64_t id, const void *info,
                                                               int argc, char **argv)
{
    (void)info;
    for (int k = 0; k < argc; k++) {
        const char *value = strchr(argv[k], '=') + 1;
        if (!strncmp(argv[k], "isa=", 4))
            rv32 = !strcmp(value, "rv32");
        if (!strncmp(argv[k], "start=", 6))
            start = (uint32_t)strtoul(value, 0, 16) & ~1u;
        if (!strncmp(argv[k], "stop=", 5))
            stop = (uint32_t)strtoul(value, 0, 16) & ~1u;
        if (!strncmp(argv[k], "mul=", 4))
            multiplication = (uint32_t)strtoul(value, 0, 10);
        if (!strncmp(argv[k], "out=", 4))
            out = strdup(value);
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    return 0;
}
