/* ECDSA on P-256 with SHA-256 (FIPS 186-5), with the signatures of RFC 6979, A.2.5. */
#include "p256_fixture.h"
#include "random_script.h"
#include "refusals.h"

static const uint8_t sample[6] = { 's', 'a', 'm', 'p', 'l', 'e' };
static const uint8_t sample_signature[64] = {
    0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD, 0x9C, 0xD4, 0x5E, 0x81, 0xD6,
    0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E, 0xA8, 0x4E, 0xAF, 0x37, 0x16,
    0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41, 0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65,
    0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06, 0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};
static const uint8_t test[4] = { 't', 'e', 's', 't' };
static const uint8_t test_signature[64] = {
    0xF1, 0xAB, 0xB0, 0x23, 0x51, 0x83, 0x51, 0xCD, 0x71, 0xD8, 0x81, 0x56, 0x7B, 0x1E, 0xA6, 0x63,
    0xED, 0x3E, 0xFC, 0xF6, 0xC5, 0x13, 0x2B, 0x35, 0x4F, 0x28, 0xD3, 0xB0, 0xB7, 0xD3, 0x83, 0x67,
    0x01, 0x9F, 0x41, 0x13, 0x74, 0x2A, 0x2B, 0x14, 0xBD, 0x25, 0x92, 0x6B, 0x49, 0xC6, 0x49, 0x15,
    0x5F, 0x26, 0x7E, 0x60, 0xD3, 0x81, 0x4B, 0x4C, 0x0C, 0xC8, 0x42, 0x50, 0xE4, 0x6F, 0x00, 0x83,
};

static void set_key_pair(amisec_p256_private_key_t *private_key, amisec_p256_public_key_t *public_key)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(public_key, public_raw));
}

TEST(signs_and_verifies_a_message)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign(&private_key, sample, sizeof sample, signature));
    CHECK_BYTES(sample_signature, signature, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, sample, sizeof sample, signature));

    CHECK_STATUS(AMISEC_OK, amisec_p256_sign(&private_key, test, sizeof test, signature));
    CHECK_BYTES(test_signature, signature, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, test, sizeof test, signature));

    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify(&public_key, sample, sizeof sample, signature));
}

/* A message that comes in parts is hashed first. */
TEST(signs_and_verifies_a_digest)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t digest[32];
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_digest(&private_key, digest, signature));
    CHECK_BYTES(sample_signature, signature, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_digest(&public_key, digest, signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, sample, sizeof sample, signature));
}

TEST(signs_and_verifies_the_empty_message)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign(&private_key, NULL, 0U, signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, NULL, 0U, signature));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify(&public_key, test, sizeof test, signature));
}

/* The nonce depends on the random block that is handed out, and on nothing else that changes. */
TEST(hedged_signatures_differ_and_verify)
{
    static const char *const scripts[3] = { "AB", "CB", "AC" };
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t digest[32];
    uint8_t signatures[3][64];
    uint8_t of_digest[64];
    uint8_t i;

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    for (i = 0U; i < 3U; i++) {
        struct random_script script = { NULL, 0U };

        script.next = scripts[i];
        CHECK_STATUS(
            AMISEC_OK,
            amisec_p256_sign_hedged(&private_key, sample, sizeof sample, scripted_random, &script, signatures[i]));
        CHECK(script.calls == 2U);
        CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, sample, sizeof sample, signatures[i]));
        CHECK(memcmp(sample_signature, signatures[i], 32U) != 0);

        script.next = scripts[i];
        CHECK_STATUS(
            AMISEC_OK, amisec_p256_sign_digest_hedged(&private_key, digest, scripted_random, &script, of_digest));
        CHECK_BYTES(signatures[i], of_digest, sizeof of_digest);
    }
    CHECK_BYTES(signatures[0], signatures[1], 64U);
    CHECK(memcmp(signatures[0], signatures[2], 32U) != 0);
}

/* A hedged signature that is verified before it is released: with the key pair it is the same one. */
TEST(checked_signatures_are_those_of_hedged_signing)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    struct random_script script = { NULL, 0U };
    uint8_t digest[32];
    uint8_t hedged[64];
    uint8_t checked[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    script.next = "AB";
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_digest_hedged(&private_key, digest, scripted_random, &script, hedged));
    script.next = "AB";
    CHECK_STATUS(
        AMISEC_OK,
        amisec_p256_sign_checked(
            &private_key, &public_key, sample, sizeof sample, scripted_random, &script, checked));
    CHECK_BYTES(hedged, checked, sizeof checked);
    memset(checked, 0, sizeof checked);
    script.next = "AB";
    CHECK_STATUS(
        AMISEC_OK,
        amisec_p256_sign_digest_checked(&private_key, &public_key, digest, scripted_random, &script, checked));
    CHECK_BYTES(hedged, checked, sizeof checked);
}

