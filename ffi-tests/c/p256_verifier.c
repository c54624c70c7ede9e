/* Verification under a prepared key: what amisec_p256_verify says, the verifier says, too. */
#include "p256_fixture.h"
#include "refusals.h"

/* RFC 6979, A.2.5. */
static const uint8_t sample[6] = { 's', 'a', 'm', 'p', 'l', 'e' };
static const uint8_t sample_signature[64] = {
    0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD, 0x9C, 0xD4, 0x5E, 0x81, 0xD6,
    0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E, 0xA8, 0x4E, 0xAF, 0x37, 0x16,
    0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41, 0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65,
    0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06, 0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};

static void prepare_key(amisec_p256_verifier_t *verifier)
{
    amisec_p256_public_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verifier_from_public_key(verifier, &key));
}

TEST(a_prepared_key_verifies_its_signatures)
{
    amisec_p256_verifier_t verifier;
    uint8_t digest[32];

    prepare_key(&verifier);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_digest_prepared(&verifier, digest, sample_signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_prepared(&verifier, sample, sizeof sample, sample_signature));
    CHECK_STATUS(
        AMISEC_NOT_AUTHENTIC, amisec_p256_verify_prepared(&verifier, sample, sizeof sample - 1U, sample_signature));
}

TEST(a_verifier_may_be_moved)
{
    amisec_p256_verifier_t verifier;
    amisec_p256_verifier_t elsewhere;

    prepare_key(&verifier);
    memcpy(&elsewhere, &verifier, sizeof elsewhere);
    memset(&verifier, 0, sizeof verifier);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_prepared(&elsewhere, sample, sizeof sample, sample_signature));
}

/* ------------------------------------------------------------------------- refusals */

enum { VERIFIER, CONTENT, SIGNATURE };
enum { PUBLIC = CONTENT };

static const struct parameter prepare_parameters[] = {
    NEW_OBJECT("verifier", amisec_p256_verifier_t),
    OBJECT("public_key", amisec_p256_public_key_t),
};

static void prepare_public(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[PUBLIC].pointer, public_raw));
}

static amisec_status_t call_prepare(const struct argument *with)
{
    return amisec_p256_verifier_from_public_key(with[VERIFIER].pointer, with[PUBLIC].pointer);
}

ROW(amisec_p256_verifier_from_public_key, prepare_parameters, .call = call_prepare, .prepare = prepare_public)

static const struct parameter verify_parameters[] = {
    OBJECT("verifier", amisec_p256_verifier_t),
    INPUT_OF_LENGTH("message", 6U, AMISEC_NOT_AUTHENTIC),
    INPUT("signature", 64U),
};

static void prepare_verify(const struct argument *with)
{
    prepare_key(with[VERIFIER].pointer);
    memcpy(with[CONTENT].pointer, sample, sizeof sample);
    memcpy(with[SIGNATURE].pointer, sample_signature, sizeof sample_signature);
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_p256_verify_prepared(
        with[VERIFIER].pointer, with[CONTENT].pointer, with[CONTENT].length, with[SIGNATURE].pointer);
}

ROW(amisec_p256_verify_prepared, verify_parameters, .call = call_verify, .prepare = prepare_verify)

static const struct parameter verify_digest_parameters[] = {
    OBJECT("verifier", amisec_p256_verifier_t),
    INPUT("digest", 32U),
    INPUT("signature", 64U),
};

static void prepare_verify_digest(const struct argument *with)
{
    prepare_key(with[VERIFIER].pointer);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, with[CONTENT].pointer));
    memcpy(with[SIGNATURE].pointer, sample_signature, sizeof sample_signature);
}

static amisec_status_t call_verify_digest(const struct argument *with)
{
    return amisec_p256_verify_digest_prepared(
        with[VERIFIER].pointer, with[CONTENT].pointer, with[SIGNATURE].pointer);
}

ROW(amisec_p256_verify_digest_prepared,
    verify_digest_parameters,
    .call = call_verify_digest,
    .prepare = prepare_verify_digest)

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_p256_verify_prepared_row, CONTENT, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_p256_verify_digest_prepared_row, SIGNATURE, 0U, 31U, AMISEC_NOT_AUTHENTIC);
}

/* The table is public, but not for anyone to change: no bit of it goes unseen. */
TEST(a_damaged_verifier_verifies_nothing)
{
    fails_for_flipped_bits(&amisec_p256_verify_digest_prepared_row, VERIFIER, 32U, 127U, AMISEC_BAD_KEY);
}

TEST(a_damaged_public_key_is_not_prepared)
{
    fails_for_flipped_bits(&amisec_p256_verifier_from_public_key_row, PUBLIC, 32U, 37U, AMISEC_BAD_KEY);
}

TESTS(
    "P-256 ECDSA under a prepared key",
    CASE(a_prepared_key_verifies_its_signatures),
    CASE(a_verifier_may_be_moved),
    CASE(amisec_p256_verifier_from_public_key_refusals),
    CASE(amisec_p256_verify_prepared_refusals),
    CASE(amisec_p256_verify_digest_prepared_refusals),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(a_damaged_verifier_verifies_nothing),
    CASE(a_damaged_public_key_is_not_prepared))
