/* amisec and OpenSSL meet over random inputs in the modes that meters speak: GCM, CMAC, key wrap, key
 * derivation and HMAC_DRBG (against OpenSSL's, which TEST-RAND feeds). What was changed on the way, amisec refuses.
 *
 *     openssl_modes [--seed N] [--cases N]
 */
#include "amisec.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 300U

typedef enum {
    GCM,
    GCM_PARTS,
    GCM_CHANGED,
    CMAC,
    KEY_WRAP,
    KEY_UNWRAP,
    HKDF,
    ONE_STEP,
    ONE_STEP_WIDE,
    COUNTER_HMAC,
    COUNTER_CMAC,
    DRBG,
    ROWS
} row_t;

static const char *const row_names[ROWS] = {
    "AES-GCM: the same ciphertext and tag",
    "AES-GCM: the same in parts, and opened",
    "AES-GCM: changed, refused",
    "AES-CMAC: the same tag",
    "AES key wrap: the same wrapped key",
    "AES key wrap: OpenSSL -> amisec; changed, refused",
    "HKDF-SHA-256: the same keys",
    "SP 800-56C one-step, SHA-256: the same keys",
    "SP 800-56C one-step, SHA-384: the same keys",
    "SP 800-108 counter, HMAC-SHA-256: the same keys",
    "SP 800-108 counter, AES-CMAC: the same keys",
    "HMAC_DRBG: the same bytes, before and after a reseed"
};

static unsigned long passed[ROWS];
static unsigned long failed[ROWS];
static unsigned long seed = 1;
static unsigned long case_number;
static uint64_t random_state;

/* SplitMix64: the inputs have to differ, not to be secret. */
static uint64_t next_random(void)
{
    uint64_t mixed = random_state += 0x9E3779B97F4A7C15U;

    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

static size_t up_to(size_t maximum)
{
    return (size_t)(next_random() % (maximum + 1U));
}

static void fill_random(uint8_t *bytes, size_t length)
{
    size_t position;

    for (position = 0; position < length; position++) {
        bytes[position] = (uint8_t)next_random();
    }
}

static void expect(row_t row, int holds)
{
    if (holds) {
        passed[row]++;
    } else {
        failed[row]++;
        (void)printf("FAILED %s: case %lu of seed %lu\n", row_names[row], case_number, seed);
    }
}

static int is_zero(const uint8_t *bytes, size_t length)
{
    size_t position;
    uint8_t any = 0;

    for (position = 0; position < length; position++) {
        any |= bytes[position];
    }
    return any == 0;
}

/* The three key sizes under one face. */
typedef struct {
    int bits;
    uint8_t bytes[32];
    amisec_aes128_key_t aes128;
    amisec_aes192_key_t aes192;
    amisec_aes256_key_t aes256;
} aes_key_t;

static int make_aes_key(aes_key_t *key)
{
    key->bits = 128 + 64 * (int)up_to(2);
    fill_random(key->bytes, sizeof key->bytes);
    switch (key->bits) {
    case 128:
        return amisec_aes128_set_key(&key->aes128, key->bytes) == AMISEC_OK;
    case 192:
        return amisec_aes192_set_key(&key->aes192, key->bytes) == AMISEC_OK;
    default:
        return amisec_aes256_set_key(&key->aes256, key->bytes) == AMISEC_OK;
    }
}

/* Calls a function whose first argument is the key. */
#define WITH_KEY(key, function, ...) \
    ((key)->bits == 128       ? amisec_aes128_##function(&(key)->aes128, __VA_ARGS__) \
         : (key)->bits == 192 ? amisec_aes192_##function(&(key)->aes192, __VA_ARGS__) \
                              : amisec_aes256_##function(&(key)->aes256, __VA_ARGS__))
/* And one whose first argument is a context. */
#define WITH_CONTEXT(key, function, context, ...) \
    ((key)->bits == 128       ? amisec_aes128_##function(context, &(key)->aes128, __VA_ARGS__) \
         : (key)->bits == 192 ? amisec_aes192_##function(context, &(key)->aes192, __VA_ARGS__) \
                              : amisec_aes256_##function(context, &(key)->aes256, __VA_ARGS__))

static const EVP_CIPHER *gcm_of(int bits)
{
    return bits == 128 ? EVP_aes_128_gcm() : bits == 192 ? EVP_aes_192_gcm() : EVP_aes_256_gcm();
}

static const EVP_CIPHER *wrap_of(int bits)
{
    return bits == 128 ? EVP_aes_128_wrap() : bits == 192 ? EVP_aes_192_wrap() : EVP_aes_256_wrap();
}

static int openssl_gcm(
    const aes_key_t *key, const amisec_gcm_parameters_t *parameters, const uint8_t *input, size_t length,
    uint8_t *output, uint8_t *tag)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int written = 0;
    int worked = context != NULL && EVP_EncryptInit_ex(context, gcm_of(key->bits), NULL, NULL, NULL) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, (int)parameters->nonce_length, NULL) == 1
        && EVP_EncryptInit_ex(context, NULL, NULL, key->bytes, parameters->nonce) == 1
        && EVP_EncryptUpdate(context, NULL, &written, parameters->aad, (int)parameters->aad_length) == 1
        && EVP_EncryptUpdate(context, output, &written, input, (int)length) == 1
        && EVP_EncryptFinal_ex(context, output + length, &written) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, (int)parameters->tag_length, tag) == 1;

    EVP_CIPHER_CTX_free(context);
    return worked;
}

