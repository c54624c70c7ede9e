/* Firmware that hashes and does nothing else: it must pay for nothing else. */
#include "amisec.h"
#include "target.h"

int main(void)
{
    uint8_t digest[32];

    return amisec_sha256((const uint8_t *)"abc", 3, digest) == AMISEC_OK && digest[0] == 0xBAU ? 0 : 1;
}
