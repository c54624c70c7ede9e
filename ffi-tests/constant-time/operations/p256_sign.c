/* Signatures: the private key is secret, and the nonce. */
#include "operations.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_private_key_t key;
static uint8_t signature[64], calls;
static const uint8_t digest[32] = {0x4C}, message[40] = {0x4C};
static const uint8_t title[8] = {0x4D}, challenge[16] = {9}, other_title[8] = {0x4E}, other_challenge[16] = {8};
static const amisec_dlms_hls_parameters_t hls = {title, other_title, challenge, 16, other_challenge, 16};

static amisec_status_t import(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    (void)index;
    calls = 0;
    return amisec_p256_private_key_from_bytes(&key, secret);
}

RUN(sign, amisec_p256_sign(&key, message, sizeof message, signature))
RUN(hedged, amisec_p256_sign_hedged(&key, message, sizeof message, public_random, &calls, signature))
RUN(digest, amisec_p256_sign_digest(&key, digest, signature))
RUN(digest_hedged, amisec_p256_sign_digest_hedged(&key, digest, public_random, &calls, signature))
RUN(hls7, amisec_dlms_hls7_answer(&key, &hls, signature))

const struct operation operations[] = {
    OPERATION("amisec_p256_sign", import, sign, AMISEC_OK),
    OPERATION("amisec_p256_sign_hedged", import, hedged, AMISEC_OK),
    OPERATION("amisec_p256_sign_digest", import, digest, AMISEC_OK),
    OPERATION("amisec_p256_sign_digest_hedged", import, digest_hedged, AMISEC_OK),
    OPERATION("amisec_dlms_hls7_answer", import, hls7, AMISEC_OK),
};
OPERATIONS_END
