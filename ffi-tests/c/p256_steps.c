/* P-256 in steps: what the functions that run at once give, they give, too. */
#include "p256_fixture.h"
#include "refusals.h"

static const uint8_t digest[32] = {
    0xAF, 0x2B, 0xDB, 0xE1, 0xAA, 0x9B, 0x6E, 0xC1, 0xE2, 0xAD, 0xE1, 0xD6, 0x94, 0xF4, 0x1F, 0xC7,
    0x1A, 0x83, 0x1D, 0x02, 0x68, 0xE9, 0x89, 0x15, 0x62, 0x11, 0x3D, 0x8A, 0x62, 0xAD, 0xD1, 0xBF,
};
/* RFC 6979, A.2.5, "sample". */
static const uint8_t signature_of_digest[64] = {
    0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD, 0x9C, 0xD4, 0x5E, 0x81, 0xD6,
    0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E, 0xA8, 0x4E, 0xAF, 0x37, 0x16,
    0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41, 0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65,
    0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06, 0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};
static const uint8_t zeros[1032] = { 0 };

static void set_key_pair(amisec_p256_private_key_t *private_key, amisec_p256_public_key_t *public_key)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(public_key, public_raw));
}

/* Moved after every step, to see that nothing points into it. */
TEST(a_signature_in_single_steps_is_the_same)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_p256_steps_t steps[2];
    uint8_t signature[64];
    uint16_t taken = 0U;
    amisec_status_t status;

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_start(&steps[0], &private_key, digest));
    for (;;) {
        memset(signature, 0xA5, sizeof signature);
        status = amisec_p256_sign_continue(&steps[taken & 1U], 1U, signature);
        taken++;
        if (status != AMISEC_IN_PROGRESS) {
            break;
        }
        CHECK_BYTES(zeros, signature, sizeof signature);
        memcpy(&steps[taken & 1U], &steps[(taken & 1U) ^ 1U], sizeof steps[0]);
        memset(&steps[(taken & 1U) ^ 1U], 0, sizeof steps[0]);
    }
    CHECK_STATUS(AMISEC_OK, status);
    CHECK_BYTES(signature_of_digest, signature, sizeof signature);
    CHECK(taken >= 28U);
    CHECK_BYTES(zeros, (const uint8_t *)&steps[(taken & 1U) ^ 1U], sizeof steps[0]);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_p256_sign_continue(&steps[(taken & 1U) ^ 1U], 1U, signature));
}

TEST(a_verification_in_steps_says_the_same)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_p256_steps_t steps;
    uint8_t forged[64];
    amisec_status_t status;

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_start(&steps, &public_key, digest, signature_of_digest));
    do {
        status = amisec_p256_verify_continue(&steps, 7U);
    } while (status == AMISEC_IN_PROGRESS);
    CHECK_STATUS(AMISEC_OK, status);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_p256_verify_continue(&steps, 7U));

    memcpy(forged, signature_of_digest, sizeof forged);
    forged[63] ^= 1U;
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_start(&steps, &public_key, digest, forged));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify_continue(&steps, 1000U));
    CHECK_BYTES(zeros, (const uint8_t *)&steps, sizeof steps);
    /* r = 0 */
    memset(forged, 0, 32U);
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_start(&steps, &public_key, digest, forged));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_p256_verify_continue(&steps, 1000U));
}

TEST(an_agreement_and_a_public_key_in_steps_are_the_same)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_p256_public_key_t derived;
    amisec_p256_steps_t steps;
    uint8_t expected[32];
    uint8_t secret[32];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&private_key, &public_key, expected));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh_start(&steps, &private_key, &public_key));
    CHECK_STATUS(AMISEC_IN_PROGRESS, amisec_p256_ecdh_continue(&steps, 3U, secret));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh_continue(&steps, 1000U, secret));
    CHECK_BYTES(expected, secret, sizeof secret);

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private_start(&steps, &private_key));
    memset(&derived, 0xA5, sizeof derived);
    CHECK_STATUS(AMISEC_IN_PROGRESS, amisec_p256_public_key_from_private_continue(&steps, 0U, &derived));
    CHECK_BYTES(zeros, (const uint8_t *)&derived, sizeof derived);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private_continue(&steps, 1000U, &derived));
    CHECK_BYTES((const uint8_t *)&public_key, (const uint8_t *)&derived, sizeof derived);
}

