/* Runs an ATmega program in simavr: console, exit and marks are I/O registers (see ../target.c).
 *
 *     simavr-runner PART ELF OUT [PROFILE] [table=FROM,TO,REGISTER,OFFSET,LENGTH ...]
 *
 * ATmega2560 has external RAM up to 64 KB, else the test programs do not fit.
 *
 * A program may read the file `vectors.cases` of the folder in which the runner starts, byte by byte.
 *
 * For each pair of marks OUT gets one line of JSON, PROFILE lines "PAIR ADDRESS COUNT" (byte
 * addresses), as from the plugin in benches/cycle-model. Cycles are simavr's, which are those of the
 * instruction set manual.
 *
 * Instructions from FROM to TO may read a table anywhere: which place is left out of the hash of addresses, that
 * they read it is not. It begins OFFSET behind what the pair of registers holds, or at OFFSET if that is 32. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

#define GPIOR0 0x3E /* marks */
#define GPIOR1 0x4A /* console; read: the next byte of the input */
#define GPIOR2 0x4B /* exit; read: 1 if there is such a byte */
#define STACK_POINTER_LOW 0x5D
#define STACK_POINTER_HIGH 0x5E
#define POINTER_X 26
#define POINTER_Y 28
#define POINTER_Z 30

#define RUNNER_FAILED 124
#define LARGEST_FLASH (256U * 1024U)
#define LARGEST_RAM 0xFFFFU
#define BURST 10000U /* cycles that simavr may run by itself where nothing is counted */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

struct measurement {
    bool running;
    avr_cycle_count_t start;
    uint64_t instructions;
    uint64_t path_hash;
    uint64_t memory_hash;
    uint16_t stack_start;
    uint16_t stack_lowest;
};

struct table {
    unsigned int from, to, base, offset, length;
};

#define MOST_TABLES 8U
#define ABSOLUTE 32U
#define IN_TABLE UINT64_C(0x1000000)

static struct measurement measurement;
static struct table tables[MOST_TABLES];
static unsigned int table_count;
static uint64_t executions[LARGEST_FLASH / 2];
static unsigned int pair;
static bool ended;
static int exit_code;
static FILE *out_file, *profile_file, *input_file;
static int next_input = EOF;

static uint16_t register_pair(const avr_t *avr, unsigned int low)
{
    return (uint16_t)(avr->data[low] | avr->data[low + 1] << 8);
}

static uint16_t stack_pointer(const avr_t *avr)
{
    return (uint16_t)(avr->data[STACK_POINTER_LOW] | avr->data[STACK_POINTER_HIGH] << 8);
}

/* With a limit of one cycle avr_run executes one instruction, else it stays inside: many times faster. */
static void let_run(avr_t *avr, avr_cycle_count_t cycles)
{
    avr->run_cycle_limit = cycles;
    avr->run_cycle_count = 1; /* the burst under way ends with this instruction */
}

static void begin(avr_t *avr)
{
    let_run(avr, 1);
    memset(executions, 0, sizeof executions);
    measurement.running = true;
    measurement.start = avr->cycle;
    measurement.instructions = 0;
    measurement.path_hash = HASH_START;
    measurement.memory_hash = HASH_START;
    measurement.stack_start = stack_pointer(avr);
    measurement.stack_lowest = measurement.stack_start;
}

static void end(avr_t *avr)
{
    size_t word;
    let_run(avr, BURST);
    measurement.running = false;
    fprintf(out_file,
            "{\"instructions\": %" PRIu64 ", \"cycles\": {\"avr\": %" PRIu64 "}, \"stack_pointer_depth\": %u, "
            "\"path_hash\": \"%016" PRIx64 "\", \"memory_hash\": \"%016" PRIx64 "\"}\n",
            measurement.instructions, (uint64_t)(avr->cycle - measurement.start),
            (unsigned int)(measurement.stack_start - measurement.stack_lowest), measurement.path_hash,
            measurement.memory_hash);
    for (word = 0; profile_file != NULL && word < LARGEST_FLASH / 2; word++) {
        if (executions[word] != 0) {
            fprintf(profile_file, "%u %zx %" PRIu64 "\n", pair, word * 2, executions[word]);
        }
    }
    pair++;
}

