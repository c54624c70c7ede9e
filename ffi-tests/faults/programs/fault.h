/* What a program under faults ends with, and what it works on: the campaign fills the inputs in. */
#ifndef FAULT_H
#define FAULT_H

#include <amisec.h>
#include <string.h>

#define IMAGE_LENGTH 100U

extern uint8_t public_key[64], image[IMAGE_LENGTH], digest[32], signature[64];
extern uint8_t key[16], nonce[12], aad[16], text[32], tag[16];
/* What nobody may see unless it is authentic; the campaign looks whether it is zero. */
extern uint8_t output[32];

/* The attacker has won if this is reached. */
void accepted(void);
/* A device would reset. */
void refused(void);

/* A verdict in memory is compared twice with this one. Of two comparisons with a constant the compiler makes the second
 * one with what passed the first, and one missed instruction is enough for both. */
extern const volatile amisec_status_t ok;

/* A reset that does not come at once is asked for again. */
#define REFUSE()       \
    do {               \
        refused();     \
    } while (1)

#endif
