/* One call at a time of a verification, an agreement and a signature in steps: the longest one counts. */
#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_p256_steps_t);

/* The operation under way stands in the memory from `input` on; what is left of `output` holds the digest's
 * signature and the results. */
void operation(void)
{
    uint8_t *const memory = (uint8_t *)&operation_memory;
    amisec_p256_steps_t *const steps = (void *)(memory + offsetof(struct operation_memory, input));
    uint8_t *const signature = operation_memory.output + 16, *const result = signature + 64;
    uint8_t *const place = operation_memory.aad;
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_status_t status;
    switch (*place) {
    case 0:
        status = amisec_p256_public_key_from_raw(&public_key, operation_memory.public_key);
        status = status != AMISEC_OK
            ? status
            : amisec_p256_verify_start(steps, &public_key, operation_memory.nonce, signature);
        break;
    case 1:
        status = amisec_p256_verify_continue(steps, 1);
        break;
    case 2:
        status = amisec_p256_private_key_from_bytes(&private_key, operation_memory.key);
        status = status != AMISEC_OK ? status
                                     : amisec_p256_public_key_from_raw(&public_key, operation_memory.public_key);
        status = status != AMISEC_OK ? status : amisec_p256_ecdh_start(steps, &private_key, &public_key);
        break;
    case 3:
        status = amisec_p256_ecdh_continue(steps, 1, result);
        break;
    case 4:
        status = amisec_p256_private_key_from_bytes(&private_key, operation_memory.key);
        status = status != AMISEC_OK ? status : amisec_p256_sign_start(steps, &private_key, operation_memory.nonce);
        break;
    default:
        status = amisec_p256_sign_continue(steps, 1, result);
        break;
    }
    if (status == AMISEC_OK) {
        *place = (uint8_t)(*place + 1);
    }
    operation_memory.succeeded =
        status == AMISEC_IN_PROGRESS || (status == AMISEC_OK && *place < 6) ? OPERATION_GOES_ON : status == AMISEC_OK;
}