/* What a fault while signing does, a key of another pair does here. */
TEST(a_signature_that_does_not_verify_is_not_released)
{
    static const uint8_t zeros[64] = { 0 };
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    struct random_script script = { NULL, 0U };
    uint8_t digest[32];
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, &sample_signature[32]));
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    memset(signature, 0xA5, sizeof signature);
    script.next = "AB";
    CHECK_STATUS(
        AMISEC_NOT_AUTHENTIC,
        amisec_p256_sign_digest_checked(&private_key, &public_key, digest, scripted_random, &script, signature));
    CHECK_BYTES(zeros, signature, sizeof signature);
    memset(signature, 0xA5, sizeof signature);
    script.next = "AB";
    CHECK_STATUS(
        AMISEC_NOT_AUTHENTIC,
        amisec_p256_sign_checked(
            &private_key, &public_key, sample, sizeof sample, scripted_random, &script, signature));
    CHECK_BYTES(zeros, signature, sizeof signature);
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, CONTENT, SIGNATURE };
enum { HEDGED_RANDOM = SIGNATURE, HEDGED_SIGNATURE };

static void prepare_sign(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[KEY].pointer, private_bytes));
}

static const struct parameter sign_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    INPUT_OF_LENGTH("message", 20U, AMISEC_OK),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign(const struct argument *with)
{
    return amisec_p256_sign(
        with[KEY].pointer, with[CONTENT].pointer, with[CONTENT].length, with[SIGNATURE].pointer);
}

ROW(amisec_p256_sign, sign_parameters, .call = call_sign, .prepare = prepare_sign)

static const struct parameter sign_digest_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    INPUT("digest", 32U),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_digest(const struct argument *with)
{
    return amisec_p256_sign_digest(with[KEY].pointer, with[CONTENT].pointer, with[SIGNATURE].pointer);
}

ROW(amisec_p256_sign_digest, sign_digest_parameters, .call = call_sign_digest, .prepare = prepare_sign)

static amisec_random_fn random_of(const struct argument *with)
{
    return with[HEDGED_RANDOM].pointer == NULL ? NULL : scripted_random;
}

static const struct parameter sign_hedged_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    INPUT_OF_LENGTH("message", 20U, AMISEC_OK),
    RANDOM("random"),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_hedged(const struct argument *with)
{
    return amisec_p256_sign_hedged(
        with[KEY].pointer, with[CONTENT].pointer, with[CONTENT].length, random_of(with),
        with[HEDGED_RANDOM].pointer, with[HEDGED_SIGNATURE].pointer);
}

ROW(amisec_p256_sign_hedged, sign_hedged_parameters, .call = call_sign_hedged, .prepare = prepare_sign)

static const struct parameter sign_digest_hedged_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    INPUT("digest", 32U),
    RANDOM("random"),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_digest_hedged(const struct argument *with)
{
    return amisec_p256_sign_digest_hedged(
        with[KEY].pointer, with[CONTENT].pointer, random_of(with), with[HEDGED_RANDOM].pointer,
        with[HEDGED_SIGNATURE].pointer);
}

ROW(amisec_p256_sign_digest_hedged,
    sign_digest_hedged_parameters,
    .call = call_sign_digest_hedged,
    .prepare = prepare_sign)

enum { PUBLIC_KEY = 1, CHECKED_CONTENT, CHECKED_RANDOM, CHECKED_SIGNATURE };

static void prepare_sign_checked(const struct argument *with)
{
    set_key_pair(with[KEY].pointer, with[PUBLIC_KEY].pointer);
}

static amisec_random_fn checked_random_of(const struct argument *with)
{
    return with[CHECKED_RANDOM].pointer == NULL ? NULL : scripted_random;
}

static const struct parameter sign_checked_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    INPUT_OF_LENGTH("message", 20U, AMISEC_OK),
    RANDOM("random"),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_checked(const struct argument *with)
{
    return amisec_p256_sign_checked(
        with[KEY].pointer, with[PUBLIC_KEY].pointer, with[CHECKED_CONTENT].pointer, with[CHECKED_CONTENT].length,
        checked_random_of(with), with[CHECKED_RANDOM].pointer, with[CHECKED_SIGNATURE].pointer);
}

