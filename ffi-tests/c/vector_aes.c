/* See vector_aes.h. */
#include "vector_aes.h"

/* Where flash does not hold all of them, a program has the functions of some of the sources only: the others are NULL. */
#ifndef VECTOR_AES
#define VECTOR_AES (VECTOR_FOR_CIPHER | VECTOR_FOR_CCM | VECTOR_FOR_GCM | VECTOR_FOR_KEYS)
#endif

#if VECTOR_AES & VECTOR_FOR_CIPHER
#define CIPHER_FUNCTIONS(bits) \
    static amisec_status_t encrypt_block_##bits(const vector_aes_key_t *key, const uint8_t *input, uint8_t *output) \
    { \
        return amisec_aes##bits##_encrypt_block(&key->aes##bits, input, output); \
    } \
    static amisec_status_t decrypt_block_##bits(const vector_aes_key_t *key, const uint8_t *input, uint8_t *output) \
    { \
        return amisec_aes##bits##_decrypt_block(&key->aes##bits, input, output); \
    } \
    static amisec_status_t cbc_encrypt_##bits( \
        const vector_aes_key_t *key, const uint8_t *iv, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_cbc_encrypt(&key->aes##bits, iv, input, length, output); \
    } \
    static amisec_status_t cbc_decrypt_##bits( \
        const vector_aes_key_t *key, const uint8_t *iv, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_cbc_decrypt(&key->aes##bits, iv, input, length, output); \
    } \
    static amisec_status_t ctr_##bits( \
        const vector_aes_key_t *key, const uint8_t *counter, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_ctr(&key->aes##bits, counter, input, length, output); \
    }
#define CIPHER_ENTRIES(bits) \
    .encrypt_block = encrypt_block_##bits, .decrypt_block = decrypt_block_##bits, \
    .cbc_encrypt = cbc_encrypt_##bits, .cbc_decrypt = cbc_decrypt_##bits, .ctr = ctr_##bits,
#else
#define CIPHER_FUNCTIONS(bits)
#define CIPHER_ENTRIES(bits)
#endif

#if VECTOR_AES & VECTOR_FOR_CCM
#define CCM_FUNCTIONS(bits) \
    static amisec_status_t ccm_seal_##bits( \
        const vector_aes_key_t *key, const amisec_ccm_parameters_t *parameters, const uint8_t *input, \
        size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_ccm_seal(&key->aes##bits, parameters, input, length, output); \
    } \
    static amisec_status_t ccm_open_##bits( \
        const vector_aes_key_t *key, const amisec_ccm_parameters_t *parameters, const uint8_t *input, \
        size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_ccm_open(&key->aes##bits, parameters, input, length, output); \
    }
#define CCM_ENTRIES(bits) \
    .ccm_seal = ccm_seal_##bits, .ccm_open = ccm_open_##bits,
#else
#define CCM_FUNCTIONS(bits)
#define CCM_ENTRIES(bits)
#endif

#if VECTOR_AES & VECTOR_FOR_GCM
#define GCM_FUNCTIONS(bits) \
    static amisec_status_t gcm_seal_##bits( \
        const vector_aes_key_t *key, const amisec_gcm_parameters_t *parameters, const uint8_t *input, size_t length, \
        uint8_t *output) \
    { \
        return amisec_aes##bits##_gcm_seal(&key->aes##bits, parameters, input, length, output); \
    } \
    static amisec_status_t gcm_open_##bits( \
        const vector_aes_key_t *key, const amisec_gcm_parameters_t *parameters, const uint8_t *input, size_t length, \
        uint8_t *output) \
    { \
        return amisec_aes##bits##_gcm_open(&key->aes##bits, parameters, input, length, output); \
    } \
    static amisec_status_t gcm_start_##bits( \
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *nonce, size_t nonce_length) \
    { \
        return amisec_aes##bits##_gcm_start(context, &key->aes##bits, nonce, nonce_length); \
    } \
    static amisec_status_t gcm_encrypt_update_##bits( \
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_gcm_encrypt_update(context, &key->aes##bits, input, length, output); \
    } \
    static amisec_status_t gcm_decrypt_unverified_update_##bits( \
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_gcm_decrypt_unverified_update(context, &key->aes##bits, input, length, output); \
    }
