/* The other side of the interoperation test: the same operations with OpenSSL. No amisec code. */
#ifndef OPENSSL_SIDE_H
#define OPENSSL_SIDE_H

#include <openssl/evp.h>
#include <stddef.h>
#include <stdint.h>

/* What a CCM call needs besides key and payload. */
typedef struct {
    const uint8_t *nonce;
    size_t nonce_length;
    const uint8_t *aad;
    size_t aad_length;
    uint8_t *tag;
    size_t tag_length;
} openssl_ccm_t;

/* All of these answer 1 if it worked or the thing is authentic, else 0. */
int openssl_sha256(const uint8_t *data, size_t length, uint8_t *digest);
int openssl_hmac(const uint8_t *key, size_t key_length, const uint8_t *data, size_t length, uint8_t *tag);
int openssl_ctr(const uint8_t *key, int bits, const uint8_t *counter, const uint8_t *input, size_t length,
                uint8_t *output);
int openssl_cbc(const uint8_t *key, int bits, int encrypts, const uint8_t *iv, const uint8_t *input, size_t length,
                uint8_t *output);
int openssl_ccm_seal(const uint8_t *key, int bits, const openssl_ccm_t *ccm, const uint8_t *input, size_t length,
                     uint8_t *output);
int openssl_ccm_open(const uint8_t *key, int bits, const openssl_ccm_t *ccm, const uint8_t *input, size_t length,
                     uint8_t *output);

/* Keys of P-256: NULL if the bytes are not one. Free them with EVP_PKEY_free. */
EVP_PKEY *openssl_private_key(const uint8_t *private_bytes);
/* From a point of SEC 1, compressed or not. */
EVP_PKEY *openssl_public_key(const uint8_t *point, size_t length);
/* Writes a SEC 1 point: 33 bytes if `compressed`, else 65. */
int openssl_point(const EVP_PKEY *key, int compressed, uint8_t *point);

/* ECDSA with SHA-256 of a message, signatures in DER. `length` is the room, then the length. */
int openssl_sign(EVP_PKEY *key, const uint8_t *message, size_t message_length, uint8_t *der, size_t *length);
int openssl_verify(EVP_PKEY *key, const uint8_t *message, size_t message_length, const uint8_t *der, size_t length);
/* The same for a digest. */
int openssl_sign_digest(EVP_PKEY *key, const uint8_t *digest, uint8_t *der, size_t *length);
int openssl_verify_digest(EVP_PKEY *key, const uint8_t *digest, const uint8_t *der, size_t length);
/* r||s from DER and back. */
int openssl_raw_from_der(const uint8_t *der, size_t length, uint8_t *raw);
int openssl_der_from_raw(const uint8_t *raw, uint8_t *der, size_t *length);

int openssl_ecdh(EVP_PKEY *private_key, EVP_PKEY *public_key, uint8_t *shared_secret);

#endif
