/* QEMU TCG plugin: instructions and cycles of one call of a leaf on a Cortex-M3, M4 or M33, and a
 * digest of the addresses that it executed, read and wrote. Options: isa=m3|m4|m33, start=, stop=
 * (hex addresses, the leaf and the place it returns to), out=FILE; others are ignored.
 *
 * Zero wait states (ARM DDI 0337 and DDI 0439, tables of instruction cycles): a load costs 2, and 1
 * directly after another load or store; a store 1; LDRD and STRD 3; LDM, STM, PUSH and POP 1 + n;
 * MLA 2 on M3, UMULL 5 and UMLAL 7 there, the worst case; a taken branch or a change of PC 2 more;
 * all else 1. M33 has no public table: as M4, with loads of 1 and a refill of 1. */
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

struct instruction { uint32_t pc, next, cost, load, single; };

static uint32_t start, stop;
static int m3, m33, running;
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
        cycles += m33 ? 1 : 2;
    if (i->pc == start && !running) {
        running = 1;
        instructions = cycles = 0;
        digest = 0xCBF29CE484222325u;
        last = NULL;
    } else if (i->pc == stop && running) {
        FILE *f = fopen(out, "w");
        fprintf(f, "%llu %llu %016llx\n", (unsigned long long)instructions,
                (unsigned long long)cycles, (unsigned long long)digest);
        fclose(f);
        running = 0;
    }
    if (running) {
        instructions++;
        cycles += i->cost;
        if (!m33 && i->load && last && last->single)
            cycles--;
        mix(i->pc);
    }
    last = i;
}

static void accessed(unsigned cpu, uint32_t info, uint64_t address, void *data)
{
    (void)cpu; (void)info; (void)data;
    if (running)
        mix((uint32_t)address);
}

static uint32_t registers(uint32_t list)
{
    return (uint32_t)__builtin_popcount(list);
}

static void decode_narrow(struct instruction *i, uint32_t a)
{
    i->cost = 1;
    if ((a & 0xFE00) == 0xB400 || (a & 0xFE00) == 0xBC00) /* PUSH, POP with LR or PC */
        i->cost = 1 + registers(a & 0x1FF);
    else if ((a & 0xF000) == 0xC000)
        i->cost = 1 + registers(a & 0xFF);
    else if ((a & 0xF800) == 0x4800 || (a >= 0x5000 && a < 0xA000)) {
        int store = a >= 0x6000 ? !(a & 0x800) : a >= 0x5000 && (a >> 9 & 7) < 3;
        i->single = 1;
        i->load = !store;
    }
}

static void decode_wide(struct instruction *i, uint32_t a, uint32_t b)
{
    i->cost = 1;
    if ((a & 0xFE40) == 0xE800)
        i->cost = 1 + registers(b);
    else if ((a & 0xFE40) == 0xE840)
        i->cost = m33 ? 2 : 3; /* LDRD, STRD */
    else if ((a & 0xFE00) == 0xF800) {
        i->single = 1;
        i->load = a >> 4 & 1;
    } else if ((a & 0xFF80) == 0xFB00)
        i->cost = m3 && b >> 12 != 15 ? 2 : 1; /* MLA, MUL */
    else if ((a & 0xFF80) == 0xFB80 && m3)
        i->cost = (a & 0x40) ? 7 : 5; /* UMLAL, UMULL */
}

static void translated(uint64_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t k = 0; k < qemu_plugin_tb_n_insns(tb); k++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, k);
        struct instruction *i = calloc(1, sizeof *i);
        uint16_t code[2] = {0, 0};
        i->pc = (uint32_t)qemu_plugin_insn_vaddr(insn);
        memcpy(code, qemu_plugin_insn_data(insn), 2);
        if (code[0] >= 0xE800) {
            memcpy(code, qemu_plugin_insn_data(insn), 4);
            decode_wide(i, code[0], code[1]);
            i->next = i->pc + 4;
        } else {
            decode_narrow(i, code[0]);
            i->next = i->pc + 2;
        }
        if (i->load && !m33)
            i->cost = 2;
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
        if (!strncmp(argv[k], "isa=", 4)) {
            m3 = !strcmp(value, "m3");
            m33 = !strcmp(value, "m33");
        }
        if (!strncmp(argv[k], "start=", 6))
            start = (uint32_t)strtoul(value, 0, 16) & ~1u;
        if (!strncmp(argv[k], "stop=", 5))
            stop = (uint32_t)strtoul(value, 0, 16) & ~1u;
        if (!strncmp(argv[k], "out=", 4))
            out = strdup(value);
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    return 0;
}
