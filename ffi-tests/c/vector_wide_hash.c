/* SHA-384, SHA-512 and HMAC-SHA-384: each message in one call, if it fits, and in parts of changing length. */
#include "vector_cases.h"

#define ROUNDS 1000U

#define HASH amisec_sha384
#define HASH_INIT AMISEC_SHA384_INIT
#define NAMED(before, behind) before##_sha384_##behind
#define DIGEST_LENGTH 48U
#include "vector_hash_cases.h"

const char *vector_execute_sha384(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA384 ? execute_sha384_messages(this_case)
                                               : execute_sha384_monte_carlo(this_case);
}

#define HASH amisec_sha512
#define HASH_INIT AMISEC_SHA512_INIT
#define NAMED(before, behind) before##_sha512_##behind
#define DIGEST_LENGTH 64U
#include "vector_hash_cases.h"

const char *vector_execute_sha512(vector_case_t *this_case)
{
    return this_case->operation == VECTOR_SHA512 ? execute_sha512_messages(this_case)
                                               : execute_sha512_monte_carlo(this_case);
}

#define NAMED(rest) amisec_hmac_sha384##rest
#define HMAC_INIT AMISEC_HMAC_SHA384_INIT
#define TAG_LENGTH 48U

const char *vector_execute_hmac_sha384(vector_case_t *this_case)
#include "vector_hmac_cases.h"
