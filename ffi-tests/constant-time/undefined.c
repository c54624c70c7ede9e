/* Runs each operation of a file under memcheck with its secret marked as undefined. Where a branch or an address
 * depends on it, memcheck says so; what it says stands behind "operation NAME" in its log. */
#include "secrets.h"

#include <amisec.h>

#include <valgrind/memcheck.h>

#ifndef STRIDE
#define STRIDE 1U /* every secret */
#endif

static uint8_t secret[SECRET_LENGTH];

static uint16_t defined(uint16_t status)
{
    VALGRIND_MAKE_MEM_DEFINED(&status, sizeof status);
    return status;
}

int main(void)
{
    unsigned int number, chosen;
    for (chosen = 0; chosen < operation_count; chosen++) {
        const struct operation *operation = &operations[chosen];
        for (number = 0; number < operation_secrets; number += STRIDE) {
            VALGRIND_PRINTF("operation %s\n", operation->name);
            make_secret(number, secret);
            VALGRIND_MAKE_MEM_UNDEFINED(secret, sizeof secret);
            if (defined(operation->prepare(number, secret)) != AMISEC_OK || defined(operation->run()) != operation->expected) {
                VALGRIND_PRINTF("operation %s did not do what it must\n", operation->name);
                return 2;
            }
        }
    }
    return 0;
}