static void on_mark(avr_t *avr, avr_io_addr_t address, uint8_t value, void *unused)
{
    (void)unused;
    avr->data[address] = value;
    if (value == 1U) {
        begin(avr);
    } else if (value == 2U && measurement.running) {
        end(avr);
    }
}

static void on_console(avr_t *avr, avr_io_addr_t address, uint8_t value, void *unused)
{
    (void)avr;
    (void)address;
    (void)unused;
    (void)putchar(value);
    if (value == '\n') {
        (void)fflush(stdout);
    }
}

static void on_exit_register(avr_t *avr, avr_io_addr_t address, uint8_t value, void *unused)
{
    let_run(avr, 1);
    (void)address;
    (void)unused;
    ended = true;
    exit_code = value;
}

static uint8_t on_input(avr_t *avr, avr_io_addr_t address, void *unused)
{
    const uint8_t value = next_input == EOF ? 0U : (uint8_t)next_input;
    (void)unused;
    if (input_file != NULL) {
        next_input = fgetc(input_file);
    }
    avr->data[address] = value;
    return value;
}

static uint8_t on_input_left(avr_t *avr, avr_io_addr_t address, void *unused)
{
    (void)unused;
    avr->data[address] = next_input == EOF ? 0U : 1U;
    return avr->data[address];
}

/* The data or program address that the next instruction accesses, or -1: loads and stores through
 * X, Y, Z with displacement, pre-decrement or post-increment; LDS, STS; LPM, ELPM. Pushes and pops
 * are left out: where they go follows from the path. */
static int32_t accessed_address(const avr_t *avr, unsigned int code, unsigned int next)
{
    const unsigned int displacement = (code & 7U) | (code >> 7 & 0x18U) | (code >> 8 & 0x20U);
    if ((code & 0xD000U) == 0x8000U) {                   /* LDD, STD */
        return (int32_t)(register_pair(avr, (code & 8U) != 0U ? POINTER_Y : POINTER_Z) + displacement);
    }
    if ((code & 0xFC00U) != 0x9000U) {
        return -1;
    }
    switch (code & 0xFU) {
    case 0x0: /* LDS, STS */
        return (int32_t)next;
    case 0x1: /* Z+ */
    case 0x4: /* LPM Z */
    case 0x5: /* LPM Z+ */
    case 0x6: /* ELPM Z */
    case 0x7: /* ELPM Z+ */
        return register_pair(avr, POINTER_Z);
    case 0x2: /* -Z */
        return register_pair(avr, POINTER_Z) - 1;
    case 0x9: /* Y+ */
        return register_pair(avr, POINTER_Y);
    case 0xA: /* -Y */
        return register_pair(avr, POINTER_Y) - 1;
    case 0xC: /* X */
    case 0xD: /* X+ */
        return register_pair(avr, POINTER_X);
    case 0xE: /* -X */
        return register_pair(avr, POINTER_X) - 1;
    default: /* PUSH, POP */
        return -1;
    }
}

static unsigned int code_at(const avr_t *avr, avr_flashaddr_t address)
{
    return (unsigned int)(avr->flash[address] | avr->flash[address + 1] << 8);
}

static bool is_in_table(const avr_t *avr, unsigned int code, int32_t accessed)
{
    /* STD, ST, PUSH and STS are bit 9. */
    const bool writes = (code & 0x200U) != 0U;
    unsigned int index;
    for (index = 0; index < table_count && !writes; index++) {
        const struct table *table = &tables[index];
        const unsigned int base = table->base == ABSOLUTE ? 0U : register_pair(avr, table->base);
        if (avr->pc >= table->from && avr->pc < table->to && (unsigned int)accessed - base - table->offset < table->length) {
            return true;
        }
    }
    return false;
}

