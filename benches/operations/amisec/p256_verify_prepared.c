/* The head end's key is a constant of the firmware; its bytes are counted. */
#include "operation.h"
#include "p256_sample_verifier.h"

const uint32_t operation_context_bytes = sizeof(amisec_p256_verifier_t);

void operation(void)
{
    operation_memory.succeeded =
        amisec_p256_verify_digest_prepared(&sample_verifier, operation_memory.input, operation_memory.input + 32)
        == AMISEC_OK;
}
