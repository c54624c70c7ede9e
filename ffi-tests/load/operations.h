/* Operations of every kind, each on objects of its own; what comes out of one depends on nothing but its seed. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <amisec.h>

#define RESULT_LENGTH 32U

struct operation {
    const char *name;
    /* Whether it takes long: a computation with P-256. */
    uint8_t slow;
    void (*run)(uint8_t seed, uint8_t result[RESULT_LENGTH]);
};

extern const struct operation operations[];
extern const uint8_t operation_count;

#endif