static void meet_in_gcm(void)
{
    static const uint8_t tag_lengths[7] = { 4, 8, 12, 13, 14, 15, 16 };
    amisec_gcm_parameters_t parameters = AMISEC_GCM_PARAMETERS_INIT;
    amisec_gcm_t context = AMISEC_GCM_INIT;
    aes_key_t key;
    uint8_t nonce[64];
    uint8_t aad[MOST];
    uint8_t input[MOST];
    uint8_t ours[MOST];
    uint8_t theirs[MOST + 16U];
    uint8_t tag[16] = { 0 };
    uint8_t their_tag[16] = { 1 };
    const size_t length = up_to(MOST);
    const size_t cut = up_to(length);
    const int has_key = make_aes_key(&key);

    fill_random(nonce, sizeof nonce);
    fill_random(aad, sizeof aad);
    fill_random(input, sizeof input);
    parameters.nonce = nonce;
    parameters.nonce_length = up_to(1) == 0 ? 12U : 1U + up_to(63);
    parameters.aad = aad;
    parameters.aad_length = up_to(MOST);
    parameters.tag = tag;
    parameters.tag_length = tag_lengths[up_to(6)];
    expect(
        GCM,
        has_key && WITH_KEY(&key, gcm_seal, &parameters, input, length, ours) == AMISEC_OK
            && openssl_gcm(&key, &parameters, input, length, theirs, their_tag) && memcmp(ours, theirs, length) == 0
            && memcmp(tag, their_tag, parameters.tag_length) == 0);
    memset(ours, 0, sizeof ours);
    expect(
        GCM_PARTS,
        WITH_CONTEXT(&key, gcm_start, &context, nonce, parameters.nonce_length) == AMISEC_OK
            && amisec_gcm_aad(&context, aad, parameters.aad_length) == AMISEC_OK
            && WITH_CONTEXT(&key, gcm_decrypt_unverified_update, &context, theirs, cut, ours) == AMISEC_OK
            && WITH_CONTEXT(&key, gcm_decrypt_unverified_update, &context, theirs + cut, length - cut, ours + cut)
                == AMISEC_OK
            && amisec_gcm_finish_verify(&context, their_tag, parameters.tag_length) == AMISEC_OK
            && memcmp(ours, input, length) == 0
            && WITH_KEY(&key, gcm_open, &parameters, theirs, length, ours) == AMISEC_OK
            && memcmp(ours, input, length) == 0);
    if (length > 0 && up_to(1) == 0) {
        theirs[up_to(length - 1U)] ^= (uint8_t)(1U << up_to(7));
    } else {
        tag[up_to(parameters.tag_length - 1U)] ^= (uint8_t)(1U << up_to(7));
    }
    expect(
        GCM_CHANGED,
        WITH_KEY(&key, gcm_open, &parameters, theirs, length, ours) == AMISEC_NOT_AUTHENTIC && is_zero(ours, length));
}

