/* The same message of C12.22, checked and decrypted. */
#include "c1222_sample.h"

void prepare(void)
{
    c1222_elements();
    copy(operation_memory.input, c1222_ciphertext, sizeof c1222_ciphertext);
    copy(operation_memory.nonce, c1222_mac, sizeof c1222_mac);
}

int correct(void)
{
    return equal(operation_memory.output, c1222_payload, sizeof c1222_payload);
}
