/* Uses every macro of amisec.h, in every language that may include it: see header_dialects. */
#include "amisec.h"
#include "amisec.h"

/* What the archive of another version would not give. */
static const uint32_t version = AMISEC_VERSION;
static const uint32_t abi_version = AMISEC_ABI_VERSION;

#define ABI(number)
#define MARKER_16(name)
#define MARKER_32(name)
#define STATUS(name, value) name,
#define TYPE(type, s1, a1, s2, a2, s3, a3, s4, a4)
#define FIELD(type, field, o1, s1, o2, s2, o3, s3)
#define FUNCTION(result, name, parameters)
static const amisec_status_t statuses[] = {
#include "amisec.abi"
    AMISEC_OK
};

/* Keeps everything above in use, and calls a function as firmware does. */
int main(void)
{
    amisec_sha256_t sha256 = AMISEC_SHA256_INIT;
    amisec_hmac_sha256_t hmac = AMISEC_HMAC_SHA256_INIT;
    amisec_aes128_key_t aes128 = AMISEC_AES128_KEY_INIT;
    amisec_aes192_key_t aes192 = AMISEC_AES192_KEY_INIT;
    amisec_aes256_key_t aes256 = AMISEC_AES256_KEY_INIT;
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    amisec_p256_private_key_t private_key = AMISEC_P256_PRIVATE_KEY_INIT;
    amisec_p256_public_key_t public_key = AMISEC_P256_PUBLIC_KEY_INIT;
    uint8_t digest[32];
    const uint8_t *data = (const uint8_t *)"reading";

#ifdef IGNORE_THE_STATUS
    amisec_sha256(data, 7U, digest);
#endif
    if (amisec_sha256(data, 7U, digest) != AMISEC_OK) {
        return 1;
    }
    if (amisec_version() != version || amisec_abi_version() != abi_version || statuses[0] != AMISEC_OK) {
        return 2;
    }
    return (sha256.opaque[0] | hmac.opaque[0] | aes128.opaque[0] | aes192.opaque[0] | aes256.opaque[0]
               | private_key.opaque[0] | public_key.opaque[0])
                == 0U
            && parameters.nonce == NULL
        ? 0
        : 3;
}
