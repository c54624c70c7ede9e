/* Costs from the technical reference manuals:
 *
 *   m0        Cortex-M0 r0p0, table 3-1, with the single-cycle multiplier
 *   m0plus    Cortex-M0+ r0p1, table 3-1, with the single-cycle multiplier
 *   m3        Cortex-M3 r2p1, section 18.2 (3.3.1). Long multiplications finish early for small
 *             operands; they are charged at their longest
 *   m4        Cortex-M4 r0p1, table 3-1
 *   m33       no public table: M4 with loads of one cycle and a refill of one, as measured by others
 *   e31       SiFive E31 core complex, section 3.3: loads deliver after 2 cycles, pipelined multiplier.
 *             A taken branch is charged 2 more, as if never predicted
 *   e31_mul5  the same with a multiplier of 5 cycles, as in small RV32 cores
 *
 * A refill of the pipeline takes 1 to 3 cycles on M3 and M4; 2 is charged. Division takes 2 to 12
 * cycles there and is charged at 7; no operation on secrets may use it. */
#include "models.h"

const struct model models[] = {
    {.name = "m0",
     .architecture = "arm",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_ADD] = 1, [MULTIPLY_LONG] = 1, [MULTIPLY_LONG_ADD] = 1,
                [DIVIDE] = 1, [LOAD] = 2, [LOAD_PC] = 2, [LOAD_DOUBLE] = 3, [STORE] = 2, [STORE_DOUBLE] = 3,
                [LOAD_MULTIPLE] = 1, [LOAD_MULTIPLE_PC] = 2, [STORE_MULTIPLE] = 1, [BRANCH] = 1, [CALL] = 2,
                [JUMP_REGISTER] = 1, [TABLE_BRANCH] = 4, [SYSTEM] = 4},
     .per_register = 1,
     .taken = 2},
    {.name = "m0plus",
     .architecture = "arm",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_ADD] = 1, [MULTIPLY_LONG] = 1, [MULTIPLY_LONG_ADD] = 1,
                [DIVIDE] = 1, [LOAD] = 2, [LOAD_PC] = 2, [LOAD_DOUBLE] = 3, [STORE] = 2, [STORE_DOUBLE] = 3,
                [LOAD_MULTIPLE] = 1, [LOAD_MULTIPLE_PC] = 2, [STORE_MULTIPLE] = 1, [BRANCH] = 1, [CALL] = 2,
                [JUMP_REGISTER] = 1, [TABLE_BRANCH] = 4, [SYSTEM] = 3},
     .per_register = 1,
     .taken = 1},
    {.name = "m3",
     .architecture = "arm",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_ADD] = 2, [MULTIPLY_LONG] = 5, [MULTIPLY_LONG_ADD] = 7,
                [DIVIDE] = 7, [LOAD] = 2, [LOAD_PC] = 2, [LOAD_DOUBLE] = 3, [STORE] = 1, [STORE_DOUBLE] = 3,
                [LOAD_MULTIPLE] = 1, [LOAD_MULTIPLE_PC] = 2, [STORE_MULTIPLE] = 1, [BRANCH] = 1, [CALL] = 1,
                [JUMP_REGISTER] = 1, [TABLE_BRANCH] = 2, [SYSTEM] = 2},
     .per_register = 1,
     .taken = 2,
     .paired_load = 1},
    {.name = "m4",
     .architecture = "arm",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_ADD] = 1, [MULTIPLY_LONG] = 1, [MULTIPLY_LONG_ADD] = 1,
                [DIVIDE] = 7, [LOAD] = 2, [LOAD_PC] = 2, [LOAD_DOUBLE] = 3, [STORE] = 1, [STORE_DOUBLE] = 3,
                [LOAD_MULTIPLE] = 1, [LOAD_MULTIPLE_PC] = 2, [STORE_MULTIPLE] = 1, [BRANCH] = 1, [CALL] = 1,
                [JUMP_REGISTER] = 1, [TABLE_BRANCH] = 2, [SYSTEM] = 2},
     .per_register = 1,
     .taken = 2,
     .paired_load = 1},
    {.name = "m33",
     .architecture = "arm",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_ADD] = 1, [MULTIPLY_LONG] = 1, [MULTIPLY_LONG_ADD] = 1,
                [DIVIDE] = 7, [LOAD] = 1, [LOAD_PC] = 1, [LOAD_DOUBLE] = 2, [STORE] = 1, [STORE_DOUBLE] = 2,
                [LOAD_MULTIPLE] = 1, [LOAD_MULTIPLE_PC] = 2, [STORE_MULTIPLE] = 1, [BRANCH] = 1, [CALL] = 1,
                [JUMP_REGISTER] = 1, [TABLE_BRANCH] = 2, [SYSTEM] = 1},
     .per_register = 1,
     .taken = 1},
    {.name = "e31",
     .architecture = "riscv32",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 1, [MULTIPLY_LONG] = 1, [DIVIDE] = 34, [LOAD] = 2, [STORE] = 1,
                [BRANCH] = 1, [CALL] = 1, [JUMP_REGISTER] = 1, [SYSTEM] = 1},
     .taken = 2},
    {.name = "e31_mul5",
     .architecture = "riscv32",
     .cycles = {[ARITHMETIC] = 1, [MULTIPLY] = 5, [MULTIPLY_LONG] = 5, [DIVIDE] = 34, [LOAD] = 2, [STORE] = 1,
                [BRANCH] = 1, [CALL] = 1, [JUMP_REGISTER] = 1, [SYSTEM] = 1},
     .taken = 2},
};

const unsigned int model_count = sizeof models / sizeof models[0];

const char *const instruction_class_names[INSTRUCTION_CLASSES] = {
    [ARITHMETIC] = "arithmetic",
    [MULTIPLY] = "multiply",
    [MULTIPLY_ADD] = "multiply_add",
    [MULTIPLY_LONG] = "multiply_long",
    [MULTIPLY_LONG_ADD] = "multiply_long_add",
    [DIVIDE] = "divide",
    [LOAD] = "load",
    [LOAD_PC] = "load_pc",
    [LOAD_DOUBLE] = "load_double",
    [STORE] = "store",
    [STORE_DOUBLE] = "store_double",
    [LOAD_MULTIPLE] = "load_multiple",
    [LOAD_MULTIPLE_PC] = "load_multiple_pc",
    [STORE_MULTIPLE] = "store_multiple",
    [BRANCH] = "branch",
    [CALL] = "call",
    [JUMP_REGISTER] = "jump_register",
    [TABLE_BRANCH] = "table_branch",
    [SYSTEM] = "system",
};

unsigned int model_cost(const struct model *model, const struct instruction *instruction)
{
    return model->cycles[instruction->class] + (unsigned int)model->per_register * instruction->registers;
}
