/* See openssl_side.h. */
#include "openssl_side.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/hmac.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <stdio.h>

int openssl_sha256(const uint8_t *data, size_t length, uint8_t *digest)
{
    return EVP_Digest(data, length, digest, NULL, EVP_sha256(), NULL);
}

int openssl_hmac(const uint8_t *key, size_t key_length, const uint8_t *data, size_t length, uint8_t *tag)
{
    return HMAC(EVP_sha256(), key, (int)key_length, data, length, tag, NULL) != NULL;
}

static const EVP_CIPHER *cipher(int bits, const char *mode)
{
    char name[16];

    (void)snprintf(name, sizeof name, "AES-%d-%s", bits, mode);
    return EVP_get_cipherbyname(name);
}

/* CTR and CBC: whole inputs, no padding. */
static int run_cipher(const EVP_CIPHER *kind, const uint8_t *key, int encrypts, const uint8_t *iv,
                      const uint8_t *input, size_t length, uint8_t *output)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written = 0;
    int rest = 0;
    const int worked = context != NULL && EVP_CipherInit_ex(context, kind, NULL, key, iv, encrypts) == 1
        && EVP_CIPHER_CTX_set_padding(context, 0) == 1
        && EVP_CipherUpdate(context, output, &written, input, (int)length) == 1
        && EVP_CipherFinal_ex(context, output + written, &rest) == 1 && (size_t)(written + rest) == length;

    EVP_CIPHER_CTX_free(context);
    return worked;
}

int openssl_ctr(const uint8_t *key, int bits, const uint8_t *counter, const uint8_t *input, size_t length,
                uint8_t *output)
{
    return run_cipher(cipher(bits, "CTR"), key, 1, counter, input, length, output);
}

int openssl_cbc(const uint8_t *key, int bits, int encrypts, const uint8_t *iv, const uint8_t *input, size_t length,
                uint8_t *output)
{
    return run_cipher(cipher(bits, "CBC"), key, encrypts, iv, input, length, output);
}

/* Sets up CCM up to the payload: lengths, key, nonce, associated data. */
static EVP_CIPHER_CTX *start_ccm(const uint8_t *key, int bits, int encrypts, const openssl_ccm_t *ccm, size_t length)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int ignored = 0;
    int worked = context != NULL && EVP_CipherInit_ex(context, cipher(bits, "CCM"), NULL, NULL, NULL, encrypts) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, (int)ccm->nonce_length, NULL) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, (int)ccm->tag_length, encrypts ? NULL : ccm->tag) == 1
        && EVP_CipherInit_ex(context, NULL, NULL, key, ccm->nonce, encrypts) == 1
        && EVP_CipherUpdate(context, NULL, &ignored, NULL, (int)length) == 1;

    if (worked && ccm->aad_length > 0) {
        worked = EVP_CipherUpdate(context, NULL, &ignored, ccm->aad, (int)ccm->aad_length) == 1;
    }
    if (!worked) {
        EVP_CIPHER_CTX_free(context);
        context = NULL;
    }
    return context;
}

int openssl_ccm_seal(const uint8_t *key, int bits, const openssl_ccm_t *ccm, const uint8_t *input, size_t length,
                     uint8_t *output)
{
    EVP_CIPHER_CTX *context = start_ccm(key, bits, 1, ccm, length);
    int written = 0;
    int rest = 0;
    const int worked = context != NULL && EVP_CipherUpdate(context, output, &written, input, (int)length) == 1
        && (size_t)written == length && EVP_CipherFinal_ex(context, output + written, &rest) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, (int)ccm->tag_length, ccm->tag) == 1;

    EVP_CIPHER_CTX_free(context);
    return worked;
}

int openssl_ccm_open(const uint8_t *key, int bits, const openssl_ccm_t *ccm, const uint8_t *input, size_t length,
                     uint8_t *output)
{
    EVP_CIPHER_CTX *context = start_ccm(key, bits, 0, ccm, length);
    int written = 0;
    /* In CCM the update checks the tag. */
    const int worked = context != NULL && EVP_CipherUpdate(context, output, &written, input, (int)length) == 1
        && (size_t)written == length;

    EVP_CIPHER_CTX_free(context);
    return worked;
}

/* A key from a point and, unless it is NULL, a private number. */
static EVP_PKEY *make_key(const uint8_t *point, size_t length, const BIGNUM *number)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    OSSL_PARAM *parameters = NULL;
    EVP_PKEY *key = NULL;
    int worked = builder != NULL && context != NULL
        && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) == 1
        && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, length) == 1;

    if (worked && number != NULL) {
        worked = OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number) == 1;
    }
    if (worked) {
        parameters = OSSL_PARAM_BLD_to_param(builder);
    }
    if (parameters == NULL || EVP_PKEY_fromdata_init(context) != 1
        || EVP_PKEY_fromdata(context, &key, number == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, parameters) != 1) {
        key = NULL;
    }
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    return key;
}

