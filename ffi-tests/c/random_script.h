/* A random function that does what a script says, one letter a call:
 *
 *     A to L  a block of its own for each letter
 *     z       zeros
 *     n, m    n - 1 and n - 2, of the order n of P-256: the first numbers that are no candidate, and the last one
 *     o       all ones
 *     !       fails, with AMISEC_STORAGE_FAILED, behind a good block
 *     0       answers 0 behind a good block: other libraries' success, not ours
 */
#ifndef RANDOM_SCRIPT_H
#define RANDOM_SCRIPT_H

#include "check.h"

struct random_script {
    const char *next;
    uint8_t calls;
};

/* The block of a letter. */
void random_block(char letter, uint8_t block[32]);

/* An amisec_random_fn; its context is a struct random_script. */
amisec_status_t scripted_random(void *context, uint8_t *output, size_t length);

#endif
