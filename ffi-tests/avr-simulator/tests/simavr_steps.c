/* simavr, one instruction after the other: the other side of lockstep.rs.
 *
 *     simavr-steps PART
 *
 * Reads commands from standard input, numbers in little endian order, and answers on standard output:
 *
 *     F address:4 length:4 bytes     writes flash
 *     M address:2 length:2 bytes     writes data memory
 *     S state                        sets the state: PC:4 SP:2 SREG:1 r0..r31 cycles:8
 *     N                              executes an instruction; answers with the state, 1 if it crashed, and a hash of
 *                                    the state
 *     B count:4                      the same with a block of instructions: the hash is that of all states on the way,
 *                                    and there is one of the RAM
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simavr/sim_avr.h>

#define STACK_POINTER 0x5D
#define STATE_LENGTH 47U
#define PRIME UINT64_C(0x9E3779B97F4A7C15)

static uint64_t number(const uint8_t *bytes, unsigned int length)
{
    uint64_t value = 0;
    while (length-- > 0U) {
        value = value << 8 | bytes[length];
    }
    return value;
}

static void store(uint8_t *bytes, unsigned int length, uint64_t value)
{
    while (length-- > 0U) {
        *bytes++ = (uint8_t)value;
        value >>= 8;
    }
}

static uint64_t hash(uint64_t start, const uint8_t *bytes, size_t length)
{
    while (length > 0U) {
        const unsigned int part = length < 8U ? (unsigned int)length : 8U;
        uint64_t word = number(bytes, part);
        start = (start << 23 | start >> 41) ^ word;
        start *= PRIME;
        bytes += part;
        length -= part;
    }
    return start;
}

static bool take(uint8_t *bytes, size_t length)
{
    return fread(bytes, 1, length, stdin) == length;
}

static uint64_t take_number(unsigned int length)
{
    uint8_t bytes[8];
    return take(bytes, length) ? number(bytes, length) : 0U;
}

static void set_state(avr_t *avr, const uint8_t *state)
{
    unsigned int bit;
    avr->pc = (avr_flashaddr_t)number(state, 4);
    memcpy(&avr->data[STACK_POINTER], state + 4, 2);
    for (bit = 0; bit < 8U; bit++) {
        avr->sreg[bit] = state[6] >> bit & 1U;
    }
    memcpy(avr->data, state + 7, 32);
    avr->cycle = number(state + 39, 8);
    avr->state = cpu_Running;
    avr->interrupt_state = 0;
}

static void get_state(const avr_t *avr, uint8_t *state)
{
    unsigned int bit;
    store(state, 4, avr->pc);
    memcpy(state + 4, &avr->data[STACK_POINTER], 2);
    state[6] = 0;
    for (bit = 0; bit < 8U; bit++) {
        state[6] |= (uint8_t)((avr->sreg[bit] & 1U) << bit);
    }
    memcpy(state + 7, avr->data, 32);
    store(state + 39, 8, avr->cycle);
}

static void execute(avr_t *avr, uint32_t count, bool with_ram)
{
    uint8_t answer[STATE_LENGTH + 1U + 8U + 8U];
    uint64_t states = 0;
    while (count-- > 0U) {
        avr->run_cycle_limit = 1;
        avr->run_cycle_count = 1;
        (void)avr_run(avr);
        get_state(avr, answer);
        states = hash(states, answer, STATE_LENGTH);
    }
    answer[STATE_LENGTH] = avr->state == cpu_Crashed;
    store(answer + STATE_LENGTH + 1U, 8, states);
    store(answer + STATE_LENGTH + 9U, 8,
          with_ram ? hash(0, avr->data + avr->ioend + 1, (size_t)avr->ramend - avr->ioend) : 0U);
    (void)fwrite(answer, 1, sizeof answer, stdout);
}

static void silent(avr_t *avr, const int level, const char *format, va_list values)
{
    (void)avr;
    (void)level;
    (void)format;
    (void)values;
}

int main(int argument_count, char **arguments)
{
    static uint8_t state[STATE_LENGTH];
    avr_t *avr = argument_count == 2 ? avr_make_mcu_by_name(arguments[1]) : NULL;
    int command;
    if (avr == NULL) {
        return EXIT_FAILURE;
    }
    avr_global_logger_set(silent);
    if (avr->eind != 0U) {
        avr->ramend = 0xFFFF; /* as in ../../targets/avr/simulator/runner.c */
    }
    avr_init(avr);
    avr->codeend = avr->flashend;
    while ((command = getchar()) != EOF) {
        uint32_t address;
        switch (command) {
        case 'F':
            address = (uint32_t)take_number(4);
            (void)take(avr->flash + address, take_number(4));
            break;
        case 'M':
            address = (uint32_t)take_number(2);
            (void)take(avr->data + address, take_number(2));
            break;
        case 'S':
            (void)take(state, sizeof state);
            set_state(avr, state);
            break;
        case 'N':
            execute(avr, 1, false);
            break;
        default:
            execute(avr, (uint32_t)take_number(4), true);
            (void)fflush(stdout);
            break;
        }
    }
    return EXIT_SUCCESS;
}
