/* AES-CCM. */
#include "vector_aes.h"
#include "vector_cases.h"

#define MODE(rest) ccm##rest
#define MODE_PARAMETERS amisec_ccm_parameters_t
#include "vector_aead_cases.h"

const char *vector_execute_aes_ccm(vector_case_t *this_case)
{
    return execute(this_case, NULL);
}
