/* P-256 in steps: the private key is secret. A start alone, then all steps. */
#include "peer.h"

const unsigned int operation_secrets = SCALARS;
static amisec_p256_steps_t steps;
static amisec_p256_public_key_t public_key;
static uint8_t output[64];
static const uint8_t digest[32] = {0x4C};

RUN(sign_start, amisec_p256_sign_start(&steps, &key, digest))
RUN(ecdh_start, amisec_p256_ecdh_start(&steps, &key, &peer))
RUN(public_start, amisec_p256_public_key_from_private_start(&steps, &key))

#define STARTED(name, run)                                                             \
    static amisec_status_t name(unsigned int index, const uint8_t secret[SECRET_LENGTH]) \
    {                                                                                  \
        const amisec_status_t status = with_peer(index, secret);                       \
        return status != AMISEC_OK ? status : run();                                   \
    }
STARTED(sign_started, run_sign_start)
STARTED(ecdh_started, run_ecdh_start)
STARTED(public_started, run_public_start)

#define CONTINUED(name, call)                     \
    static amisec_status_t run_##name(void)       \
    {                                             \
        amisec_status_t status;                   \
        do {                                      \
            status = call;                        \
        } while (status == AMISEC_IN_PROGRESS);   \
        return status;                            \
    }
CONTINUED(sign_continue, amisec_p256_sign_continue(&steps, 1, output))
CONTINUED(ecdh_continue, amisec_p256_ecdh_continue(&steps, 1, output))
CONTINUED(public_continue, amisec_p256_public_key_from_private_continue(&steps, 1, &public_key))

const struct operation operations[] = {
    OPERATION("amisec_p256_sign_start", with_peer, sign_start, AMISEC_OK),
    FINISHED("amisec_p256_sign_continue", sign_started, sign_continue, AMISEC_OK, steps),
    OPERATION("amisec_p256_ecdh_start", with_peer, ecdh_start, AMISEC_OK),
    FINISHED("amisec_p256_ecdh_continue", ecdh_started, ecdh_continue, AMISEC_OK, steps),
    OPERATION("amisec_p256_public_key_from_private_start", with_peer, public_start, AMISEC_OK),
    FINISHED("amisec_p256_public_key_from_private_continue", public_started, public_continue, AMISEC_OK, steps),
};
OPERATIONS_END
