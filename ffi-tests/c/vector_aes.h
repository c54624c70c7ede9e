/* The functions of the three AES key sizes under one type, so that a case can choose by its key. */
#ifndef VECTOR_AES_H
#define VECTOR_AES_H

#include "amisec.h"

/* Bits of VECTOR_AES, one for each source that takes its functions from here. */
#define VECTOR_FOR_CIPHER 1
#define VECTOR_FOR_CCM 2
#define VECTOR_FOR_GCM 4
#define VECTOR_FOR_KEYS 8

typedef union {
    amisec_aes128_key_t aes128;
    amisec_aes192_key_t aes192;
    amisec_aes256_key_t aes256;
} vector_aes_key_t;

typedef struct {
    amisec_status_t (*set_key)(vector_aes_key_t *key, const uint8_t *bytes);
    amisec_status_t (*encrypt_block)(const vector_aes_key_t *key, const uint8_t *input, uint8_t *output);
    amisec_status_t (*decrypt_block)(const vector_aes_key_t *key, const uint8_t *input, uint8_t *output);
    amisec_status_t (*cbc_encrypt)(
        const vector_aes_key_t *key, const uint8_t *iv, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*cbc_decrypt)(
        const vector_aes_key_t *key, const uint8_t *iv, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*ctr)(
        const vector_aes_key_t *key, const uint8_t *counter, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*ccm_seal)(
        const vector_aes_key_t *key, const amisec_ccm_parameters_t *parameters, const uint8_t *input,
        size_t length, uint8_t *output);
    amisec_status_t (*ccm_open)(
        const vector_aes_key_t *key, const amisec_ccm_parameters_t *parameters, const uint8_t *input,
        size_t length, uint8_t *output);
    amisec_status_t (*gcm_seal)(
        const vector_aes_key_t *key, const amisec_gcm_parameters_t *parameters, const uint8_t *input,
        size_t length, uint8_t *output);
    amisec_status_t (*gcm_open)(
        const vector_aes_key_t *key, const amisec_gcm_parameters_t *parameters, const uint8_t *input,
        size_t length, uint8_t *output);
    amisec_status_t (*gcm_start)(
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *nonce, size_t nonce_length);
    amisec_status_t (*gcm_encrypt_update)(
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*gcm_decrypt_unverified_update)(
        amisec_gcm_t *context, const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*cmac)(const vector_aes_key_t *key, const uint8_t *data, size_t length, uint8_t *tag);
    amisec_status_t (*cmac_verify)(
        const vector_aes_key_t *key, const uint8_t *data, size_t length, const uint8_t *tag, size_t tag_length);
    amisec_status_t (*cmac_update)(
        amisec_cmac_t *context, const vector_aes_key_t *key, const uint8_t *data, size_t length);
    amisec_status_t (*cmac_finish)(amisec_cmac_t *context, const vector_aes_key_t *key, uint8_t *tag);
    amisec_status_t (*cmac_finish_verify)(
        amisec_cmac_t *context, const vector_aes_key_t *key, const uint8_t *tag, size_t tag_length);
    amisec_status_t (*key_wrap)(const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*key_unwrap)(const vector_aes_key_t *key, const uint8_t *input, size_t length, uint8_t *output);
    amisec_status_t (*kdf_counter)(
        const vector_aes_key_t *key, const uint8_t *fixed, size_t fixed_length, uint8_t *output, size_t length);
} vector_aes_t;

/* The functions for keys of 16, 24 or 32 bytes; NULL for others. */
const vector_aes_t *vector_aes_of(size_t key_length);

#endif
