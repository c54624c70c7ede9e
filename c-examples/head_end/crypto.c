#include "crypto.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <stdio.h>

int ccm_seal(const uint8_t key[16], const uint8_t *nonce, size_t nonce_length, const uint8_t *aad,
             size_t aad_length, const uint8_t *plaintext, size_t length, uint8_t *ciphertext, uint8_t *tag,
             size_t tag_length)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int written;
    /* CCM wants to know nonce and tag lengths before the key, and the length of the payload first. */
    int done = cipher != NULL && EVP_EncryptInit_ex(cipher, EVP_aes_128_ccm(), NULL, NULL, NULL) == 1
               && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_IVLEN, (int)nonce_length, NULL) == 1
               && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, (int)tag_length, NULL) == 1
               && EVP_EncryptInit_ex(cipher, NULL, NULL, key, nonce) == 1
               && EVP_EncryptUpdate(cipher, NULL, &written, NULL, (int)length) == 1
               && EVP_EncryptUpdate(cipher, NULL, &written, aad, (int)aad_length) == 1
               && EVP_EncryptUpdate(cipher, ciphertext, &written, plaintext, (int)length) == 1
               && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, (int)tag_length, tag) == 1;

    EVP_CIPHER_CTX_free(cipher);
    return done;
}

int ccm_open(const uint8_t key[16], const uint8_t *nonce, size_t nonce_length, const uint8_t *aad,
             size_t aad_length, const uint8_t *ciphertext, size_t length, const uint8_t *tag, size_t tag_length,
             uint8_t *plaintext)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int written;
    int done = cipher != NULL && EVP_DecryptInit_ex(cipher, EVP_aes_128_ccm(), NULL, NULL, NULL) == 1
               && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_IVLEN, (int)nonce_length, NULL) == 1
               && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, (int)tag_length, (void *)(uintptr_t)tag) == 1
               && EVP_DecryptInit_ex(cipher, NULL, NULL, key, nonce) == 1
               && EVP_DecryptUpdate(cipher, NULL, &written, NULL, (int)length) == 1
               && EVP_DecryptUpdate(cipher, NULL, &written, aad, (int)aad_length) == 1
               && EVP_DecryptUpdate(cipher, plaintext, &written, ciphertext, (int)length) == 1;

    EVP_CIPHER_CTX_free(cipher);
    return done;
}

int key_wrap(const uint8_t key[16], const uint8_t *content, size_t length, uint8_t *wrapped)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    int written = 0, last = 0;
    int done;

    EVP_CIPHER_CTX_set_flags(cipher, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    done = cipher != NULL && EVP_EncryptInit_ex(cipher, EVP_aes_128_wrap(), NULL, key, NULL) == 1
           && EVP_EncryptUpdate(cipher, wrapped, &written, content, (int)length) == 1
           && EVP_EncryptFinal_ex(cipher, wrapped + written, &last) == 1 && (size_t)(written + last) == length + 8U;
    EVP_CIPHER_CTX_free(cipher);
    return done;
}

int hmac_of(const uint8_t key[32], const uint8_t *first, size_t first_length, const uint8_t *second,
            size_t second_length, uint8_t tag[32])
{
    EVP_PKEY *secret = EVP_PKEY_new_mac_key(EVP_PKEY_HMAC, NULL, key, 32);
    EVP_MD_CTX *hmac = EVP_MD_CTX_new();
    size_t length = 32U;
    int done = secret != NULL && hmac != NULL && EVP_DigestSignInit(hmac, NULL, EVP_sha256(), NULL, secret) == 1
               && EVP_DigestSignUpdate(hmac, first, first_length) == 1
               && EVP_DigestSignUpdate(hmac, second, second_length) == 1
               && EVP_DigestSignFinal(hmac, tag, &length) == 1 && length == 32U;

    EVP_MD_CTX_free(hmac);
    EVP_PKEY_free(secret);
    return done;
}

int equal_bytes(const uint8_t *left, const uint8_t *right, size_t length)
{
    return CRYPTO_memcmp(left, right, length) == 0;
}

int random_bytes(uint8_t *output, size_t length)
{
    return RAND_bytes(output, (int)length) == 1;
}

/* Writes the public key of `key` as 04||x||y. */
static int point_of(EVP_PKEY *key, uint8_t point[65])
{
    size_t length = 0U;

    return key != NULL
           && EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, 65U, &length) == 1
           && length == 65U;
}

int load_public_key(const char *pem_file, uint8_t point[65])
{
    FILE *file = fopen(pem_file, "rb");
    EVP_PKEY *key = file != NULL ? PEM_read_PUBKEY(file, NULL, NULL, NULL) : NULL;
    int done = point_of(key, point);

    EVP_PKEY_free(key);
    if (file != NULL) {
        (void)fclose(file);
    }
    return done;
}

int signature_from_der(const uint8_t *der, size_t der_length, uint8_t signature[64])
{
    ECDSA_SIG *decoded = d2i_ECDSA_SIG(NULL, &der, (long)der_length);
    int done = decoded != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(decoded), signature, 32) == 32
               && BN_bn2binpad(ECDSA_SIG_get0_s(decoded), signature + 32, 32) == 32;

    ECDSA_SIG_free(decoded);
    return done;
}