ROW(amisec_p256_sign_checked, sign_checked_parameters, .call = call_sign_checked, .prepare = prepare_sign_checked)

static const struct parameter sign_digest_checked_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    INPUT("digest", 32U),
    RANDOM("random"),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_digest_checked(const struct argument *with)
{
    return amisec_p256_sign_digest_checked(
        with[KEY].pointer, with[PUBLIC_KEY].pointer, with[CHECKED_CONTENT].pointer, checked_random_of(with),
        with[CHECKED_RANDOM].pointer, with[CHECKED_SIGNATURE].pointer);
}

ROW(amisec_p256_sign_digest_checked,
    sign_digest_checked_parameters,
    .call = call_sign_digest_checked,
    .prepare = prepare_sign_checked)

TEST(a_failing_random_function_makes_no_signature)
{
    static const char *const scripts[] = { "!", "A!", "0", "A0", "z", "Az", "AA", "oo" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_p256_sign_hedged_row, scripts[i]);
        fails_with_random(&amisec_p256_sign_digest_hedged_row, scripts[i]);
        fails_with_random(&amisec_p256_sign_checked_row, scripts[i]);
        fails_with_random(&amisec_p256_sign_digest_checked_row, scripts[i]);
    }
}

/* A fault may leave an object that is set up and holds no key: nothing is signed with it. */
TEST(a_damaged_private_key_signs_nothing)
{
    amisec_p256_private_key_t damaged;
    uint8_t *bytes = (uint8_t *)&damaged;
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&damaged, private_bytes));
        memset(bytes + sizeof(uint32_t), turn == 0U ? 0x00 : 0xFF, sizeof damaged - sizeof(uint32_t));
        fails_with_content(&amisec_p256_sign_row, KEY, bytes, sizeof damaged, AMISEC_BAD_KEY);
        fails_with_content(&amisec_p256_sign_digest_row, KEY, bytes, sizeof damaged, AMISEC_BAD_KEY);
        fails_with_content(&amisec_p256_sign_hedged_row, KEY, bytes, sizeof damaged, AMISEC_BAD_KEY);
        fails_with_content(&amisec_p256_sign_digest_hedged_row, KEY, bytes, sizeof damaged, AMISEC_BAD_KEY);
    }
}

static const struct parameter verify_parameters[] = {
    OBJECT("key", amisec_p256_public_key_t),
    INPUT_OF_LENGTH("message", 6U, AMISEC_NOT_AUTHENTIC),
    INPUT("signature", 64U),
};

static void prepare_verify(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[KEY].pointer, public_raw));
    memcpy(with[CONTENT].pointer, sample, sizeof sample);
    memcpy(with[SIGNATURE].pointer, sample_signature, sizeof sample_signature);
}

static amisec_status_t call_verify(const struct argument *with)
{
    return amisec_p256_verify(
        with[KEY].pointer, with[CONTENT].pointer, with[CONTENT].length, with[SIGNATURE].pointer);
}

ROW(amisec_p256_verify, verify_parameters, .call = call_verify, .prepare = prepare_verify)

static const struct parameter verify_digest_parameters[] = {
    OBJECT("key", amisec_p256_public_key_t),
    INPUT("digest", 32U),
    INPUT("signature", 64U),
};

static void prepare_verify_digest(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[KEY].pointer, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, with[CONTENT].pointer));
    memcpy(with[SIGNATURE].pointer, sample_signature, sizeof sample_signature);
}

static amisec_status_t call_verify_digest(const struct argument *with)
{
    return amisec_p256_verify_digest(with[KEY].pointer, with[CONTENT].pointer, with[SIGNATURE].pointer);
}

ROW(amisec_p256_verify_digest, verify_digest_parameters, .call = call_verify_digest, .prepare = prepare_verify_digest)

static const struct parameter verify_and_release_parameters[] = {
    OBJECT("key", amisec_p256_public_key_t),
    INPUT("digest", 32U),
    INPUT("signature", 64U),
    OUTPUT("released", 32U, NEVER),
};

static amisec_status_t call_verify_and_release(const struct argument *with)
{
    return amisec_p256_verify_and_release(
        with[KEY].pointer, with[CONTENT].pointer, with[SIGNATURE].pointer, with[SIGNATURE + 1].pointer);
}

ROW(amisec_p256_verify_and_release, verify_and_release_parameters, .call = call_verify_and_release,
    .prepare = prepare_verify_digest)

