/* RV32IMC instructions by class (RISC-V Unprivileged ISA 20191213, chapters 2, 7, 16 and 24). */
#include "instruction.h"

static struct instruction classified(enum instruction_class class, unsigned int length)
{
    struct instruction instruction;
    instruction.class = class;
    instruction.registers = 0;
    instruction.length = (uint8_t)length;
    return instruction;
}

/* Quadrants 0 to 2 of the compressed instructions, by their upper three bits. */
static struct instruction compressed(unsigned int code)
{
    const unsigned int function = code >> 13;
    switch (code & 3U) {
    case 0:
        if (function == 2U) {                            /* C.LW */
            return classified(LOAD, 2);
        }
        return classified(function == 6U ? STORE : ARITHMETIC, 2);
    case 1:
        if (function == 1U) {                            /* C.JAL */
            return classified(CALL, 2);
        }
        return classified(function >= 5U ? BRANCH : ARITHMETIC, 2);
    default:
        if (function == 2U) {                            /* C.LWSP */
            return classified(LOAD, 2);
        }
        if (function == 6U) {                            /* C.SWSP */
            return classified(STORE, 2);
        }
        /* C.JR and C.JALR have no second register; C.MV and C.ADD have one. */
        if (function == 4U && ((code >> 2) & 0x1FU) == 0U) {
            return classified(JUMP_REGISTER, 2);
        }
        return classified(ARITHMETIC, 2);
    }
}

/* The M extension: MUL, three that give the upper half, four that divide. */
static struct instruction multiply_or_divide(unsigned int function)
{
    if (function == 0U) {
        return classified(MULTIPLY, 4);
    }
    return classified(function < 4U ? MULTIPLY_LONG : DIVIDE, 4);
}

struct instruction decode_riscv(const uint16_t code[2])
{
    const uint32_t word = (uint32_t)code[0] | (uint32_t)code[1] << 16;
    if ((word & 3U) != 3U) {
        return compressed(code[0]);
    }
    switch (word & 0x7FU) {
    case 0x03U:
        return classified(LOAD, 4);
    case 0x23U:
        return classified(STORE, 4);
    case 0x63U:
        return classified(BRANCH, 4);
    case 0x6FU:
        return classified(CALL, 4);
    case 0x67U:
        return classified(JUMP_REGISTER, 4);
    case 0x33U:
        if (word >> 25 == 1U) {
            return multiply_or_divide((word >> 12) & 7U);
        }
        return classified(ARITHMETIC, 4);
    case 0x73U:
    case 0x0FU:
        return classified(SYSTEM, 4);
    default:
        return classified(ARITHMETIC, 4);
    }
}
