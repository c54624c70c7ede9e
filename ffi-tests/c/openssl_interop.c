/* amisec and OpenSSL meet over random inputs: what one makes, the other accepts, and what was changed on
 * the way, amisec refuses.
 *
 *     openssl_interop [--seed N] [--first N] [--cases N]
 *
 * Every input follows from the seed and the case's number, so that `--seed S --first C --cases 1` repeats
 * one case; only OpenSSL's own signatures hold random numbers of its own. */
#include "amisec.h"
#include "openssl_side.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAYLOAD_MAXIMUM 700U
#define LARGE 70000U

/* What is compared: a row of the table. */
typedef enum {
    SHA256_SAME,
    HMAC_SAME,
    HMAC_VERIFIED,
    HMAC_CHANGED,
    CTR_SAME,
    CBC_SAME,
    CCM_TO_OPENSSL,
    CCM_TO_AMISEC,
    CCM_CHANGED,
    KEY_SAME,
    POINT_TO_OPENSSL,
    POINT_TO_AMISEC,
    ECDSA_TO_OPENSSL,
    ECDSA_TO_AMISEC,
    ECDSA_CHANGED,
    DER_SAME,
    ECDH_SAME,
    ROWS
} row_t;

static const char *const row_names[ROWS] = {
    "SHA-256: the same digest",
    "HMAC-SHA-256: the same tag",
    "HMAC-SHA-256: OpenSSL -> amisec, truncated",
    "HMAC-SHA-256: changed, refused",
    "AES-CTR: the same, both ways",
    "AES-CBC: the same, both ways",
    "AES-CCM: amisec -> OpenSSL",
    "AES-CCM: OpenSSL -> amisec",
    "AES-CCM: changed, refused",
    "P-256: the same public key",
    "P-256: points amisec -> OpenSSL",
    "P-256: points OpenSSL -> amisec",
    "ECDSA: amisec -> OpenSSL",
    "ECDSA: OpenSSL -> amisec",
    "ECDSA: changed, refused",
    "ECDSA: DER to and from r||s, the same",
    "ECDH: the same secret"
};

static unsigned long passed[ROWS];
static unsigned long failed[ROWS];
static unsigned long seed;
static unsigned long case_number;
static uint64_t random_state;

/* --- Random inputs (SplitMix64: they have to differ, not to be secret) --- */

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

static amisec_status_t random_source(void *context, uint8_t *output, size_t length)
{
    (void)context;
    fill_random(output, length);
    return AMISEC_OK;
}

static void flip_a_bit(uint8_t *bytes, size_t length)
{
    bytes[up_to(length - 1U)] ^= (uint8_t)(1U << up_to(7));
}

