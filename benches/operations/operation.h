/* One operation of one library, to be measured: what the programs here have in common.
 *
 *     LIBRARY/OPERATION.c   operation(): the calls that a firmware makes, its contexts on the stack
 *     known/OPERATION.c     prepare(): the input; correct(): whether the output is the known answer
 *     measured.c            main() of the program that is run: prepares, measures, compares
 *     linked.c, empty.c     main() of the programs whose sizes are subtracted
 */
#ifndef OPERATION_H
#define OPERATION_H

#include <stddef.h>
#include <stdint.h>

/* Input and output of an operation. All of it is in RAM, and none of it is the library's. Its size is a
 * multiple of 16, so that no linker script pads it. */
struct operation_memory {
    uint8_t key[32];      /* AES or HMAC key, or P-256 private key */
    uint8_t public_key[64];
    uint8_t nonce[32];    /* of CCM, or the k of a signature */
    uint8_t aad[16];
    uint8_t random[32];   /* what every second call of operation_random() gives */
    uint8_t input[1024];  /* a message, a block, a digest, or digest and signature */
    uint8_t output[200];
    uint32_t drawn;       /* calls of operation_random() */
    uint32_t succeeded;   /* set by operation() */
};
extern struct operation_memory operation_memory;

/* For `succeeded`: the operation is to be called again; the longest call counts. */
#define OPERATION_GOES_ON 2U

/* For random functions. */
void operation_random(uint8_t *output, size_t length);

/* Bytes of the objects that a firmware keeps for this operation. */
extern const uint32_t operation_context_bytes;

void prepare(void);
void operation(void);
int correct(void);

/* For known/: sets `length` bytes to first, first + 1, ... */
void count_up(uint8_t *bytes, size_t length, uint8_t first);
int equal(const uint8_t *left, const uint8_t *right, size_t length);
void copy(uint8_t *to, const uint8_t *from, size_t length);

#endif
