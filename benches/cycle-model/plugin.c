/* A QEMU plugin that counts what a program executes between two marks: instructions (exact), cycles
 * (by the models of models.c), and on request where and in which order.
 *
 *     -plugin libcyclemodel.so,start=ADDRESS,stop=ADDRESS,out=FILE[,profile=FILE][,trace=on]
 *
 * For each pair of marks `out` gets one line of JSON. `profile` gets lines "PAIR ADDRESS COUNT": how
 * often each instruction ran. With `trace=on` the JSON holds two hashes, of the sequence of executed
 * addresses and of the sequence of memory accesses (address, size, direction). Two runs that differ
 * in a secret alone must agree in profile and hashes. */
#include "instruction.h"
#include "models.h"
#include "qemu_plugin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_MODELS 16
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

/* One instruction at one place in the program, as often as QEMU has translated it. */
struct site {
    uint64_t address;
    struct instruction instruction;
    uint64_t executions;
    struct site *next;
};

static uint64_t start_address, stop_address;
static FILE *out_file, *profile_file;
static bool tracing, is_arm;

static struct site *sites;
static bool counting;
static unsigned int pair;
static const struct site *previous;
static uint64_t instructions, cycles[MOST_MODELS], classes[INSTRUCTION_CLASSES];
static uint64_t path_hash, memory_hash;

QEMU_PLUGIN_EXPORT int qemu_plugin_version = 1;

static uint64_t hashed(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * HASH_PRIME;
}

static bool applies(const struct model *model)
{
    return (strcmp(model->architecture, "arm") == 0) == is_arm;
}

static void begin(void)
{
    struct site *site;
    for (site = sites; site != NULL; site = site->next) {
        site->executions = 0;
    }
    counting = true;
    previous = NULL;
    instructions = 0;
    memset(cycles, 0, sizeof cycles);
    memset(classes, 0, sizeof classes);
    path_hash = HASH_START;
    memory_hash = HASH_START;
}

static void write_counts(void)
{
    const char *separator = "";
    unsigned int index;
    fprintf(out_file, "{\"instructions\": %" PRIu64 ", \"cycles\": {", instructions);
    for (index = 0; index < model_count; index++) {
        if (applies(&models[index])) {
            fprintf(out_file, "%s\"%s\": %" PRIu64, separator, models[index].name, cycles[index]);
            separator = ", ";
        }
    }
    fprintf(out_file, "}, \"classes\": {");
    separator = "";
    for (index = 0; index < INSTRUCTION_CLASSES; index++) {
        if (classes[index] != 0) {
            fprintf(out_file, "%s\"%s\": %" PRIu64, separator, instruction_class_names[index], classes[index]);
            separator = ", ";
        }
    }
    fprintf(out_file, "}");
    if (tracing) {
        fprintf(out_file, ", \"path_hash\": \"%016" PRIx64 "\", \"memory_hash\": \"%016" PRIx64 "\"", path_hash,
                memory_hash);
    }
    fprintf(out_file, "}\n");
}

static void end(void)
{
    const struct site *site;
    if (!counting) {
        return;
    }
    counting = false;
    write_counts();
    for (site = sites; profile_file != NULL && site != NULL; site = site->next) {
        if (site->executions != 0) {
            fprintf(profile_file, "%u %" PRIx64 " %" PRIu64 "\n", pair, site->address, site->executions);
        }
    }
    pair++;
}

static bool moves_one_word(const struct site *site)
{
    return site->instruction.class == LOAD || site->instruction.class == STORE;
}

static void count(struct site *site)
{
    const bool jumped = previous != NULL && site->address != previous->address + previous->instruction.length;
    const bool paired = previous != NULL && site->instruction.class == LOAD && moves_one_word(previous);
    unsigned int index;

    for (index = 0; index < model_count; index++) {
        cycles[index] += model_cost(&models[index], &site->instruction);
        if (jumped) {
            cycles[index] += models[index].taken;
        }
        if (paired) {
            cycles[index] -= models[index].paired_load;
        }
    }
    instructions++;
    classes[site->instruction.class]++;
    site->executions++;
    path_hash = hashed(path_hash, site->address);
    previous = site;
}

static void executed(unsigned int cpu, void *data)
{
    struct site *site = data;
    (void)cpu;
    if (site->address == start_address) {
        begin();
    } else if (site->address == stop_address) {
        end();
    } else if (counting) {
        count(site);
    }
}

static void accessed(unsigned int cpu, qemu_plugin_meminfo_t info, uint64_t address, void *data)
{
    (void)cpu;
    (void)data;
    if (counting) {
        memory_hash = hashed(memory_hash, address);
        memory_hash = hashed(memory_hash, qemu_plugin_mem_size_shift(info) << 1 | qemu_plugin_mem_is_store(info));
    }
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block)
{
    const size_t length = qemu_plugin_tb_n_insns(block);
    size_t index;
    (void)id;
    for (index = 0; index < length; index++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, index);
        struct site *site = calloc(1, sizeof *site);
        /* At the end of a page QEMU 7.2 gives more bytes than the instruction has. */
        const size_t size = qemu_plugin_insn_size(instruction);
        uint16_t code[2] = {0, 0};
        if (site == NULL) {
            abort();
        }
        memcpy(code, qemu_plugin_insn_data(instruction), size < sizeof code ? size : sizeof code);
        site->address = qemu_plugin_insn_vaddr(instruction);
        site->instruction = is_arm ? decode_thumb(code) : decode_riscv(code);
        site->next = sites;
        sites = site;
        qemu_plugin_register_vcpu_insn_exec_cb(instruction, executed, QEMU_PLUGIN_CALLBACK_READS_NO_REGISTERS, site);
        if (tracing) {
            qemu_plugin_register_vcpu_mem_cb(instruction, accessed, QEMU_PLUGIN_CALLBACK_READS_NO_REGISTERS,
                                             QEMU_PLUGIN_READS_AND_WRITES, NULL);
        }
    }
}

static void ended(qemu_plugin_id_t id, void *data)
{
    (void)id;
    (void)data;
    (void)fclose(out_file);
    if (profile_file != NULL) {
        (void)fclose(profile_file);
    }
}

/* The value in "name=value", or NULL if the argument has another name. */
static const char *value_of(const char *argument, const char *name)
{
    const size_t length = strlen(name);
    return strncmp(argument, name, length) == 0 && argument[length] == '=' ? argument + length + 1 : NULL;
}

QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count_of_arguments,
                                           char **arguments)
{
    int index;
    is_arm = strcmp(info->target_name, "arm") == 0;
    for (index = 0; index < count_of_arguments; index++) {
        const char *value;
        if ((value = value_of(arguments[index], "start")) != NULL) {
            start_address = strtoull(value, NULL, 16);
        } else if ((value = value_of(arguments[index], "stop")) != NULL) {
            stop_address = strtoull(value, NULL, 16);
        } else if ((value = value_of(arguments[index], "out")) != NULL) {
            out_file = fopen(value, "w");
        } else if ((value = value_of(arguments[index], "profile")) != NULL) {
            profile_file = fopen(value, "w");
        } else if ((value = value_of(arguments[index], "trace")) != NULL) {
            tracing = strcmp(value, "on") == 0;
        } else {
            fprintf(stderr, "cycle model: unknown argument %s\n", arguments[index]);
            return 1;
        }
    }
    if (out_file == NULL || model_count > MOST_MODELS || (!is_arm && strcmp(info->target_name, "riscv32") != 0)) {
        fprintf(stderr, "cycle model: no output file, or a target without a model: %s\n", info->target_name);
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}