static void meet_in_cmac_and_wrap(void)
{
    static const char *const names[3] = { "AES-128-CBC", "AES-192-CBC", "AES-256-CBC" };
    aes_key_t key;
    uint8_t input[MOST];
    uint8_t ours[MOST + 8U];
    uint8_t theirs[MOST + 24U];
    char name[12];
    size_t length = up_to(MOST);
    size_t written = 0;
    int wrapped = 0;
    int rest = 0;
    const int has_key = make_aes_key(&key);
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "CMAC", NULL);
    EVP_MAC_CTX *context = mac == NULL ? NULL : EVP_MAC_CTX_new(mac);
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    OSSL_PARAM parameters[2];

    (void)strcpy(name, names[(key.bits - 128) / 64]);
    parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name, 0);
    parameters[1] = OSSL_PARAM_construct_end();
    fill_random(input, sizeof input);
    expect(
        CMAC,
        has_key && context != NULL && EVP_MAC_init(context, key.bytes, (size_t)key.bits / 8U, parameters) == 1
            && EVP_MAC_update(context, input, length) == 1 && EVP_MAC_final(context, theirs, &written, 16) == 1
            && WITH_KEY(&key, cmac, input, length, ours) == AMISEC_OK && memcmp(ours, theirs, 16) == 0
            && WITH_KEY(&key, cmac_verify, input, length, theirs, 8U + up_to(8)) == AMISEC_OK);
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);

    length = 16U + 8U * up_to(30);
    if (cipher != NULL) {
        EVP_CIPHER_CTX_set_flags(cipher, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    }
    expect(
        KEY_WRAP,
        cipher != NULL && EVP_EncryptInit_ex(cipher, wrap_of(key.bits), NULL, key.bytes, NULL) == 1
            && EVP_EncryptUpdate(cipher, theirs, &wrapped, input, (int)length) == 1
            && EVP_EncryptFinal_ex(cipher, theirs + wrapped, &rest) == 1 && (size_t)wrapped == length + 8U
            && WITH_KEY(&key, key_wrap, input, length, ours) == AMISEC_OK && memcmp(ours, theirs, length + 8U) == 0);
    EVP_CIPHER_CTX_free(cipher);
    expect(
        KEY_UNWRAP,
        WITH_KEY(&key, key_unwrap, theirs, length + 8U, ours) == AMISEC_OK && memcmp(ours, input, length) == 0);
    theirs[up_to(length + 7U)] ^= (uint8_t)(1U << up_to(7));
    expect(
        KEY_UNWRAP,
        WITH_KEY(&key, key_unwrap, theirs, length + 8U, ours) == AMISEC_NOT_AUTHENTIC && is_zero(ours, length));
}

/* One derivation by OpenSSL. */
static int openssl_kdf(const char *name, OSSL_PARAM *parameters, uint8_t *output, size_t length)
{
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, name, NULL);
    EVP_KDF_CTX *context = kdf == NULL ? NULL : EVP_KDF_CTX_new(kdf);
    const int worked = context != NULL && EVP_KDF_derive(context, output, length, parameters) == 1;

    EVP_KDF_CTX_free(context);
    EVP_KDF_free(kdf);
    return worked;
}

