/* Everything with an AES key of BITS bits. Key and message are secret; nonces, associated data and lengths are not,
 * nor is the verdict on a tag; which byte of a forged tag is wrong is. */
#include "operations.h"

#define JOINED(bits, name) amisec_aes##bits##_##name
#define EXPANDED(bits, name) JOINED(bits, name)
#define AES(name) EXPANDED(BITS, name)
#define DERIVE_JOINED(bits) amisec_kdf_counter_aes##bits##_cmac
#define DERIVE_EXPANDED(bits) DERIVE_JOINED(bits)
#define DERIVE DERIVE_EXPANDED(BITS)
#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

#define KEY_LENGTH (BITS / 8U)
#define LENGTH 40U

const unsigned int operation_secrets = SECRETS;
static AES(key_t) key;
static amisec_cmac_t cmac;
static amisec_gcm_t gcm;
static const uint8_t *key_bytes;
static uint8_t payload[48], output[56], tag[16];
static const uint8_t public_bytes[32] = {0x4D};
static const amisec_ccm_parameters_t ccm = {public_bytes, 12, public_bytes, 20, tag, sizeof tag};
static const amisec_gcm_parameters_t all = {public_bytes, 12, public_bytes, 20, tag, sizeof tag};

static amisec_status_t take(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    unsigned int position;
    (void)index;
    key_bytes = secret + SECRET_LENGTH - KEY_LENGTH;
    for (position = 0; position < SECRET_LENGTH; position++) {
        payload[position] = secret[position];
        output[position] = 0;
        tag[position % sizeof tag] = 0;
    }
    return AES(set_key)(&key, key_bytes);
}

static amisec_status_t forge(unsigned int index, amisec_status_t status)
{
    tag[index % sizeof tag] = (uint8_t)(tag[index % sizeof tag] ^ 1U << index % 7U);
    return status;
}

static amisec_status_t seal_ccm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : AES(ccm_seal)(&key, &ccm, payload, LENGTH, output);
}

static amisec_status_t forge_ccm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    return forge(index, seal_ccm(index, secret));
}

static amisec_status_t seal_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : AES(gcm_seal)(&key, &all, payload, LENGTH, output);
}

static amisec_status_t forge_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    return forge(index, seal_gcm(index, secret));
}

static amisec_status_t start_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = seal_gcm(index, secret);
    return status != AMISEC_OK ? status : AES(gcm_start)(&gcm, &key, public_bytes, 12);
}

static amisec_status_t encrypt_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    amisec_status_t status = start_gcm(index, secret);
    status = status != AMISEC_OK ? status : amisec_gcm_aad(&gcm, public_bytes, 20);
    return status != AMISEC_OK ? status : AES(gcm_encrypt_update)(&gcm, &key, payload, LENGTH, output);
}

static amisec_status_t decrypt_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    amisec_status_t status = start_gcm(index, secret);
    status = status != AMISEC_OK ? status : amisec_gcm_aad(&gcm, public_bytes, 20);
    return status != AMISEC_OK ? status : AES(gcm_decrypt_unverified_update)(&gcm, &key, output, LENGTH, payload);
}

static amisec_status_t decrypt_and_forge_gcm(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    return forge(index, decrypt_gcm(index, secret));
}

static amisec_status_t mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : AES(cmac)(&key, payload, LENGTH, tag);
}

static amisec_status_t forge_mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    return forge(index, mac(index, secret));
}

static amisec_status_t start_mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = mac(index, secret);
    return status != AMISEC_OK ? status : amisec_cmac_init(&cmac);
}

static amisec_status_t feed_mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = start_mac(index, secret);
    return status != AMISEC_OK ? status : AES(cmac_update)(&cmac, &key, payload, LENGTH);
}

static amisec_status_t feed_and_forge_mac(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    return forge(index, feed_mac(index, secret));
}

static amisec_status_t wrap(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = take(index, secret);
    return status != AMISEC_OK ? status : AES(key_wrap)(&key, payload, 32, output);
}

static amisec_status_t forge_wrapped(unsigned int index, const uint8_t secret[SECRET_LENGTH])
{
    const amisec_status_t status = wrap(index, secret);
    output[index] = (uint8_t)(output[index] ^ 1U << index % 7U);
    return status;
}

