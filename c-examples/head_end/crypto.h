/* What the head-end takes from libcrypto. Each function gives 1, or 0 if the input is refused. */
#ifndef HEAD_END_CRYPTO_H
#define HEAD_END_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

int ccm_seal(const uint8_t key[16], const uint8_t *nonce, size_t nonce_length, const uint8_t *aad,
             size_t aad_length, const uint8_t *plaintext, size_t length, uint8_t *ciphertext, uint8_t *tag,
             size_t tag_length);
int ccm_open(const uint8_t key[16], const uint8_t *nonce, size_t nonce_length, const uint8_t *aad,
             size_t aad_length, const uint8_t *ciphertext, size_t length, const uint8_t *tag, size_t tag_length,
             uint8_t *plaintext);

/* RFC 3394; `wrapped` is 8 bytes longer. */
int key_wrap(const uint8_t key[16], const uint8_t *content, size_t length, uint8_t *wrapped);

/* HMAC-SHA-256 over two parts. */
int hmac_of(const uint8_t key[32], const uint8_t *first, size_t first_length, const uint8_t *second,
            size_t second_length, uint8_t tag[32]);
int equal_bytes(const uint8_t *left, const uint8_t *right, size_t length);
int random_bytes(uint8_t *output, size_t length);

/* From the files that OpenSSL's command line writes. */
int load_public_key(const char *pem_file, uint8_t point[65]);
int signature_from_der(const uint8_t *der, size_t der_length, uint8_t signature[64]);

#endif
