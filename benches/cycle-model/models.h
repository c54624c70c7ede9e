/* Cycle models: what an instruction costs on a core, memory without wait states. */
#ifndef MODELS_H
#define MODELS_H

#include "instruction.h"

struct model {
    const char *name;
    const char *architecture; /* QEMU's name of the target */
    uint8_t cycles[INSTRUCTION_CLASSES];
    uint8_t per_register; /* further cycles for each register of a multiple load or store */
    uint8_t taken; /* further cycles when the flow does not go on with the next instruction */
    uint8_t paired_load; /* what a load saves that directly follows another load or store */
};

extern const struct model models[];
extern const unsigned int model_count;

/* Cycles of an instruction that does not jump. */
unsigned int model_cost(const struct model *model, const struct instruction *instruction);

#endif
