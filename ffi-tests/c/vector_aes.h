/* The functions of the three AES key sizes under one type, so that a case can choose by its key. */
#ifndef VECTOR_AES_H
#define VECTOR_AES_H

#include "amisec.h"

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
} vector_aes_t;

/* The functions for keys of 16, 24 or 32 bytes; NULL for others. */
const vector_aes_t *vector_aes_of(size_t key_length);

#endif
