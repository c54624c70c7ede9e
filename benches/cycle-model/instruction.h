/* What a cost depends on: the class of an instruction and how many registers it moves. */
#ifndef INSTRUCTION_H
#define INSTRUCTION_H

#include <stdbool.h>
#include <stdint.h>

enum instruction_class {
    ARITHMETIC,
    MULTIPLY,            /* 32x32 -> 32 */
    MULTIPLY_ADD,        /* 32x32 + 32 -> 32 */
    MULTIPLY_LONG,       /* 32x32 -> 64, or the upper half of it */
    MULTIPLY_LONG_ADD,   /* 32x32 + 64 -> 64 */
    DIVIDE,
    LOAD,
    LOAD_PC,             /* a load that jumps */
    LOAD_DOUBLE,
    STORE,
    STORE_DOUBLE,
    LOAD_MULTIPLE,
    LOAD_MULTIPLE_PC,    /* a return that pops its address */
    STORE_MULTIPLE,
    BRANCH,
    CALL,                /* a call to a fixed address */
    JUMP_REGISTER,       /* a call or jump to an address in a register, a return */
    TABLE_BRANCH,
    SYSTEM,              /* special registers, barriers */
    INSTRUCTION_CLASSES
};

struct instruction {
    enum instruction_class class;
    uint8_t registers;   /* of LOAD_MULTIPLE and STORE_MULTIPLE, the program counter not counted */
    uint8_t length;      /* bytes */
};

extern const char *const instruction_class_names[INSTRUCTION_CLASSES];

/* `code` holds the instruction's bytes as 16-bit units, the second one 0 if there is none. */
struct instruction decode_thumb(const uint16_t code[2]);
struct instruction decode_riscv(const uint16_t code[2]);

#endif