static void expect(row_t row, int holds, const char *what)
{
    if (holds) {
        passed[row]++;
    } else {
        failed[row]++;
        (void)printf(
            "FAILED %s: %s; repeat with --seed %lu --first %lu --cases 1\n", row_names[row], what, seed, case_number);
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

/* --- One case of each kind --- */

static void meet_in_hashes(void)
{
    uint8_t key[200];
    uint8_t message[PAYLOAD_MAXIMUM];
    uint8_t ours[32] = { 0 };
    uint8_t theirs[32] = { 1 };
    const size_t key_length = up_to(sizeof key);
    const size_t length = up_to(sizeof message);
    const size_t part = up_to(length);
    const size_t tag_length = 16U + up_to(16);
    amisec_hmac_sha256_t hmac = AMISEC_HMAC_SHA256_INIT;

    fill_random(key, key_length);
    fill_random(message, length);
    expect(
        SHA256_SAME,
        amisec_sha256(message, length, ours) == AMISEC_OK && openssl_sha256(message, length, theirs)
            && memcmp(ours, theirs, 32) == 0,
        "another digest");

    expect(
        HMAC_SAME,
        amisec_hmac_sha256(key, key_length, message, length, ours) == AMISEC_OK
            && openssl_hmac(key, key_length, message, length, theirs) && memcmp(ours, theirs, 32) == 0,
        "another tag in one call");
    memset(ours, 0, sizeof ours);
    expect(
        HMAC_SAME,
        amisec_hmac_sha256_init(&hmac, key, key_length) == AMISEC_OK
            && amisec_hmac_sha256_update(&hmac, message, part) == AMISEC_OK
            && amisec_hmac_sha256_update(&hmac, message + part, length - part) == AMISEC_OK
            && amisec_hmac_sha256_finish(&hmac, ours) == AMISEC_OK && memcmp(ours, theirs, 32) == 0,
        "another tag in two parts");
    expect(
        HMAC_VERIFIED,
        amisec_hmac_sha256_verify(key, key_length, message, length, theirs, tag_length) == AMISEC_OK,
        "OpenSSL's tag is refused");
    flip_a_bit(theirs, tag_length);
    expect(
        HMAC_CHANGED,
        amisec_hmac_sha256_verify(key, key_length, message, length, theirs, tag_length) == AMISEC_NOT_AUTHENTIC,
        "a changed tag is not refused");
}

/* The three key sizes under one face. */
typedef struct {
    int bits;
    uint8_t bytes[32];
    amisec_aes128_key_t aes128;
    amisec_aes192_key_t aes192;
    amisec_aes256_key_t aes256;
} aes_key_t;

/* Calls amisec_aesN_FUNCTION for the key's size. */
#define AES_CALL(key, function, ...) \
    ((key)->bits == 128       ? amisec_aes128_##function(&(key)->aes128, __VA_ARGS__) \
         : (key)->bits == 192 ? amisec_aes192_##function(&(key)->aes192, __VA_ARGS__) \
                              : amisec_aes256_##function(&(key)->aes256, __VA_ARGS__))

static int make_aes_key(aes_key_t *key)
{
    key->bits = 128 + 64 * (int)up_to(2);
    fill_random(key->bytes, sizeof key->bytes);
    return AES_CALL(key, set_key, key->bytes) == AMISEC_OK;
}

static void meet_in_ciphers(void)
{
    aes_key_t key;
    uint8_t block[16];
    uint8_t input[PAYLOAD_MAXIMUM];
    uint8_t ours[PAYLOAD_MAXIMUM];
    uint8_t theirs[PAYLOAD_MAXIMUM];
    const size_t length = up_to(sizeof input);
    const size_t whole_blocks = length - length % 16U;
    const int has_key = make_aes_key(&key);

    fill_random(block, sizeof block);
    if (up_to(3) == 0) {
        /* Counters that carry, or wrap. */
        const size_t start = up_to(15);
        memset(block + start, 0xFF, sizeof block - start);
    }
    fill_random(input, length);
    expect(
        CTR_SAME,
        has_key && AES_CALL(&key, ctr, block, input, length, ours) == AMISEC_OK
            && openssl_ctr(key.bytes, key.bits, block, input, length, theirs) && memcmp(ours, theirs, length) == 0,
        "another ciphertext");
    expect(
        CTR_SAME,
        AES_CALL(&key, ctr, block, theirs, length, theirs) == AMISEC_OK && memcmp(theirs, input, length) == 0,
        "another plaintext");

    expect(
        CBC_SAME,
        has_key && AES_CALL(&key, cbc_encrypt, block, input, whole_blocks, ours) == AMISEC_OK
            && openssl_cbc(key.bytes, key.bits, 1, block, input, whole_blocks, theirs)
            && memcmp(ours, theirs, whole_blocks) == 0,
        "another ciphertext");
    expect(
        CBC_SAME,
        AES_CALL(&key, cbc_decrypt, block, theirs, whole_blocks, theirs) == AMISEC_OK
            && memcmp(theirs, input, whole_blocks) == 0,
        "another plaintext");
}

static void meet_in_ccm(void)
{
    static uint8_t aad[LARGE];
    static uint8_t input[LARGE];
    static uint8_t ours[LARGE];
    static uint8_t theirs[LARGE];
    static uint8_t opened[LARGE];
    uint8_t nonce[13];
    uint8_t our_tag[16];
    uint8_t their_tag[16];
    aes_key_t key;
    const int is_large = up_to(99) == 0;
    amisec_ccm_parameters_t parameters = AMISEC_CCM_PARAMETERS_INIT;
    openssl_ccm_t ccm;
    size_t length;
    size_t changed;
    const int has_key = make_aes_key(&key);

    parameters.nonce = nonce;
    parameters.nonce_length = 7U + up_to(6);
    parameters.aad = aad;
    /* From 65,280 bytes on, and again from 65,536, the length of the associated data could be written
     * in another way: around both. */
    parameters.aad_length = is_large ? (up_to(1) == 0 ? 65280U : 65536U) - 4U + up_to(8) : up_to(300);
    parameters.tag = our_tag;
    parameters.tag_length = 4U + 2U * up_to(6);
    /* With 13 bytes of nonce, the payload's length has two. */
    length = is_large ? up_to(parameters.nonce_length == 13U ? 65535U : LARGE) : up_to(PAYLOAD_MAXIMUM);
    fill_random(nonce, sizeof nonce);
    fill_random(aad, parameters.aad_length);
    fill_random(input, length);
    ccm.nonce = nonce;
    ccm.nonce_length = parameters.nonce_length;
    ccm.aad = aad;
    ccm.aad_length = parameters.aad_length;
    ccm.tag = their_tag;
    ccm.tag_length = parameters.tag_length;

    expect(
        CCM_TO_OPENSSL,
        has_key && AES_CALL(&key, ccm_seal, &parameters, input, length, ours) == AMISEC_OK, "seal failed");
    memcpy(their_tag, our_tag, sizeof their_tag);
    memset(opened, 0, length);
    expect(
        CCM_TO_OPENSSL,
        openssl_ccm_open(key.bytes, key.bits, &ccm, ours, length, opened) && memcmp(opened, input, length) == 0,
        "OpenSSL refuses the message");

    memset(their_tag, 0, sizeof their_tag);
    expect(
        CCM_TO_AMISEC,
        openssl_ccm_seal(key.bytes, key.bits, &ccm, input, length, theirs) && memcmp(theirs, ours, length) == 0
            && memcmp(their_tag, our_tag, ccm.tag_length) == 0,
        "another ciphertext or tag");
    parameters.tag = their_tag;
    memset(opened, 0, length);
    expect(
        CCM_TO_AMISEC,
        AES_CALL(&key, ccm_open, &parameters, theirs, length, opened) == AMISEC_OK
            && memcmp(opened, input, length) == 0,
        "OpenSSL's message is refused");

    changed = up_to(3);
    if (changed == 0) {
        flip_a_bit(nonce, parameters.nonce_length);
    } else if (changed == 1 && parameters.aad_length > 0) {
        flip_a_bit(aad, parameters.aad_length);
    } else if (changed == 2 && length > 0) {
        flip_a_bit(theirs, length);
    } else {
        flip_a_bit(their_tag, parameters.tag_length);
    }
    expect(
        CCM_CHANGED,
        AES_CALL(&key, ccm_open, &parameters, theirs, length, opened) == AMISEC_NOT_AUTHENTIC
            && is_zero(opened, length),
        "a changed message is not refused, or left something");
}

/* The key pair of a case on both sides. */
typedef struct {
    amisec_p256_private_key_t our_private;
    amisec_p256_public_key_t our_public;
    EVP_PKEY *their_private;
    EVP_PKEY *their_public; /* from amisec's encoding */
} key_pair_t;

static int make_key_pair(key_pair_t *pair)
{
    uint8_t private_bytes[32];
    uint8_t ours[65];
    uint8_t theirs[65];
    const int compressed = (int)up_to(1);
    const size_t length = compressed ? 33 : 65;
    amisec_p256_public_key_t again = AMISEC_P256_PUBLIC_KEY_INIT;
    uint8_t raw[64];
    uint8_t raw_again[64];

    pair->their_private = NULL;
    pair->their_public = NULL;
    if (amisec_p256_private_key_generate(&pair->our_private, random_source, NULL) != AMISEC_OK
        || amisec_p256_private_key_to_bytes(&pair->our_private, private_bytes) != AMISEC_OK
        || amisec_p256_public_key_from_private(&pair->our_public, &pair->our_private) != AMISEC_OK
        || amisec_p256_public_key_to_raw(&pair->our_public, raw) != AMISEC_OK
        || (compressed ? amisec_p256_public_key_to_compressed(&pair->our_public, ours)
                       : amisec_p256_public_key_to_uncompressed(&pair->our_public, ours))
            != AMISEC_OK) {
        expect(KEY_SAME, 0, "amisec makes no key");
        return 0;
    }
    pair->their_private = openssl_private_key(private_bytes);
    expect(
        KEY_SAME,
        pair->their_private != NULL && openssl_point(pair->their_private, compressed, theirs)
            && memcmp(ours, theirs, length) == 0,
        "another point");

    pair->their_public = openssl_public_key(ours, length);
    expect(
        POINT_TO_OPENSSL,
        pair->their_public != NULL && openssl_point(pair->their_public, 0, theirs)
            && memcmp(theirs + 1, raw, 64) == 0,
        "OpenSSL reads another point, or none");
    expect(
        POINT_TO_AMISEC,
        pair->their_private != NULL && openssl_point(pair->their_private, compressed, theirs)
            && (compressed ? amisec_p256_public_key_from_compressed(&again, theirs)
                           : amisec_p256_public_key_from_uncompressed(&again, theirs))
                == AMISEC_OK
            && amisec_p256_public_key_to_raw(&again, raw_again) == AMISEC_OK && memcmp(raw, raw_again, 64) == 0,
        "amisec reads another point, or none");
    return pair->their_private != NULL && pair->their_public != NULL;
}

static void free_key_pair(key_pair_t *pair)
{
    EVP_PKEY_free(pair->their_private);
    EVP_PKEY_free(pair->their_public);
}

static void meet_in_ecdsa(const key_pair_t *pair)
{
    uint8_t message[PAYLOAD_MAXIMUM];
    uint8_t digest[32];
    uint8_t raw[64];
    uint8_t raw_again[64];
    uint8_t der[80];
    uint8_t der_again[80];
    const size_t length = up_to(sizeof message);
    const int of_digest = (int)up_to(1);
    const int is_hedged = (int)up_to(1);
    size_t der_length = 0;
    size_t der_again_length = sizeof der_again;
    amisec_status_t status;

    fill_random(message, length);
    if (!openssl_sha256(message, length, digest)) {
        return;
    }

    if (of_digest) {
        status = is_hedged
            ? amisec_p256_sign_digest_hedged(&pair->our_private, digest, random_source, NULL, raw)
            : amisec_p256_sign_digest(&pair->our_private, digest, raw);
    } else {
        status = is_hedged
            ? amisec_p256_sign_hedged(&pair->our_private, message, length, random_source, NULL, raw)
            : amisec_p256_sign(&pair->our_private, message, length, raw);
    }
    expect(
        DER_SAME,
        status == AMISEC_OK && amisec_p256_signature_to_der(raw, der, 72, &der_length) == AMISEC_OK
            && openssl_der_from_raw(raw, der_again, &der_again_length) && der_again_length == der_length
            && memcmp(der, der_again, der_length) == 0,
        "another encoding");
    expect(
        ECDSA_TO_OPENSSL,
        of_digest ? openssl_verify(pair->their_public, message, length, der_again, der_again_length)
                  : openssl_verify_digest(pair->their_public, digest, der, der_length),
        "OpenSSL refuses the signature");

    der_length = 72;
    expect(
        DER_SAME,
        (of_digest ? openssl_sign_digest(pair->their_private, digest, der, &der_length)
                   : openssl_sign(pair->their_private, message, length, der, &der_length))
            && openssl_raw_from_der(der, der_length, raw)
            && amisec_p256_signature_from_der(der, der_length, raw_again) == AMISEC_OK
            && memcmp(raw, raw_again, 64) == 0,
        "another r||s");
    expect(
        ECDSA_TO_AMISEC,
        (of_digest ? amisec_p256_verify(&pair->our_public, message, length, raw)
                   : amisec_p256_verify_digest(&pair->our_public, digest, raw))
            == AMISEC_OK,
        "OpenSSL's signature is refused");

    if (up_to(1) == 0) {
        flip_a_bit(raw, sizeof raw);
    } else {
        flip_a_bit(digest, sizeof digest);
    }
    expect(
        ECDSA_CHANGED, amisec_p256_verify_digest(&pair->our_public, digest, raw) == AMISEC_NOT_AUTHENTIC,
        "a changed signature or digest is not refused");
}

static void meet_in_ecdh(const key_pair_t *ours, const key_pair_t *peer)
{
    uint8_t our_secret[32] = { 0 };
    uint8_t their_secret[32] = { 1 };

    expect(
        ECDH_SAME,
        amisec_p256_ecdh(&ours->our_private, &peer->our_public, our_secret) == AMISEC_OK
            && openssl_ecdh(peer->their_private, ours->their_public, their_secret)
            && memcmp(our_secret, their_secret, 32) == 0,
        "another secret");
}

static void run_case(void)
{
    key_pair_t ours;
    key_pair_t peer;
    int has_keys;

    random_state = (uint64_t)seed * 0xD1342543DE82EF95U + (uint64_t)case_number;
    meet_in_hashes();
    meet_in_ciphers();
    meet_in_ccm();
    has_keys = make_key_pair(&ours);
    has_keys = make_key_pair(&peer) && has_keys;
    if (has_keys) {
        meet_in_ecdsa(&ours);
        meet_in_ecdh(&ours, &peer);
    }
    free_key_pair(&ours);
    free_key_pair(&peer);
}

int main(int count, char **words)
{
    unsigned long first = 0;
    unsigned long cases = 2000;
    unsigned long all_passed = 0;
    unsigned long all_failed = 0;
    int word;
    int row;

    seed = (unsigned long)time(NULL);
    for (word = 1; word + 1 < count; word += 2) {
        char *end = NULL;
        const unsigned long number = strtoul(words[word + 1], &end, 10);

        if (*end != '\0') {
            break;
        } else if (strcmp(words[word], "--seed") == 0) {
            seed = number;
        } else if (strcmp(words[word], "--first") == 0) {
            first = number;
        } else if (strcmp(words[word], "--cases") == 0) {
            cases = number;
        } else {
            break;
        }
    }
    if (word != count || cases == 0) {
        (void)fprintf(stderr, "usage: openssl_interop [--seed N] [--first N] [--cases N]\n");
        return 2;
    }

    (void)printf("%s, --seed %lu --first %lu --cases %lu\n", OpenSSL_version(OPENSSL_VERSION), seed, first, cases);
    for (case_number = first; case_number - first < cases; case_number++) {
        run_case();
    }
    for (row = 0; row < ROWS; row++) {
        (void)printf("%-44s %8lu passed %8lu failed\n", row_names[row], passed[row], failed[row]);
        all_passed += passed[row];
        all_failed += failed[row];
        if (passed[row] + failed[row] < cases) {
            (void)printf("FAILED %s: not every case came here\n", row_names[row]);
            all_failed++;
        }
    }
    (void)printf("%lu passed, %lu failed\n", all_passed, all_failed);
    return all_failed == 0 ? 0 : 1;
}