TEST(a_digest_is_released_if_it_is_authentic_and_not_zero)
{
    static const uint8_t zeros[32] = { 0U };
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t digest[32];
    uint8_t released[32];
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_sha256(sample, sizeof sample, digest));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_and_release(&public_key, digest, sample_signature, released));
    CHECK_BYTES(digest, released, sizeof released);
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify_and_release(&public_key, digest, test_signature, released));
    CHECK_BYTES(zeros, released, sizeof released);

    memset(released, 0x55, sizeof released);
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_digest(&private_key, zeros, signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_digest(&public_key, zeros, signature));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify_and_release(&public_key, zeros, signature, released));
    CHECK_BYTES(zeros, released, sizeof released);
}

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_p256_verify_row, CONTENT, 0U, 17U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_p256_verify_row, SIGNATURE, 0U, 127U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_p256_verify_digest_row, CONTENT, 0U, 127U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_p256_verify_digest_row, SIGNATURE, 0U, 127U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_p256_verify_and_release_row, SIGNATURE, 0U, 127U, AMISEC_NOT_AUTHENTIC);
}

/* FIPS 186-5, 6.4.2, step 1: r and s lie between 1 and n - 1. */
TEST(signatures_out_of_range_are_not_authentic)
{
    uint8_t signature[64];
    uint8_t place;

    for (place = 0U; place <= 32U; place = (uint8_t)(place + 32U)) {
        uint8_t kind;

        for (kind = 0U; kind < 4U; kind++) {
            memcpy(signature, sample_signature, sizeof signature);
            memset(&signature[place], kind == 0U ? 0x00 : 0xFF, 32U);
            if (kind >= 2U) {
                memcpy(&signature[place], order, 32U);
                signature[place + 31U] = (uint8_t)(signature[place + 31U] + (kind == 3U ? 1U : 0U));
            }
            fails_with_content(
                &amisec_p256_verify_row, SIGNATURE, signature, sizeof signature, AMISEC_NOT_AUTHENTIC);
            fails_with_content(
                &amisec_p256_verify_digest_row, SIGNATURE, signature, sizeof signature, AMISEC_NOT_AUTHENTIC);
        }
    }
    memset(signature, 0, sizeof signature);
    fails_with_content(&amisec_p256_verify_digest_row, SIGNATURE, signature, sizeof signature, AMISEC_NOT_AUTHENTIC);
    memcpy(signature, &sample_signature[32], 32U);
    memcpy(&signature[32], sample_signature, 32U);
    fails_with_content(&amisec_p256_verify_digest_row, SIGNATURE, signature, sizeof signature, AMISEC_NOT_AUTHENTIC);
}

TEST(the_signature_of_another_key_is_not_authentic)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t signature[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, &sample_signature[32]));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign(&private_key, sample, sizeof sample, signature));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify(&public_key, sample, sizeof sample, signature));
}

TEST(a_damaged_public_key_verifies_nothing)
{
    fails_for_flipped_bits(&amisec_p256_verify_row, KEY, 32U, 37U, AMISEC_BAD_KEY);
    fails_for_flipped_bits(&amisec_p256_verify_digest_row, KEY, 32U, 37U, AMISEC_BAD_KEY);
}

TESTS(
    "P-256 ECDSA",
    CASE(signs_and_verifies_a_message),
    CASE(signs_and_verifies_a_digest),
    CASE(signs_and_verifies_the_empty_message),
    CASE(hedged_signatures_differ_and_verify),
    CASE(checked_signatures_are_those_of_hedged_signing),
    CASE(a_signature_that_does_not_verify_is_not_released),
    CASE(amisec_p256_sign_refusals),
    CASE(amisec_p256_sign_digest_refusals),
    CASE(amisec_p256_sign_hedged_refusals),
    CASE(amisec_p256_sign_digest_hedged_refusals),
    CASE(amisec_p256_sign_checked_refusals),
    CASE(amisec_p256_sign_digest_checked_refusals),
    CASE(a_failing_random_function_makes_no_signature),
    CASE(a_damaged_private_key_signs_nothing),
    CASE(amisec_p256_verify_refusals),
    CASE(amisec_p256_verify_digest_refusals),
    CASE(amisec_p256_verify_and_release_refusals),
    CASE(a_digest_is_released_if_it_is_authentic_and_not_zero),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(signatures_out_of_range_are_not_authentic),
    CASE(the_signature_of_another_key_is_not_authentic),
    CASE(a_damaged_public_key_verifies_nothing))
