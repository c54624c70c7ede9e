#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_selftest_t);

void operation(void)
{
    amisec_selftest_t test;
    operation_memory.succeeded = amisec_selftest_init(&test) == AMISEC_OK && amisec_selftest_ccm(&test) == AMISEC_OK
        && amisec_selftest_result(&test) == AMISEC_OK;
}
