/* ECDH on P-256 (SP 800-56A, 5.7.1.2), with the example of RFC 5903, 8.1. */
#include "p256_fixture.h"
#include "random_script.h"
#include "refusals.h"

static const uint8_t initiator[32] = {
    0xC8, 0x8F, 0x01, 0xF5, 0x10, 0xD9, 0xAC, 0x3F, 0x70, 0xA2, 0x92, 0xDA, 0xA2, 0x31, 0x6D, 0xE5,
    0x44, 0xE9, 0xAA, 0xB8, 0xAF, 0xE8, 0x40, 0x49, 0xC6, 0x2A, 0x9C, 0x57, 0x86, 0x2D, 0x14, 0x33,
};
static const uint8_t initiator_public[64] = {
    0xDA, 0xD0, 0xB6, 0x53, 0x94, 0x22, 0x1C, 0xF9, 0xB0, 0x51, 0xE1, 0xFE, 0xCA, 0x57, 0x87, 0xD0,
    0x98, 0xDF, 0xE6, 0x37, 0xFC, 0x90, 0xB9, 0xEF, 0x94, 0x5D, 0x0C, 0x37, 0x72, 0x58, 0x11, 0x80,
    0x52, 0x71, 0xA0, 0x46, 0x1C, 0xDB, 0x82, 0x52, 0xD6, 0x1F, 0x1C, 0x45, 0x6F, 0xA3, 0xE5, 0x9A,
    0xB1, 0xF4, 0x5B, 0x33, 0xAC, 0xCF, 0x5F, 0x58, 0x38, 0x9E, 0x05, 0x77, 0xB8, 0x99, 0x0B, 0xB3,
};
static const uint8_t responder[32] = {
    0xC6, 0xEF, 0x9C, 0x5D, 0x78, 0xAE, 0x01, 0x2A, 0x01, 0x11, 0x64, 0xAC, 0xB3, 0x97, 0xCE, 0x20,
    0x88, 0x68, 0x5D, 0x8F, 0x06, 0xBF, 0x9B, 0xE0, 0xB2, 0x83, 0xAB, 0x46, 0x47, 0x6B, 0xEE, 0x53,
};
static const uint8_t responder_public[64] = {
    0xD1, 0x2D, 0xFB, 0x52, 0x89, 0xC8, 0xD4, 0xF8, 0x12, 0x08, 0xB7, 0x02, 0x70, 0x39, 0x8C, 0x34,
    0x22, 0x96, 0x97, 0x0A, 0x0B, 0xCC, 0xB7, 0x4C, 0x73, 0x6F, 0xC7, 0x55, 0x44, 0x94, 0xBF, 0x63,
    0x56, 0xFB, 0xF3, 0xCA, 0x36, 0x6C, 0xC2, 0x3E, 0x81, 0x57, 0x85, 0x4C, 0x13, 0xC5, 0x8D, 0x6A,
    0xAC, 0x23, 0xF0, 0x46, 0xAD, 0xA3, 0x0F, 0x83, 0x53, 0xE7, 0x4F, 0x33, 0x03, 0x98, 0x72, 0xAB,
};
static const uint8_t agreed[32] = {
    0xD6, 0x84, 0x0F, 0x6B, 0x42, 0xF6, 0xED, 0xAF, 0xD1, 0x31, 0x16, 0xE0, 0xE1, 0x25, 0x65, 0x20,
    0x2F, 0xEF, 0x8E, 0x9E, 0xCE, 0x7D, 0xCE, 0x03, 0x81, 0x24, 0x64, 0xD0, 0x4B, 0x94, 0x42, 0xDE,
};

TEST(both_sides_agree_on_the_secret)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t raw[64];
    uint8_t secret[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, initiator));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&public_key, raw));
    CHECK_BYTES(initiator_public, raw, sizeof raw);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, responder_public));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&private_key, &public_key, secret));
    CHECK_BYTES(agreed, secret, sizeof secret);

    memset(secret, 0, sizeof secret);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, responder));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, initiator_public));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&private_key, &public_key, secret));
    CHECK_BYTES(agreed, secret, sizeof secret);
}