TEST(an_operation_goes_on_as_what_it_is)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_p256_steps_t steps;
    uint8_t output[64];

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_start(&steps, &private_key, digest));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_p256_verify_continue(&steps, 1000U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_p256_ecdh_continue(&steps, 1000U, output));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_p256_public_key_from_private_continue(&steps, 1000U, &public_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_continue(&steps, 1000U, output));
    CHECK_BYTES(signature_of_digest, output, sizeof output);
}

/* ------------------------------------------------------------------------- refusals */

enum { STEPS, FIRST, SECOND, THIRD };

static void prepare_private(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[FIRST].pointer, private_bytes));
}

static void prepare_public(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[FIRST].pointer, public_raw));
}

static void prepare_both(const struct argument *with)
{
    prepare_private(with);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[SECOND].pointer, public_raw));
}

static const struct parameter sign_start_parameters[] = {
    NEW_OBJECT("steps", amisec_p256_steps_t),
    OBJECT("key", amisec_p256_private_key_t),
    INPUT("digest", 32U),
};

static amisec_status_t call_sign_start(const struct argument *with)
{
    return amisec_p256_sign_start(with[STEPS].pointer, with[FIRST].pointer, with[SECOND].pointer);
}

ROW(amisec_p256_sign_start, sign_start_parameters, .call = call_sign_start, .prepare = prepare_private)

static const struct parameter verify_start_parameters[] = {
    NEW_OBJECT("steps", amisec_p256_steps_t),
    OBJECT("key", amisec_p256_public_key_t),
    INPUT("digest", 32U),
    INPUT("signature", 64U),
};

static amisec_status_t call_verify_start(const struct argument *with)
{
    return amisec_p256_verify_start(
        with[STEPS].pointer, with[FIRST].pointer, with[SECOND].pointer, with[THIRD].pointer);
}

ROW(amisec_p256_verify_start, verify_start_parameters, .call = call_verify_start, .prepare = prepare_public)

static const struct parameter ecdh_start_parameters[] = {
    NEW_OBJECT("steps", amisec_p256_steps_t),
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
};

static amisec_status_t call_ecdh_start(const struct argument *with)
{
    return amisec_p256_ecdh_start(with[STEPS].pointer, with[FIRST].pointer, with[SECOND].pointer);
}

ROW(amisec_p256_ecdh_start, ecdh_start_parameters, .call = call_ecdh_start, .prepare = prepare_both)

static const struct parameter derive_start_parameters[] = {
    NEW_OBJECT("steps", amisec_p256_steps_t),
    OBJECT("private_key", amisec_p256_private_key_t),
};

static amisec_status_t call_derive_start(const struct argument *with)
{
    return amisec_p256_public_key_from_private_start(with[STEPS].pointer, with[FIRST].pointer);
}

ROW(amisec_p256_public_key_from_private_start,
    derive_start_parameters,
    .call = call_derive_start,
    .prepare = prepare_private)

/* The refusals of what goes on: all steps at once, so that it is done. */
static void prepare_sign_continue(const struct argument *with)
{
    amisec_p256_private_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_start(with[STEPS].pointer, &key, digest));
}

static const struct parameter sign_continue_parameters[] = {
    FINISHED("steps", amisec_p256_steps_t),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign_continue(const struct argument *with)
{
    return amisec_p256_sign_continue(with[STEPS].pointer, 1000U, with[FIRST].pointer);
}

ROW(amisec_p256_sign_continue,
    sign_continue_parameters,
    .call = call_sign_continue,
    .prepare = prepare_sign_continue)

static void prepare_verify_continue(const struct argument *with)
{
    amisec_p256_public_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_start(with[STEPS].pointer, &key, digest, signature_of_digest));
}

