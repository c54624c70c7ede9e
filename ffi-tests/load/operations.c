/* Operations of every kind, for whoever runs many of them, at once, or one in the middle of another. */
#include "operations.h"

#include <string.h>

/* A status that is not AMISEC_OK shows in the result. */
static void spoil_unless(amisec_status_t status, uint8_t *result)
{
    if (status != AMISEC_OK) {
        result[0] = (uint8_t)(result[0] ^ status);
        result[1] = (uint8_t)(result[1] ^ 0x5AU);
    }
}

static void fill(uint8_t *bytes, uint8_t length, uint8_t seed)
{
    uint8_t i;

    for (i = 0U; i < length; i++) {
        bytes[i] = (uint8_t)(seed + i);
    }
}

static amisec_status_t counting(void *context, uint8_t *output, size_t length)
{
    uint8_t *next = context;
    size_t i;

    for (i = 0U; i < length; i++) {
        output[i] = (*next)++;
    }
    return AMISEC_OK;
}

static void hash(uint8_t seed, uint8_t *result)
{
    amisec_sha256_t context;
    uint8_t data[100];

    fill(data, sizeof data, seed);
    spoil_unless(amisec_sha256_init(&context), result);
    spoil_unless(amisec_sha256_update(&context, data, 37U), result);
    spoil_unless(amisec_sha256_update(&context, &data[37], 63U), result);
    spoil_unless(amisec_sha256_finish(&context, result), result);
}

static void wide_hash(uint8_t seed, uint8_t *result)
{
    uint8_t data[100], digest[64];

    fill(data, sizeof data, seed);
    spoil_unless(amisec_sha512(data, sizeof data, digest), result);
    memcpy(result, digest, RESULT_LENGTH);
}

static void mac(uint8_t seed, uint8_t *result)
{
    uint8_t data[70];

    fill(data, sizeof data, seed);
    spoil_unless(amisec_hmac_sha256(data, 20U, data, sizeof data, result), result);
}

static void ccm(uint8_t seed, uint8_t *result)
{
    amisec_aes128_key_t key;
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    uint8_t bytes[48], text[24], tag[8];

    fill(bytes, sizeof bytes, seed);
    parameters.nonce = bytes;
    parameters.nonce_length = 13U;
    parameters.aad = bytes;
    parameters.aad_length = 20U;
    parameters.tag = tag;
    parameters.tag_length = sizeof tag;
    spoil_unless(amisec_aes128_set_key(&key, bytes), result);
    spoil_unless(amisec_aes128_ccm_seal(&key, &parameters, &bytes[24], sizeof text, text), result);
    memcpy(result, text, sizeof text);
    memcpy(&result[24], tag, sizeof tag);
    spoil_unless(amisec_aes128_ccm_open(&key, &parameters, text, sizeof text, text), result);
    spoil_unless(amisec_equal(text, &bytes[24], sizeof text), result);
}

static void gcm(uint8_t seed, uint8_t *result)
{
    amisec_aes256_key_t key;
    amisec_gcm_t context;
    uint8_t bytes[48], text[24], tag[16];

    fill(bytes, sizeof bytes, seed);
    spoil_unless(amisec_aes256_set_key(&key, bytes), result);
    spoil_unless(amisec_aes256_gcm_start(&context, &key, bytes, 12U), result);
    spoil_unless(amisec_gcm_aad(&context, bytes, 20U), result);
    spoil_unless(amisec_aes256_gcm_encrypt_update(&context, &key, &bytes[24], sizeof text, text), result);
    spoil_unless(amisec_gcm_finish(&context, tag, sizeof tag), result);
    memcpy(result, text, 16U);
    memcpy(&result[16], tag, sizeof tag);
}

static void wrap(uint8_t seed, uint8_t *result)
{
    amisec_aes128_key_t key;
    uint8_t bytes[32], wrapped[24];

    fill(bytes, sizeof bytes, seed);
    spoil_unless(amisec_aes128_set_key(&key, bytes), result);
    spoil_unless(amisec_aes128_key_wrap(&key, &bytes[16], 16U, wrapped), result);
    memcpy(result, wrapped, sizeof wrapped);
    spoil_unless(amisec_aes128_cmac(&key, wrapped, sizeof wrapped, bytes), result);
    memcpy(&result[24], bytes, 8U);
}

static void derive(uint8_t seed, uint8_t *result)
{
    uint8_t bytes[32];

    fill(bytes, sizeof bytes, seed);
    spoil_unless(amisec_hkdf_sha256(bytes, 16U, bytes, 32U, bytes, 8U, result, RESULT_LENGTH), result);
}

static void generate(uint8_t seed, uint8_t *result)
{
    amisec_drbg_t drbg;

    spoil_unless(amisec_drbg_instantiate(&drbg, counting, &seed, 8U, NULL, 0U), result);
    spoil_unless(amisec_drbg_generate(&drbg, result, RESULT_LENGTH), result);
}

static void sign_and_verify(uint8_t seed, uint8_t *result)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t bytes[32], signature[64];

    fill(bytes, sizeof bytes, seed);
    bytes[0] = 1U;
    spoil_unless(amisec_p256_private_key_from_bytes(&private_key, bytes), result);
    spoil_unless(amisec_p256_public_key_from_private(&public_key, &private_key), result);
    spoil_unless(amisec_p256_sign(&private_key, bytes, sizeof bytes, signature), result);
    memcpy(result, signature, RESULT_LENGTH);
    spoil_unless(amisec_p256_verify(&public_key, bytes, sizeof bytes, signature), result);
}

static void agree(uint8_t seed, uint8_t *result)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t bytes[32];

    fill(bytes, sizeof bytes, seed);
    bytes[0] = 1U;
    spoil_unless(amisec_p256_private_key_from_bytes(&private_key, bytes), result);
    spoil_unless(amisec_p256_public_key_from_private(&public_key, &private_key), result);
    spoil_unless(amisec_p256_ecdh(&private_key, &public_key, result), result);
}

const struct operation operations[] = {
    { "hash", 0U, hash },         { "wide hash", 0U, wide_hash }, { "MAC", 0U, mac },
    { "CCM", 0U, ccm },           { "GCM in parts", 0U, gcm },    { "key wrap, CMAC", 0U, wrap },
    { "HKDF", 0U, derive },       { "DRBG", 0U, generate },       { "ECDSA", 1U, sign_and_verify },
    { "ECDH", 1U, agree },
};
const uint8_t operation_count = (uint8_t)(sizeof operations / sizeof operations[0]);