static void meet_in_derivation(void)
{
    char sha384[] = "SHA384";
    char sha256[] = "SHA256";
    char hmac[] = "HMAC";
    char cmac[] = "CMAC";
    char ciphers[3][12] = { "AES-128-CBC", "AES-192-CBC", "AES-256-CBC" };
    uint8_t secret[100];
    uint8_t salt[100];
    uint8_t info[100];
    uint8_t ours[200];
    uint8_t theirs[200];
    const size_t secret_length = 1U + up_to(99);
    const size_t salt_length = up_to(100);
    const size_t info_length = 1U + up_to(99);
    const size_t length = 1U + up_to(199);
    int off = 0;
    aes_key_t key;
    OSSL_PARAM p[8];
    const int has_key = make_aes_key(&key);

    fill_random(secret, sizeof secret);
    fill_random(salt, sizeof salt);
    fill_random(info, sizeof info);
    p[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha256, 0);
    p[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret, secret_length);
    p[2] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, info_length);
    p[3] = OSSL_PARAM_construct_end();
    expect(
        ONE_STEP,
        openssl_kdf("SSKDF", p, theirs, length)
            && amisec_kdf_one_step_sha256(secret, secret_length, info, info_length, ours, length) == AMISEC_OK
            && memcmp(ours, theirs, length) == 0);
    p[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha384, 0);
    expect(
        ONE_STEP_WIDE,
        openssl_kdf("SSKDF", p, theirs, length)
            && amisec_kdf_one_step_sha384(secret, secret_length, info, info_length, ours, length) == AMISEC_OK
            && memcmp(ours, theirs, length) == 0);
    p[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha256, 0);
    p[3] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt, salt_length);
    p[4] = OSSL_PARAM_construct_end();
    expect(
        HKDF,
        openssl_kdf("HKDF", p, theirs, length)
            && amisec_hkdf_sha256(salt, salt_length, secret, secret_length, info, info_length, ours, length)
                == AMISEC_OK
            && memcmp(ours, theirs, length) == 0);

    /* The fixed input is one piece for us: without separator and length, it is one for OpenSSL, too. */
    p[2] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, info, info_length);
    p[3] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MAC, hmac, 0);
    p[4] = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_L, &off);
    p[5] = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_SEPARATOR, &off);
    p[6] = OSSL_PARAM_construct_end();
    expect(
        COUNTER_HMAC,
        openssl_kdf("KBKDF", p, theirs, length)
            && amisec_kdf_counter_hmac_sha256(secret, secret_length, info, info_length, ours, length) == AMISEC_OK
            && memcmp(ours, theirs, length) == 0);
    p[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_CIPHER, ciphers[(key.bits - 128) / 64], 0);
    p[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.bytes, (size_t)key.bits / 8U);
    p[3] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MAC, cmac, 0);
    expect(
        COUNTER_CMAC,
        has_key && openssl_kdf("KBKDF", p, theirs, length)
            && (key.bits == 128       ? amisec_kdf_counter_aes128_cmac(&key.aes128, info, info_length, ours, length)
                    : key.bits == 192 ? amisec_kdf_counter_aes192_cmac(&key.aes192, info, info_length, ours, length)
                                      : amisec_kdf_counter_aes256_cmac(&key.aes256, info, info_length, ours, length))
                == AMISEC_OK
            && memcmp(ours, theirs, length) == 0);
}

/* Noise that is kept, so that its digest can be computed again. */
typedef struct {
    uint8_t bytes[4096];
    size_t length;
} noise_t;

static amisec_status_t give_noise(void *context, uint8_t *output, size_t length)
{
    noise_t *noise = context;

    if (noise->length + length > sizeof noise->bytes) {
        return AMISEC_STORAGE_FAILED;
    }
    fill_random(noise->bytes + noise->length, length);
    memcpy(output, noise->bytes + noise->length, length);
    noise->length += length;
    return AMISEC_OK;
}

static int set_entropy(EVP_RAND_CTX *parent, uint8_t *entropy, uint8_t *nonce)
{
    unsigned int strength = 256;
    OSSL_PARAM p[4];

    p[0] = OSSL_PARAM_construct_uint(OSSL_RAND_PARAM_STRENGTH, &strength);
    p[1] = OSSL_PARAM_construct_octet_string(OSSL_RAND_PARAM_TEST_ENTROPY, entropy, 32);
    p[2] = OSSL_PARAM_construct_octet_string(OSSL_RAND_PARAM_TEST_NONCE, nonce, 32);
    p[3] = OSSL_PARAM_construct_end();
    return EVP_RAND_CTX_set_params(parent, p) == 1;
}

