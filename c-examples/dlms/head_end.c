/* The head-end's side of the read-out, on OpenSSL alone:
 *
 *     dlms-head-end request COUNTER    writes a protected request
 *     dlms-head-end response           reads a response; prints "reading COUNTER VALUE", or "exception"
 */
#include "dlms_example.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAG_LENGTH 12
#define AAD_LENGTH 17

/* AES-128-GCM as IEC 62056-5-3 composes it. `text` changes in place; gives 1 if all went well. */
static int gcm(int encrypt, const uint8_t *title, const uint8_t *counter, uint8_t *text, int length, uint8_t *tag)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    uint8_t nonce[12];
    uint8_t aad[AAD_LENGTH] = { BOTH };
    int done = 0;
    int good;

    memcpy(nonce, title, 8);
    memcpy(nonce + 8, counter, 4);
    memcpy(aad + 1, authentication_key, 16);
    good = context != NULL && EVP_CipherInit_ex(context, EVP_aes_128_gcm(), NULL, encryption_key, nonce, encrypt)
        && (encrypt || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, TAG_LENGTH, tag))
        && EVP_CipherUpdate(context, NULL, &done, aad, AAD_LENGTH)
        && EVP_CipherUpdate(context, text, &done, text, length)
        && EVP_CipherFinal_ex(context, text + length, &done)
        && (!encrypt || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_LENGTH, tag));
    EVP_CIPHER_CTX_free(context);
    return good;
}

static int request(uint32_t number)
{
    uint8_t message[WRAPPER_LENGTH + 2U + sizeof get_request + OVERHEAD] = { 0, 1, 0, 1, 0, 1, 0 };
    uint8_t *body = message + WRAPPER_LENGTH + 2U;

    message[7] = sizeof message - WRAPPER_LENGTH;
    message[8] = GLO_GET_REQUEST;
    message[9] = sizeof get_request + OVERHEAD;
    body[0] = BOTH;
    body[1] = (uint8_t)(number >> 24);
    body[2] = (uint8_t)(number >> 16);
    body[3] = (uint8_t)(number >> 8);
    body[4] = (uint8_t)number;
    memcpy(body + 5, get_request, sizeof get_request);
    if (!gcm(1, head_end_title, body + 1, body + 5, sizeof get_request, body + 5 + sizeof get_request)) {
        return 1;
    }
    return fwrite(message, 1, sizeof message, stdout) == sizeof message ? 0 : 1;
}

static unsigned long big_endian(const uint8_t *bytes)
{
    return (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 | bytes[3];
}

static int response(void)
{
    uint8_t message[WRAPPER_LENGTH + 2U + GET_RESPONSE_LENGTH + OVERHEAD];
    uint8_t *body = message + WRAPPER_LENGTH + 2U;
    const size_t length = fread(message, 1, sizeof message, stdin);

    if (length == WRAPPER_LENGTH + 3U && message[8] == EXCEPTION_RESPONSE) {
        (void)printf("exception\n");
        return 0;
    }
    if (length != sizeof message || message[8] != GLO_GET_RESPONSE || body[0] != BOTH
        || !gcm(0, meter_title, body + 1, body + 5, GET_RESPONSE_LENGTH, body + 5 + GET_RESPONSE_LENGTH)
        || memcmp(body + 5, get_response, sizeof get_response) != 0) {
        (void)printf("not authentic\n");
        return 1;
    }
    (void)printf("reading %lu %lu\n", big_endian(body + 1), big_endian(body + 5 + sizeof get_response));
    return 0;
}

int main(int count, char **words)
{
    if (count == 3 && strcmp(words[1], "request") == 0) {
        return request((uint32_t)strtoul(words[2], NULL, 10));
    }
    return count == 2 && strcmp(words[1], "response") == 0 ? response() : 2;
}
