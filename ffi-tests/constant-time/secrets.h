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

/* How many of the secrets the operation takes. */
extern const unsigned int operation_secrets;

/* Before the marks: takes the secret, sets objects up. */
void prepare(unsigned int index, const uint8_t secret[SECRET_LENGTH]);

/* Between the marks. What it leaves on the stack is looked at afterwards. */
void operation(void);

/* After the marks: 1 if the operation did what it must. */
int succeeded(void);

/* A context that must be without a trace of the secret after the operation; of length 0 if there is none. */
const uint8_t *finished_context(size_t *length);

#endif
