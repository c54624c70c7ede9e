/* Thumb and Thumb-2 instructions by class (ARMv7-M Architecture Reference Manual, chapters A5 and A7;
 * ARMv6-M is a subset, ARMv8-M Mainline adds nothing that the code under test uses). */
#include "instruction.h"

#define PROGRAM_COUNTER 15U

static struct instruction classified(enum instruction_class class, unsigned int registers, unsigned int length)
{
    struct instruction instruction;
    instruction.class = class;
    instruction.registers = (uint8_t)registers;
    instruction.length = (uint8_t)length;
    return instruction;
}

static unsigned int ones(unsigned int bits)
{
    return (unsigned int)__builtin_popcount(bits);
}

/* A5.2.4: single loads and stores of 16 bits length, LDR (literal) included. */
static bool is_narrow_load_or_store(unsigned int code, bool *load)
{
    if ((code & 0xF800U) == 0x4800U) {                   /* LDR (literal) */
        *load = true;
        return true;
    }
    if ((code & 0xF000U) == 0x5000U) {                   /* register offset: 3 to 7 load */
        *load = ((code >> 9) & 7U) >= 3U;
        return true;
    }
    if ((code & 0xE000U) == 0x6000U || (code & 0xF000U) == 0x8000U || (code & 0xF000U) == 0x9000U) {
        *load = (code & 0x0800U) != 0U;
        return true;
    }
    return false;
}

static struct instruction narrow(unsigned int code)
{
    bool load;
    if ((code & 0xFFC0U) == 0x4340U) {                   /* MULS */
        return classified(MULTIPLY, 0, 2);
    }
    if ((code & 0xFE00U) == 0xB400U) {                   /* PUSH */
        return classified(STORE_MULTIPLE, ones(code & 0x1FFU), 2);
    }
    if ((code & 0xFE00U) == 0xBC00U) {                   /* POP; bit 8 is the program counter */
        return classified((code & 0x100U) != 0U ? LOAD_MULTIPLE_PC : LOAD_MULTIPLE, ones(code & 0xFFU), 2);
    }
    if ((code & 0xF000U) == 0xC000U) {                   /* STM, LDM */
        return classified((code & 0x0800U) != 0U ? LOAD_MULTIPLE : STORE_MULTIPLE, ones(code & 0xFFU), 2);
    }
    if (is_narrow_load_or_store(code, &load)) {
        return classified(load ? LOAD : STORE, 0, 2);
    }
    if ((code & 0xF000U) == 0xD000U && (code & 0x0E00U) != 0x0E00U) {   /* B<c> */
        return classified(BRANCH, 0, 2);
    }
    if ((code & 0xF800U) == 0xE000U || (code & 0xF500U) == 0xB100U) {   /* B; CBZ, CBNZ */
        return classified(BRANCH, 0, 2);
    }
    if ((code & 0xFF00U) == 0x4700U) {                   /* BX, BLX */
        return classified(JUMP_REGISTER, 0, 2);
    }
    if ((code & 0xFD87U) == 0x4487U) {                   /* ADD or MOV to the program counter */
        return classified(JUMP_REGISTER, 0, 2);
    }
    return classified(ARITHMETIC, 0, 2);
}

/* A5.3.6: LDRD, STRD, exclusive accesses, table branches. */
static struct instruction wide_double(unsigned int first, unsigned int second)
{
    if ((first & 0xFFF0U) == 0xE8D0U && (second & 0xFFE0U) == 0xF000U) {
        return classified(TABLE_BRANCH, 0, 4);
    }
    return classified((first & 0x10U) != 0U ? LOAD_DOUBLE : STORE_DOUBLE, 0, 4);
}

/* A5.3.4: branches and system instructions. */
static struct instruction wide_branch(unsigned int first, unsigned int second)
{
    if ((second & 0xD000U) == 0xD000U) {                 /* BL */
        return classified(CALL, 0, 4);
    }
    if ((second & 0xD000U) == 0x9000U) {                 /* B.W */
        return classified(BRANCH, 0, 4);
    }
    if ((first & 0x0380U) != 0x0380U) {                  /* B<c>.W */
        return classified(BRANCH, 0, 4);
    }
    return classified(SYSTEM, 0, 4);
}

/* A5.3.7 to A5.3.10: single loads and stores. */
static struct instruction wide_single(unsigned int first, unsigned int second)
{
    const unsigned int to = second >> 12;
    if ((first & 0x10U) == 0U) {
        return classified(STORE, 0, 4);
    }
    return classified(to == PROGRAM_COUNTER && (first & 0x60U) == 0x40U ? LOAD_PC : LOAD, 0, 4);
}

/* A5.3.17: long multiplication and division. */
static struct instruction wide_long_multiply(unsigned int first)
{
    switch ((first >> 4) & 7U) {
    case 0: /* SMULL */
    case 2: /* UMULL */
        return classified(MULTIPLY_LONG, 0, 4);
    case 1: /* SDIV */
    case 3: /* UDIV */
        return classified(DIVIDE, 0, 4);
    default: /* SMLAL, UMLAL, UMAAL */
        return classified(MULTIPLY_LONG_ADD, 0, 4);
    }
}

/* A6.6: loads and stores of floating-point registers; the eight lowest bits count words. */
static struct instruction wide_floating_point(unsigned int first, unsigned int second)
{
    const bool load = (first & 0x10U) != 0U;
    if ((first & 0x0120U) == 0x0100U) {                  /* VLDR, VSTR: bit 8 of the second is the width */
        if ((second & 0x0100U) != 0U) {
            return classified(load ? LOAD_DOUBLE : STORE_DOUBLE, 0, 4);
        }
        return classified(load ? LOAD : STORE, 0, 4);
    }
    return classified(load ? LOAD_MULTIPLE : STORE_MULTIPLE, second & 0xFFU, 4);
}

static struct instruction wide(unsigned int first, unsigned int second)
{
    if ((first & 0xF800U) == 0xF000U && (second & 0x8000U) != 0U) {
        return wide_branch(first, second);
    }
    if ((first & 0xFE40U) == 0xE800U) {                  /* LDM, STM, PUSH.W, POP.W */
        const bool load = (first & 0x10U) != 0U;
        const bool jumps = load && (second & 0x8000U) != 0U;
        const enum instruction_class loaded = jumps ? LOAD_MULTIPLE_PC : LOAD_MULTIPLE;
        return classified(load ? loaded : STORE_MULTIPLE, ones(second & 0x7FFFU), 4);
    }
    if ((first & 0xFE40U) == 0xE840U) {
        return wide_double(first, second);
    }
    if ((first & 0xFE00U) == 0xEC00U && (second & 0x0E00U) == 0x0A00U && (first & 0x01E0U) != 0x0040U) {
        return wide_floating_point(first, second);       /* but not VMOV between two kinds of registers */
    }
    if ((first & 0xFE00U) == 0xF800U) {
        return wide_single(first, second);
    }
    if ((first & 0xFF80U) == 0xFB00U) {                  /* MUL, MLA, MLS and the DSP extension's */
        return classified(second >> 12 == PROGRAM_COUNTER ? MULTIPLY : MULTIPLY_ADD, 0, 4);
    }
    if ((first & 0xFF80U) == 0xFB80U) {
        return wide_long_multiply(first);
    }
    return classified(ARITHMETIC, 0, 4);
}

struct instruction decode_thumb(const uint16_t code[2])
{
    return code[0] >> 11 >= 0x1DU ? wide(code[0], code[1]) : narrow(code[0]);
}
