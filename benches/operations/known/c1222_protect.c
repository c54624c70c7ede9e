/* A C12.22 message, encrypted: the first example of "EAX' Cipher Mode" (May 2011). */
#include "c1222_sample.h"

void prepare(void)
{
    c1222_elements();
    copy(operation_memory.input, c1222_payload, sizeof c1222_payload);
}

/* The MAC stands behind the ciphertext. */
int correct(void)
{
    return equal(operation_memory.output, c1222_ciphertext, sizeof c1222_ciphertext)
        && equal(operation_memory.output + sizeof c1222_ciphertext, c1222_mac, sizeof c1222_mac);
}
