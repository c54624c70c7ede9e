/* SHA-256 and HMAC-SHA-256: each message in one call, if it fits, and in parts of changing length. */
#include "vector_cases.h"

#define ROUNDS 1000U

#define HASH amisec_sha256
#define HASH_INIT AMISEC_SHA256_INIT
#define NAMED(before, behind) before##_sha256_##behind
#define DIGEST_LENGTH 32U
#include "vector_hash_cases.h"

const char *vector_execute_sha256(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA256 ? execute_sha256_messages(this_case)
                                               : execute_sha256_monte_carlo(this_case);
}

#define NAMED(rest) amisec_hmac_sha256##rest
#define HMAC_INIT AMISEC_HMAC_SHA256_INIT
#define TAG_LENGTH 32U

const char *vector_execute_hmac(vector_case_t *this_case)
#include "vector_hmac_cases.h"