static void meet_in_drbg(void)
{
    static noise_t noise;
    char sha256[] = "SHA256";
    char hmac[] = "HMAC";
    EVP_RAND *test = EVP_RAND_fetch(NULL, "TEST-RAND", NULL);
    EVP_RAND *kind = EVP_RAND_fetch(NULL, "HMAC-DRBG", NULL);
    EVP_RAND_CTX *parent = test == NULL ? NULL : EVP_RAND_CTX_new(test, NULL);
    EVP_RAND_CTX *theirs = kind == NULL || parent == NULL ? NULL : EVP_RAND_CTX_new(kind, parent);
    amisec_drbg_t ours = AMISEC_DRBG_INIT;
    uint8_t personalization[50];
    uint8_t additional[50];
    uint8_t entropy[32];
    uint8_t nonce[32];
    uint8_t our_bytes[500];
    uint8_t their_bytes[500];
    const uint8_t bits = (uint8_t)(1U + up_to(7));
    const size_t per_seed = (320U / bits + (320U % bits != 0U) + 31U) / 32U * 32U;
    const size_t personalization_length = up_to(sizeof personalization);
    const size_t additional_length = up_to(sizeof additional);
    /* OpenSSL takes a request for nothing as no request. */
    const size_t lengths[3] = { 1U + up_to(sizeof our_bytes - 1U), 1U + up_to(99), 1U + up_to(sizeof our_bytes - 1U) };
    OSSL_PARAM p[3];
    int worked = theirs != NULL;
    int turn;

    noise.length = 0;
    fill_random(personalization, sizeof personalization);
    fill_random(additional, sizeof additional);
    worked = worked
        && amisec_drbg_instantiate(&ours, give_noise, &noise, bits, personalization, personalization_length) == AMISEC_OK
        && noise.length == 1024U + 2U * per_seed
        && EVP_Digest(noise.bytes + 1024, per_seed, entropy, NULL, EVP_sha256(), NULL) == 1
        && EVP_Digest(noise.bytes + 1024 + per_seed, per_seed, nonce, NULL, EVP_sha256(), NULL) == 1
        && set_entropy(parent, entropy, nonce) && EVP_RAND_instantiate(parent, 256, 0, NULL, 0, NULL) == 1;
    p[0] = OSSL_PARAM_construct_utf8_string(OSSL_DRBG_PARAM_DIGEST, sha256, 0);
    p[1] = OSSL_PARAM_construct_utf8_string(OSSL_DRBG_PARAM_MAC, hmac, 0);
    p[2] = OSSL_PARAM_construct_end();
    worked = worked && EVP_RAND_instantiate(theirs, 256, 0, personalization, personalization_length, p) == 1;
    for (turn = 0; turn < 3; turn++) {
        if (turn == 2) {
            noise.length = 0;
            worked = worked && amisec_drbg_reseed(&ours, give_noise, &noise, additional, additional_length) == AMISEC_OK
                && noise.length == per_seed
                && EVP_Digest(noise.bytes, per_seed, entropy, NULL, EVP_sha256(), NULL) == 1
                && set_entropy(parent, entropy, nonce)
                && EVP_RAND_reseed(theirs, 0, NULL, 0, additional, additional_length) == 1;
        }
        worked = worked && amisec_drbg_generate(&ours, our_bytes, lengths[turn]) == AMISEC_OK
            && EVP_RAND_generate(theirs, their_bytes, lengths[turn], 256, 0, NULL, 0) == 1
            && memcmp(our_bytes, their_bytes, lengths[turn]) == 0;
    }
    expect(DRBG, worked);
    EVP_RAND_CTX_free(theirs);
    EVP_RAND_CTX_free(parent);
    EVP_RAND_free(kind);
    EVP_RAND_free(test);
}

int main(int count, char **words)
{
    unsigned long cases = 300;
    unsigned long all_passed = 0;
    unsigned long all_failed = 0;
    int i;

    for (i = 1; i + 1 < count; i += 2) {
        const unsigned long number = strtoul(words[i + 1], NULL, 10);

        if (strcmp(words[i], "--seed") == 0) {
            seed = number;
        } else if (strcmp(words[i], "--cases") == 0) {
            cases = number;
        } else if (strcmp(words[i], "--first") != 0) {
            return 2;
        }
    }
    for (case_number = 0; case_number < cases; case_number++) {
        random_state = seed * 0x100000001B3U + case_number;
        meet_in_gcm();
        meet_in_cmac_and_wrap();
        meet_in_derivation();
        meet_in_drbg();
    }
    for (i = 0; i < ROWS; i++) {
        (void)printf("%-52s %6lu passed %4lu failed\n", row_names[i], passed[i], failed[i]);
        all_passed += passed[i];
        all_failed += failed[i];
    }
    (void)printf("%lu passed, %lu failed\n", all_passed, all_failed);
    return all_failed == 0 && all_passed > 0 ? 0 : 1;
}
