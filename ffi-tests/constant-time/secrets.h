/* The secrets that an operation runs with, one after the other, and what an operation's file defines. */
#ifndef SECRETS_H
#define SECRETS_H

#include <stddef.h>
#include <stdint.h>

#define SECRET_LENGTH 32U
/* From here on a secret is no private key: zero, all ones. Operations on P-256 stop before it. */
#define SCALARS 22U
#define SECRETS 24U

/* Fills `bytes` with secret number `index`: the extremes first, then random ones. */
void make_secret(unsigned int index, uint8_t bytes[SECRET_LENGTH]);

/* A random function for operations that need one: the same bytes for each secret. */
uint16_t public_random(void *context, uint8_t *output, size_t length);

/* A call of one exported function. */
struct operation {
    const char *name; /* the function's, and what is special about the call */
    /* Before the marks: takes the secret, sets objects up. */
    uint16_t (*prepare)(unsigned int index, const uint8_t secret[SECRET_LENGTH]);
    /* Between the marks. What it leaves on the stack is looked at afterwards. */
    uint16_t (*run)(void);
    uint16_t expected;
    /* A context that must be without a trace of the secret afterwards, or NULL. */
    const void *finished;
    uint16_t finished_length;
};

/* What an operations' file defines. */
extern const struct operation operations[];
extern const unsigned int operation_count;
/* How many of the secrets its operations take. */
extern const unsigned int operation_secrets;

#endif
