/* A new key for a meter, sent by its head-end: both sides with amisec. See run. */
#ifndef COMMAND_EXAMPLE_H
#define COMMAND_EXAMPLE_H

#include <amisec.h>

#define METER "AMI00001"
#define KEY_ID "head"
#define COMMAND_MOST 64U
/* A signed command that is encrypted inside. */
#define MESSAGE_MOST (COMMAND_MOST + 17U + AMISEC_COMMAND_OVERHEAD)

struct message {
    uint8_t bytes[MESSAGE_MOST];
    size_t length;
};

/* head_end.c */
amisec_status_t head_end_start(uint8_t public_key[64]);
amisec_status_t head_end_send(uint32_t sequence, const uint8_t *command, size_t length, struct message *message);
amisec_status_t head_end_take(uint32_t sequence, const uint8_t meter_key[64], const struct message *answer);

/* meter.c: `run_out` is where the power fails, 0 for nowhere, 1 behind the release of the command. */
amisec_status_t meter_start(const uint8_t head_end_key[64], uint8_t public_key[64]);
amisec_status_t meter_restart(uint32_t *cut_off);
amisec_status_t meter_take(const struct message *message, int run_out, struct message *answer);

/* run.c: random bytes, and the key that both sides have. */
amisec_status_t random_bytes(void *context, uint8_t *output, size_t length);
extern const uint8_t shared_key[16];

#endif