/* The random bytes change how the secret is computed, not the secret. */
TEST(hedged_agreement_gives_the_same_secret)
{
    static const char *const scripts[3] = { "AB", "BA", "BC" };
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, initiator));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, responder_public));
    for (i = 0U; i < 3U; i++) {
        struct random_script script = { NULL, 0U };
        uint8_t secret[32];

        script.next = scripts[i];
        CHECK_STATUS(
            AMISEC_OK, amisec_p256_ecdh_hedged(&private_key, &public_key, scripted_random, &script, secret));
        CHECK(script.calls == 2U);
        CHECK_BYTES(agreed, secret, sizeof secret);
    }
}

/* 1 and n - 1 give the x of the other point itself. */
TEST(the_smallest_and_the_largest_private_key_agree)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t bytes[32];
    uint8_t secret[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, responder_public));
    memset(bytes, 0, sizeof bytes);
    bytes[31] = 1U;
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&private_key, &public_key, secret));
    CHECK_BYTES(responder_public, secret, sizeof secret);

    memset(secret, 0, sizeof secret);
    memcpy(bytes, order, sizeof bytes);
    bytes[31]--;
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_ecdh(&private_key, &public_key, secret));
    CHECK_BYTES(responder_public, secret, sizeof secret);
}

/* ------------------------------------------------------------------------- refusals */

enum { PRIVATE, PUBLIC, SECRET };

static const struct parameter ecdh_parameters[] = {
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    OUTPUT("shared_secret", 32U, NEVER),
};

static void prepare_ecdh(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[PRIVATE].pointer, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[PUBLIC].pointer, public_raw));
}

static amisec_status_t call_ecdh(const struct argument *with)
{
    return amisec_p256_ecdh(with[PRIVATE].pointer, with[PUBLIC].pointer, with[SECRET].pointer);
}

ROW(amisec_p256_ecdh, ecdh_parameters, .call = call_ecdh, .prepare = prepare_ecdh)

enum { HEDGED_RANDOM = SECRET, HEDGED_SECRET };

static const struct parameter ecdh_hedged_parameters[] = {
    OBJECT("private_key", amisec_p256_private_key_t),
    OBJECT("public_key", amisec_p256_public_key_t),
    RANDOM("random"),
    OUTPUT("shared_secret", 32U, NEVER),
};

static amisec_status_t call_ecdh_hedged(const struct argument *with)
{
    return amisec_p256_ecdh_hedged(
        with[PRIVATE].pointer, with[PUBLIC].pointer, with[HEDGED_RANDOM].pointer == NULL ? NULL : scripted_random,
        with[HEDGED_RANDOM].pointer, with[HEDGED_SECRET].pointer);
}

ROW(amisec_p256_ecdh_hedged, ecdh_hedged_parameters, .call = call_ecdh_hedged, .prepare = prepare_ecdh)

TEST(a_failing_random_function_agrees_on_nothing)
{
    static const char *const scripts[] = { "!", "A!", "0", "A0", "z", "Az", "AA", "oo" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_p256_ecdh_hedged_row, scripts[i]);
    }
}

TEST(a_damaged_public_key_agrees_on_nothing)
{
    /* Behind the 32 bits of the state. */
    fails_for_flipped_bits(&amisec_p256_ecdh_row, PUBLIC, 32U, 37U, AMISEC_BAD_KEY);
}

TEST(a_damaged_private_key_agrees_on_nothing)
{
    amisec_p256_private_key_t damaged;
    uint8_t *bytes = (uint8_t *)&damaged;
    uint8_t turn;

    for (turn = 0U; turn < 2U; turn++) {
        CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&damaged, private_bytes));
        memset(bytes + sizeof(uint32_t), turn == 0U ? 0x00 : 0xFF, sizeof damaged - sizeof(uint32_t));
        fails_with_content(&amisec_p256_ecdh_row, PRIVATE, bytes, sizeof damaged, AMISEC_BAD_KEY);
    }
}

TESTS(
    "P-256 ECDH",
    CASE(both_sides_agree_on_the_secret),
    CASE(the_smallest_and_the_largest_private_key_agree),
    CASE(hedged_agreement_gives_the_same_secret),
    CASE(amisec_p256_ecdh_refusals),
    CASE(amisec_p256_ecdh_hedged_refusals),
    CASE(a_failing_random_function_agrees_on_nothing),
    CASE(a_damaged_public_key_agrees_on_nothing),
    CASE(a_damaged_private_key_agrees_on_nothing))
