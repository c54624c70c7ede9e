#include "operation.h"

#include <amisec.h>

const uint32_t operation_context_bytes = sizeof(amisec_selftest_t);

void operation(void)
{
    amisec_selftest_t test;
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    operation_memory.succeeded =
        amisec_selftest_init(&test) == AMISEC_OK
        && amisec_selftest_sha256(&test) == AMISEC_OK
        && amisec_selftest_sha384(&test) == AMISEC_OK
        && amisec_selftest_sha512(&test) == AMISEC_OK
        && amisec_selftest_hmac_sha256(&test) == AMISEC_OK
        && amisec_selftest_hmac_sha384(&test) == AMISEC_OK
        && amisec_selftest_hkdf(&test) == AMISEC_OK
        && amisec_selftest_kdf(&test) == AMISEC_OK
        && amisec_selftest_drbg(&test) == AMISEC_OK
        && amisec_selftest_aes_encrypt(&test) == AMISEC_OK
        && amisec_selftest_aes_decrypt(&test) == AMISEC_OK
        && amisec_selftest_ccm(&test) == AMISEC_OK
        && amisec_selftest_gcm(&test) == AMISEC_OK
        && amisec_selftest_cmac(&test) == AMISEC_OK
        && amisec_selftest_key_wrap(&test) == AMISEC_OK
        && amisec_selftest_eax_prime(&test) == AMISEC_OK
        && amisec_selftest_p256_sign(&test) == AMISEC_OK
        && amisec_selftest_p256_verify(&test) == AMISEC_OK
        && amisec_selftest_p256_ecdh(&test) == AMISEC_OK
        && amisec_p256_private_key_from_bytes(&private_key, operation_memory.key) == AMISEC_OK
        && amisec_p256_public_key_from_raw(&public_key, operation_memory.public_key) == AMISEC_OK
        && amisec_selftest_p256_pair(&test, &private_key, &public_key) == AMISEC_OK
        && amisec_selftest_result(&test) == AMISEC_OK;
}
