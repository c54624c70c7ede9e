/* One case of a case stream, and the functions that execute it. The numbers are those of
 * ffi-tests/src/bin/vectors/stream.rs, which also names each operation's fields. */
#ifndef VECTOR_CASES_H
#define VECTOR_CASES_H

#include "amisec.h"
#include "vector_stream.h"

#define VECTOR_SHA256 1U
#define VECTOR_SHA256_MONTE_CARLO 2U
#define VECTOR_HMAC_SHA256 3U
#define VECTOR_AES_ECB 4U
#define VECTOR_AES_CBC 5U
#define VECTOR_AES_CTR 6U
#define VECTOR_AES_ECB_ENCRYPT_MONTE_CARLO 7U
#define VECTOR_AES_ECB_DECRYPT_MONTE_CARLO 8U
#define VECTOR_AES_CBC_ENCRYPT_MONTE_CARLO 9U
#define VECTOR_AES_CBC_DECRYPT_MONTE_CARLO 10U
#define VECTOR_AES_CCM 11U
#define VECTOR_P256_VERIFY 12U
#define VECTOR_P256_VERIFY_DER 13U
#define VECTOR_P256_SIGN 14U
#define VECTOR_P256_KEY_PAIR 15U
#define VECTOR_P256_PUBLIC_KEY 16U
#define VECTOR_P256_ECDH 17U
#define VECTOR_SHA384 32U
#define VECTOR_SHA384_MONTE_CARLO 33U
#define VECTOR_SHA512 34U
#define VECTOR_SHA512_MONTE_CARLO 35U
#define VECTOR_HMAC_SHA384 36U
#define VECTOR_AES_GCM 40U
#define VECTOR_AES_CMAC 41U
#define VECTOR_AES_KEY_WRAP 42U
#define VECTOR_HKDF_SHA256 43U
#define VECTOR_KDF_COUNTER_HMAC_SHA256 44U
#define VECTOR_KDF_COUNTER_AES_CMAC 45U

#define VECTOR_ACCEPT 0U
#define VECTOR_REFUSE 1U
#define VECTOR_EITHER 2U
#define VECTOR_BAD_LENGTH 3U

typedef struct {
    uint8_t operation;
    uint8_t expectation;
    int was_accepted;       /* set by vector_judge */
    amisec_status_t status; /* the last one, for the report */
} vector_case_t;

/* Executes a case: NULL if the library did what is expected, else what it did wrong. If the case does
 * not fit into memory, the answer means nothing. */
/* Where flash does not hold the whole library, a program links some of these and is given their cases only. */
#ifdef VECTOR_IN_PARTS
#define VECTOR_PART __attribute__((weak))
#else
#define VECTOR_PART
#endif

VECTOR_PART const char *vector_execute_sha256(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_hmac(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_sha384(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_sha512(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_hmac_sha384(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_aes(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_aes_ccm(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_aes_gcm(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_aes_cmac(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_aes_key_wrap(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_hkdf(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_kdf(vector_case_t *this_case);
VECTOR_PART const char *vector_execute_p256(vector_case_t *this_case);

/* Compares a status with the expectation. `refusal` is the one status that refuses here. */
const char *vector_judge(vector_case_t *this_case, amisec_status_t status, amisec_status_t refusal);

/* Leaves the case, with `problem`, unless a call succeeds. */
#define VECTOR_NEED(call, problem) \
    do { \
        this_case->status = (call); \
        if (this_case->status != AMISEC_OK) { \
            return problem; \
        } \
    } while (0)

/* Leaves the case, with `problem`, unless something holds. */
#define VECTOR_CHECK(condition, problem) \
    do { \
        if (!(condition)) { \
            return problem; \
        } \
    } while (0)

#endif