RUN(set_key, AES(set_key)(&key, key_bytes))
RUN(encrypt_block, AES(encrypt_block)(&key, payload, payload))
RUN(decrypt_block, AES(decrypt_block)(&key, payload, payload))
RUN(ctr, AES(ctr)(&key, public_bytes, payload, LENGTH, payload))
RUN(cbc_encrypt, AES(cbc_encrypt)(&key, public_bytes, payload, 48, output))
RUN(cbc_decrypt, AES(cbc_decrypt)(&key, public_bytes, payload, 48, output))
RUN(ccm_seal, AES(ccm_seal)(&key, &ccm, payload, LENGTH, payload))
RUN(ccm_open, AES(ccm_open)(&key, &ccm, output, LENGTH, output))
RUN(gcm_seal, AES(gcm_seal)(&key, &all, payload, LENGTH, payload))
RUN(gcm_open, AES(gcm_open)(&key, &all, output, LENGTH, output))
RUN(gcm_start, AES(gcm_start)(&gcm, &key, public_bytes, 12))
RUN(gcm_aad, amisec_gcm_aad(&gcm, public_bytes, 20))
RUN(gcm_encrypt_update, AES(gcm_encrypt_update)(&gcm, &key, payload, LENGTH, payload))
RUN(gcm_decrypt_update, AES(gcm_decrypt_unverified_update)(&gcm, &key, output, LENGTH, output))
RUN(gcm_finish, amisec_gcm_finish(&gcm, tag, sizeof tag))
RUN(gcm_finish_verify, amisec_gcm_finish_verify(&gcm, tag, sizeof tag))
RUN(cmac, AES(cmac)(&key, payload, LENGTH, tag))
RUN(cmac_verify, AES(cmac_verify)(&key, payload, LENGTH, tag, sizeof tag))
RUN(cmac_update, AES(cmac_update)(&cmac, &key, payload, LENGTH))
RUN(cmac_finish, AES(cmac_finish)(&cmac, &key, tag))
RUN(cmac_finish_verify, AES(cmac_finish_verify)(&cmac, &key, tag, sizeof tag))
RUN(key_wrap, AES(key_wrap)(&key, payload, 32, output))
RUN(key_unwrap, AES(key_unwrap)(&key, output, 40, payload))
RUN(derive, DERIVE(&key, public_bytes, sizeof public_bytes, output, LENGTH))

const struct operation operations[] = {
    OPERATION(TEXT(AES(set_key)), take, set_key, AMISEC_OK),
    OPERATION(TEXT(AES(encrypt_block)), take, encrypt_block, AMISEC_OK),
    OPERATION(TEXT(AES(decrypt_block)), take, decrypt_block, AMISEC_OK),
    OPERATION(TEXT(AES(ctr)), take, ctr, AMISEC_OK),
    OPERATION(TEXT(AES(cbc_encrypt)), take, cbc_encrypt, AMISEC_OK),
    OPERATION(TEXT(AES(cbc_decrypt)), take, cbc_decrypt, AMISEC_OK),
    OPERATION(TEXT(AES(ccm_seal)), take, ccm_seal, AMISEC_OK),
    OPERATION(TEXT(AES(ccm_open)), seal_ccm, ccm_open, AMISEC_OK),
    OPERATION(TEXT(AES(ccm_open)) " forged", forge_ccm, ccm_open, AMISEC_NOT_AUTHENTIC),
    OPERATION(TEXT(AES(gcm_seal)), take, gcm_seal, AMISEC_OK),
    OPERATION(TEXT(AES(gcm_open)), seal_gcm, gcm_open, AMISEC_OK),
    OPERATION(TEXT(AES(gcm_open)) " forged", forge_gcm, gcm_open, AMISEC_NOT_AUTHENTIC),
    OPERATION(TEXT(AES(gcm_start)), take, gcm_start, AMISEC_OK),
    OPERATION("amisec_gcm_aad", start_gcm, gcm_aad, AMISEC_OK),
    OPERATION(TEXT(AES(gcm_encrypt_update)), start_gcm, gcm_encrypt_update, AMISEC_OK),
    OPERATION(TEXT(AES(gcm_decrypt_unverified_update)), start_gcm, gcm_decrypt_update, AMISEC_OK),
    FINISHED("amisec_gcm_finish", encrypt_gcm, gcm_finish, AMISEC_OK, gcm),
    FINISHED("amisec_gcm_finish_verify", decrypt_gcm, gcm_finish_verify, AMISEC_OK, gcm),
    FINISHED("amisec_gcm_finish_verify forged", decrypt_and_forge_gcm, gcm_finish_verify, AMISEC_NOT_AUTHENTIC, gcm),
    OPERATION(TEXT(AES(cmac)), take, cmac, AMISEC_OK),
    OPERATION(TEXT(AES(cmac_verify)), mac, cmac_verify, AMISEC_OK),
    OPERATION(TEXT(AES(cmac_verify)) " forged", forge_mac, cmac_verify, AMISEC_NOT_AUTHENTIC),
    OPERATION(TEXT(AES(cmac_update)), start_mac, cmac_update, AMISEC_OK),
    FINISHED(TEXT(AES(cmac_finish)), feed_mac, cmac_finish, AMISEC_OK, cmac),
    FINISHED(TEXT(AES(cmac_finish_verify)), feed_mac, cmac_finish_verify, AMISEC_OK, cmac),
    FINISHED(TEXT(AES(cmac_finish_verify)) " forged", feed_and_forge_mac, cmac_finish_verify, AMISEC_NOT_AUTHENTIC, cmac),
    OPERATION(TEXT(AES(key_wrap)), take, key_wrap, AMISEC_OK),
    OPERATION(TEXT(AES(key_unwrap)), wrap, key_unwrap, AMISEC_OK),
    OPERATION(TEXT(AES(key_unwrap)) " forged", forge_wrapped, key_unwrap, AMISEC_NOT_AUTHENTIC),
    OPERATION(TEXT(DERIVE), take, derive, AMISEC_OK),
};
OPERATIONS_END
