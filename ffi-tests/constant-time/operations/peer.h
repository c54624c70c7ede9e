/* A private key that is secret, and the public key of somebody else. */
#ifndef PEER_H
#define PEER_H

#include "operations.h"

static amisec_p256_private_key_t key;
static amisec_p256_public_key_t peer;

/* The public key of the private key 0x0707...07, computed with the first secret. */
static amisec_status_t with_peer(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    amisec_status_t status = AMISEC_OK;
    uint8_t other[SECRET_LENGTH];
    unsigned int position;
    for (position = 0; position < SECRET_LENGTH; position++) {
        other[position] = 7;
    }
    if (index == 0U) {
        status = amisec_p256_private_key_from_bytes(&key, other);
        status = status != AMISEC_OK ? status : amisec_p256_public_key_from_private(&peer, &key);
    }
    return status != AMISEC_OK ? status : amisec_p256_private_key_from_bytes(&key, secret);
}

#endif
