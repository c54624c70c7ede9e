/* Signatures that are verified before they are released: the private key is secret, and the nonce. */
#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static amisec_p256_public_key_t public_key;
static amisec_selftest_t tests;
static uint8_t signature[64], calls;
static const uint8_t digest[32] = {0x4C}, message[40] = {0x4C};

static amisec_status_t import(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = amisec_p256_private_key_from_bytes(&key, secret);
    (void)index;
    calls = 0;
    return status != AMISEC_OK ? status : amisec_p256_public_key_from_private(&public_key, &key);
}

static amisec_status_t import_and_test(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = import(index, secret);
    return status != AMISEC_OK ? status : amisec_selftest_init(&tests);
}

RUN(whole, amisec_p256_sign_checked(&key, &public_key, message, sizeof message, public_random, &calls, signature))
RUN(digest, amisec_p256_sign_digest_checked(&key, &public_key, digest, public_random, &calls, signature))
RUN(pair, amisec_selftest_p256_pair(&tests, &key, &public_key))

const struct operation operations[] = {
    OPERATION("amisec_p256_sign_checked", import, whole, AMISEC_OK),
    OPERATION("amisec_p256_sign_digest_checked", import, digest, AMISEC_OK),
    OPERATION("amisec_selftest_p256_pair", import_and_test, pair, AMISEC_OK),
};
OPERATIONS_END