static void count(const avr_t *avr)
{
    const avr_flashaddr_t address = avr->pc;
    const unsigned int code = code_at(avr, address);
    const int32_t accessed = accessed_address(avr, code, code_at(avr, address + 2));
    const uint16_t stack = stack_pointer(avr);
    measurement.instructions++;
    executions[address / 2]++;
    measurement.path_hash = (measurement.path_hash ^ address) * HASH_PRIME;
    if (accessed >= 0) {
        const uint64_t hashed = is_in_table(avr, code, accessed) ? IN_TABLE : (uint64_t)accessed;
        measurement.memory_hash = (measurement.memory_hash ^ hashed) * HASH_PRIME;
    }
    if (stack < measurement.stack_lowest) {
        measurement.stack_lowest = stack;
    }
}

static int run(avr_t *avr)
{
    while (!ended) {
        int state;
        if (measurement.running) {
            count(avr);
        }
        state = avr_run(avr);
        if (!ended && (state == cpu_Done || state == cpu_Crashed)) {
            printf("\nthe program crashed at %x, stack pointer %x\n", (unsigned int)avr->pc, stack_pointer(avr));
            return RUNNER_FAILED;
        }
    }
    return exit_code;
}

/* simavr tells about each section that it loads; only its errors are of interest here. */
static void log_errors(avr_t *avr, const int level, const char *format, va_list values)
{
    (void)avr;
    if (level <= LOG_ERROR) {
        (void)vfprintf(stderr, format, values);
    }
}

int main(int argument_count, char **arguments)
{
    elf_firmware_t firmware;
    avr_t *avr;
    int code, argument;
    const char *profile = NULL;

    avr_global_logger_set(log_errors);
    memset(&firmware, 0, sizeof firmware);
    for (argument = 4; argument < argument_count; argument++) {
        struct table *table = &tables[table_count];
        if (strncmp(arguments[argument], "table=", 6) != 0) {
            profile = arguments[argument];
        } else if (table_count == MOST_TABLES
                   || sscanf(arguments[argument], "table=%u,%u,%u,%u,%u", &table->from, &table->to, &table->base,
                             &table->offset, &table->length) != 5) {
            fprintf(stderr, "no table, or one too many: %s\n", arguments[argument]);
            return RUNNER_FAILED;
        } else {
            table_count++;
        }
    }
    if (argument_count < 4 || elf_read_firmware(arguments[2], &firmware) != 0) {
        fprintf(stderr, "usage: %s PART ELF OUT [PROFILE] [table=...]\n", arguments[0]);
        return RUNNER_FAILED;
    }
    avr = avr_make_mcu_by_name(arguments[1]);
    out_file = fopen(arguments[3], "w");
    profile_file = profile != NULL ? fopen(profile, "w") : NULL;
    if (avr == NULL || out_file == NULL) {
        fprintf(stderr, "unknown part %s, or no file %s\n", arguments[1], arguments[3]);
        return RUNNER_FAILED;
    }
    if (avr->eind != 0U) {
        /* A 3-byte program counter: these parts have an external memory interface, and 64 KB on it here. */
        avr->ramend = LARGEST_RAM;
    }
    avr_init(avr);
    avr_load_firmware(avr, &firmware);
    avr_register_io_write(avr, GPIOR0, on_mark, NULL);
    avr_register_io_write(avr, GPIOR1, on_console, NULL);
    avr_register_io_write(avr, GPIOR2, on_exit_register, NULL);
    input_file = fopen("vectors.cases", "rb");
    if (input_file != NULL) {
        next_input = fgetc(input_file);
    }
    avr_register_io_read(avr, GPIOR1, on_input, NULL);
    avr_register_io_read(avr, GPIOR2, on_input_left, NULL);
    let_run(avr, BURST);

    code = run(avr);
    (void)fflush(stdout);
    (void)fclose(out_file);
    if (profile_file != NULL) {
        (void)fclose(profile_file);
    }
    if (input_file != NULL) {
        (void)fclose(input_file);
    }
    return code;
}