static const struct parameter verify_continue_parameters[] = {
    FINISHED("steps", amisec_p256_steps_t),
};

static amisec_status_t call_verify_continue(const struct argument *with)
{
    return amisec_p256_verify_continue(with[STEPS].pointer, 1000U);
}

ROW(amisec_p256_verify_continue,
    verify_continue_parameters,
    .call = call_verify_continue,
    .prepare = prepare_verify_continue)

static void prepare_ecdh_continue(const struct argument *with)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;

    set_key_pair(&private_key, &public_key);
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh_start(with[STEPS].pointer, &private_key, &public_key));
}

static const struct parameter ecdh_continue_parameters[] = {
    FINISHED("steps", amisec_p256_steps_t),
    OUTPUT("shared_secret", 32U, NEVER),
};

static amisec_status_t call_ecdh_continue(const struct argument *with)
{
    return amisec_p256_ecdh_continue(with[STEPS].pointer, 1000U, with[FIRST].pointer);
}

ROW(amisec_p256_ecdh_continue,
    ecdh_continue_parameters,
    .call = call_ecdh_continue,
    .prepare = prepare_ecdh_continue)

static void prepare_derive_continue(const struct argument *with)
{
    amisec_p256_private_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private_start(with[STEPS].pointer, &key));
}

static const struct parameter derive_continue_parameters[] = {
    FINISHED("steps", amisec_p256_steps_t),
    NEW_OBJECT("public_key", amisec_p256_public_key_t),
};

static amisec_status_t call_derive_continue(const struct argument *with)
{
    return amisec_p256_public_key_from_private_continue(with[STEPS].pointer, 1000U, with[FIRST].pointer);
}

ROW(amisec_p256_public_key_from_private_continue,
    derive_continue_parameters,
    .call = call_derive_continue,
    .prepare = prepare_derive_continue)

TEST(damaged_keys_start_nothing)
{
    amisec_p256_private_key_t damaged;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&damaged, private_bytes));
    memset((uint8_t *)&damaged + sizeof(uint32_t), 0xFF, sizeof damaged - sizeof(uint32_t));
    fails_with_content(
        &amisec_p256_sign_start_row, FIRST, (const uint8_t *)&damaged, sizeof damaged, AMISEC_BAD_KEY);
    fails_with_content(
        &amisec_p256_ecdh_start_row, FIRST, (const uint8_t *)&damaged, sizeof damaged, AMISEC_BAD_KEY);
    fails_with_content(
        &amisec_p256_public_key_from_private_start_row, FIRST, (const uint8_t *)&damaged, sizeof damaged,
        AMISEC_BAD_KEY);
    fails_for_flipped_bits(&amisec_p256_verify_start_row, FIRST, 32U, 37U, AMISEC_BAD_KEY);
    fails_for_flipped_bits(&amisec_p256_ecdh_start_row, SECOND, 32U, 37U, AMISEC_BAD_KEY);
}

TESTS(
    "P-256 in steps",
    CASE(a_signature_in_single_steps_is_the_same),
    CASE(a_verification_in_steps_says_the_same),
    CASE(an_agreement_and_a_public_key_in_steps_are_the_same),
    CASE(an_operation_goes_on_as_what_it_is),
    CASE(amisec_p256_sign_start_refusals),
    CASE(amisec_p256_verify_start_refusals),
    CASE(amisec_p256_ecdh_start_refusals),
    CASE(amisec_p256_public_key_from_private_start_refusals),
    CASE(amisec_p256_sign_continue_refusals),
    CASE(amisec_p256_verify_continue_refusals),
    CASE(amisec_p256_ecdh_continue_refusals),
    CASE(amisec_p256_public_key_from_private_continue_refusals),
    CASE(damaged_keys_start_nothing))
