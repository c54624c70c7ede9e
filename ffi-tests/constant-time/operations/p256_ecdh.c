/* Key agreement: the private key is secret, and the shared secret. */
#include "peer.h"

const unsigned int operation_secrets = SCALARS;
static uint8_t shared[32], calls;
static const uint8_t party[8] = {0x4D};

RUN(ecdh, amisec_p256_ecdh(&key, &peer, shared))
RUN(hedged, amisec_p256_ecdh_hedged(&key, &peer, public_random, &calls, shared))
RUN(agree, amisec_dlms_agree_key(&key, &peer, AMISEC_DLMS_KEY_FOR_GCM, party, 8, party, 8, shared))

static amisec_status_t with_random(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    calls = 0;
    return with_peer(index, secret);
}

const struct operation operations[] = {
    OPERATION("amisec_p256_ecdh", with_peer, ecdh, AMISEC_OK),
    OPERATION("amisec_p256_ecdh_hedged", with_random, hedged, AMISEC_OK),
    OPERATION("amisec_dlms_agree_key", with_peer, agree, AMISEC_OK),
};
OPERATIONS_END
