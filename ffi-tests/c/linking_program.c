/* What firmware does with the archive, in a few lines: the program of the script `linking`. As C and,
 * included by linking_program.cpp, as C++. */
#include "amisec.h"
#include "target.h"

#include <string.h>

enum step { HASHES, SEALS, OPENS, REFUSES, STEPS };

static int hashes(void)
{
    static const uint8_t start[4] = { 0xBA, 0x78, 0x16, 0xBF };
    uint8_t digest[32];

    return amisec_sha256((const uint8_t *)"abc", 3, digest) == AMISEC_OK && memcmp(digest, start, sizeof start) == 0;
}

static int take(enum step step)
{
    static amisec_aes128_key_t key;
    static uint8_t key_bytes[16], nonce[12], tag[8], data[19];
    static amisec_ccm_parameters_t parameters;

    switch (step) {
    case HASHES:
        return hashes();
    case SEALS:
        parameters.nonce = nonce;
        parameters.nonce_length = sizeof nonce;
        parameters.tag = tag;
        parameters.tag_length = sizeof tag;
        return amisec_aes128_set_key(&key, key_bytes) == AMISEC_OK
            && amisec_aes128_ccm_seal(&key, &parameters, data, sizeof data, data) == AMISEC_OK && data[0] != 0;
    case OPENS:
        return amisec_aes128_ccm_open(&key, &parameters, data, sizeof data, data) == AMISEC_OK && data[0] == 0;
    default:
        data[0] = 1;
        return amisec_aes128_ccm_open(&key, &parameters, data, sizeof data, data) == AMISEC_NOT_AUTHENTIC;
    }
}

#ifdef WITH_ANOTHER_LIBRARY
/* The second Rust library: the n-th of its bytes, or a panic that its own handler turns into this exit. */
uint8_t another_library_byte(size_t place);
#endif

int main(void)
{
    enum step step;

#ifdef WITH_ANOTHER_LIBRARY
    if (another_library_byte(2) != 7U) {
        return 20;
    }
#endif
    for (step = HASHES; step != STEPS; step = (enum step)(step + 1)) {
        if (!take(step)) {
            return 10 + (int)step;
        }
    }
    target_puts("ok\n");
    return 0;
}