#define GCM_ENTRIES(bits) \
    .gcm_seal = gcm_seal_##bits, .gcm_open = gcm_open_##bits, .gcm_start = gcm_start_##bits, \
    .gcm_encrypt_update = gcm_encrypt_update_##bits, \
    .gcm_decrypt_unverified_update = gcm_decrypt_unverified_update_##bits,
#else
#define GCM_FUNCTIONS(bits)
#define GCM_ENTRIES(bits)
#endif

#if VECTOR_AES & VECTOR_FOR_KEYS
#define KEYS_FUNCTIONS(bits) \
    static amisec_status_t cmac_##bits( \
        const vector_aes_key_t *key, const uint8_t *data, size_t length, uint8_t *tag) \
    { \
        return amisec_aes##bits##_cmac(&key->aes##bits, data, length, tag); \
    } \
    static amisec_status_t cmac_verify_##bits( \
        const vector_aes_key_t *key, const uint8_t *data, size_t length, const uint8_t *tag, size_t tag_length) \
    { \
        return amisec_aes##bits##_cmac_verify(&key->aes##bits, data, length, tag, tag_length); \
    } \
    static amisec_status_t cmac_update_##bits( \
        amisec_cmac_t *context, const vector_aes_key_t *key, const uint8_t *data, size_t length) \
    { \
        return amisec_aes##bits##_cmac_update(context, &key->aes##bits, data, length); \
    } \
    static amisec_status_t cmac_finish_##bits( \
        amisec_cmac_t *context, const vector_aes_key_t *key, uint8_t *tag) \
    { \
        return amisec_aes##bits##_cmac_finish(context, &key->aes##bits, tag); \
    } \
    static amisec_status_t cmac_finish_verify_##bits( \
        amisec_cmac_t *context, const vector_aes_key_t *key, const uint8_t *tag, size_t tag_length) \
    { \
        return amisec_aes##bits##_cmac_finish_verify(context, &key->aes##bits, tag, tag_length); \
    } \
    static amisec_status_t key_wrap_##bits( \
        const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_key_wrap(&key->aes##bits, input, length, output); \
    } \
    static amisec_status_t key_unwrap_##bits( \
        const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output) \
    { \
        return amisec_aes##bits##_key_unwrap(&key->aes##bits, input, length, output); \
    } \
    static amisec_status_t kdf_counter_##bits( \
        const vector_aes_key_t *key, const uint8_t *fixed, size_t fixed_length, uint8_t *output, size_t length) \
    { \
        return amisec_kdf_counter_aes##bits##_cmac(&key->aes##bits, fixed, fixed_length, output, length); \
    }
#define KEYS_ENTRIES(bits) \
    .cmac = cmac_##bits, .cmac_verify = cmac_verify_##bits, .cmac_update = cmac_update_##bits, \
    .cmac_finish = cmac_finish_##bits, .cmac_finish_verify = cmac_finish_verify_##bits, \
    .key_wrap = key_wrap_##bits, .key_unwrap = key_unwrap_##bits, .kdf_counter = kdf_counter_##bits,
#else
#define KEYS_FUNCTIONS(bits)
#define KEYS_ENTRIES(bits)
#endif

#define AES_FUNCTIONS(bits) \
    static amisec_status_t set_key_##bits(vector_aes_key_t *key, const uint8_t *bytes) \
    { \
        return amisec_aes##bits##_set_key(&key->aes##bits, bytes); \
    } \
    CIPHER_FUNCTIONS(bits) CCM_FUNCTIONS(bits) GCM_FUNCTIONS(bits) KEYS_FUNCTIONS(bits) \
    static const vector_aes_t aes_##bits = { \
        .set_key = set_key_##bits, \
        CIPHER_ENTRIES(bits) CCM_ENTRIES(bits) GCM_ENTRIES(bits) KEYS_ENTRIES(bits) \
    };

AES_FUNCTIONS(128)
AES_FUNCTIONS(192)
AES_FUNCTIONS(256)

const vector_aes_t *vector_aes_of(size_t key_length)
{
    switch (key_length) {
    case 16:
        return &aes_128;
    case 24:
        return &aes_192;
    case 32:
        return &aes_256;
    default:
        return NULL;
    }
}
