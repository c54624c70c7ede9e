/* What a program under faults ends with, and what it works on: the campaign fills the inputs in. */
#ifndef FAULT_H
#define FAULT_H

#include <amisec.h>
#include <string.h>

#define IMAGE_LENGTH 100U
#define MESSAGE_MOST 320U
#define SLOT_LENGTH 96U

extern uint8_t public_key[64], image[IMAGE_LENGTH], digest[32], signature[64];
extern uint8_t key[16], nonce[12], aad[16], text[32], tag[16];
/* A message of a service, as it came over the line, or something that was wrapped. */
extern uint8_t message[MESSAGE_MOST];
extern uint32_t message_length;
/* What the random function gives, block after block. */
extern uint8_t entropy[128];
/* What nobody may see unless it is authentic; the campaign looks whether it is zero. */
extern uint8_t output[128];

/* Non-volatile memory, for one record: the application's part of it. */
extern const amisec_storage_t storage;
extern uint8_t slots[2][SLOT_LENGTH];

/* Gives the blocks from where `context` points to, in `entropy`. */
amisec_status_t random_blocks(void *context, uint8_t *place, size_t length);

/* What was done before the attacker came: runs first, without faults. Not every program has it. */
void factory(void);
/* Goes on only if that succeeded. */
void made(amisec_status_t status);

/* The attacker has won if this is reached. */
void accepted(void);
/* A device would reset. */
void refused(void);

/* A verdict in memory is compared twice, each time with one of these. Of two comparisons with a constant, or with one
 * variable, the compiler makes the second one with what it has from the first, and one missed instruction is enough for
 * both. */
extern const volatile amisec_status_t ok, also_ok;

/* A reset that does not come at once is asked for again. */
#define REFUSE()       \
    do {               \
        refused();     \
    } while (1)

#endif