EVP_PKEY *openssl_private_key(const uint8_t *private_bytes)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *number = BN_bin2bn(private_bytes, 32, NULL);
    EC_POINT *point = group == NULL ? NULL : EC_POINT_new(group);
    uint8_t encoded[65];
    EVP_PKEY *key = NULL;

    if (number != NULL && point != NULL && EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1
        && EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, encoded, sizeof encoded, NULL)
            == sizeof encoded) {
        key = make_key(encoded, sizeof encoded, number);
    }
    EC_POINT_free(point);
    BN_free(number);
    EC_GROUP_free(group);
    return key;
}

EVP_PKEY *openssl_public_key(const uint8_t *point, size_t length)
{
    return make_key(point, length, NULL);
}

int openssl_point(const EVP_PKEY *key, int compressed, uint8_t *point)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    EC_POINT *decoded = group == NULL ? NULL : EC_POINT_new(group);
    uint8_t encoded[65];
    size_t length = 0;
    const size_t wanted = compressed ? 33 : 65;
    const int worked = decoded != NULL
        && EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, encoded, sizeof encoded, &length) == 1
        && EC_POINT_oct2point(group, decoded, encoded, length, NULL) == 1
        && EC_POINT_point2oct(
               group, decoded, compressed ? POINT_CONVERSION_COMPRESSED : POINT_CONVERSION_UNCOMPRESSED, point, wanted,
               NULL)
            == wanted;

    EC_POINT_free(decoded);
    EC_GROUP_free(group);
    return worked;
}

int openssl_sign(EVP_PKEY *key, const uint8_t *message, size_t message_length, uint8_t *der, size_t *length)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const int worked = context != NULL && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1
        && EVP_DigestSign(context, der, length, message, message_length) == 1;

    EVP_MD_CTX_free(context);
    return worked;
}

int openssl_verify(EVP_PKEY *key, const uint8_t *message, size_t message_length, const uint8_t *der, size_t length)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const int worked = context != NULL && EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1
        && EVP_DigestVerify(context, der, length, message, message_length) == 1;

    EVP_MD_CTX_free(context);
    return worked;
}

int openssl_sign_digest(EVP_PKEY *key, const uint8_t *digest, uint8_t *der, size_t *length)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    const int worked = context != NULL && EVP_PKEY_sign_init(context) == 1
        && EVP_PKEY_sign(context, der, length, digest, 32) == 1;

    EVP_PKEY_CTX_free(context);
    return worked;
}

int openssl_verify_digest(EVP_PKEY *key, const uint8_t *digest, const uint8_t *der, size_t length)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    const int worked = context != NULL && EVP_PKEY_verify_init(context) == 1
        && EVP_PKEY_verify(context, der, length, digest, 32) == 1;

    EVP_PKEY_CTX_free(context);
    return worked;
}

int openssl_raw_from_der(const uint8_t *der, size_t length, uint8_t *raw)
{
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)length);
    const int worked = signature != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, 32) == 32
        && BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + 32, 32) == 32;

    ECDSA_SIG_free(signature);
    return worked;
}

int openssl_der_from_raw(const uint8_t *raw, uint8_t *der, size_t *length)
{
    ECDSA_SIG *signature = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, 32, NULL);
    BIGNUM *s = BN_bin2bn(raw + 32, 32, NULL);
    int written = -1;

    if (signature != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(signature, r, s) == 1) {
        /* The signature owns the numbers now. */
        r = NULL;
        s = NULL;
        if (i2d_ECDSA_SIG(signature, NULL) <= (int)*length) {
            written = i2d_ECDSA_SIG(signature, &der);
        }
    }
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(signature);
    *length = written > 0 ? (size_t)written : 0;
    return written > 0;
}

int openssl_ecdh(EVP_PKEY *private_key, EVP_PKEY *public_key, uint8_t *shared_secret)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(private_key, NULL);
    size_t length = 32;
    const int worked = context != NULL && EVP_PKEY_derive_init(context) == 1
        && EVP_PKEY_derive_set_peer(context, public_key) == 1
        && EVP_PKEY_derive(context, shared_secret, &length) == 1 && length == 32;

    EVP_PKEY_CTX_free(context);
    return worked;
}
