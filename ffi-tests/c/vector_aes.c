/* See vector_aes.h. */
#include "vector_aes.h"

#define AES_FUNCTIONS(bits) \
    static amisec_status_t set_key_##bits(vector_aes_key_t *key, const uint8_t *bytes) \
    { \
        return amisec_aes##bits##_set_key(&key->aes##bits, bytes); \
    } \
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
    } \
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
    } \
    static const vector_aes_t aes_##bits = { \
        set_key_##bits, encrypt_block_##bits, decrypt_block_##bits, cbc_encrypt_##bits, \
        cbc_decrypt_##bits, ctr_##bits, ccm_seal_##bits, ccm_open_##bits \
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
