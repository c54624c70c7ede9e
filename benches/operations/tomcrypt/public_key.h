#include "curve.h"

static int read_public_key(ecc_key *key, const uint8_t coordinates[64])
{
    uint8_t bytes[65];
    size_t index;
    bytes[0] = 4;
    for (index = 0; index < 64U; index++) {
        bytes[1U + index] = coordinates[index];
    }
    return ecc_ansi_x963_import(bytes, sizeof bytes, key);
}
