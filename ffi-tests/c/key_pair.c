/* Key pairs in slots, made on the device. Apart from keys.c: together they are more than the flash of an MSP430 holds. */
#include "random_script.h"
#include "simulated_memory.h"

#define PAIR 2U

static const amisec_storage_t *const storage = &simulated_storage;

static void draw_pair(uint32_t epoch, const char *script, uint8_t *public_key)
{
    struct random_script random = { script, 0U };

    CHECK_STATUS(AMISEC_OK, amisec_key_generate(storage, PAIR, epoch, scripted_random, &random, public_key));
}

TEST(a_key_pair_of_epoch_zero_is_refused_and_touches_nothing)
{
    struct random_script random = { "AB", 0U };
    uint8_t public_key[64];
    uint8_t i;

    simulated_memory_erase();
    memset(public_key, 0xA5, sizeof public_key);
    CHECK_STATUS(
        AMISEC_BAD_ARGUMENT, amisec_key_generate(storage, PAIR, 0U, scripted_random, &random, public_key));
    for (i = 0U; i < sizeof public_key; i++) {
        CHECK(public_key[i] == 0xA5U);
    }
}

TEST(a_key_pair_signs_and_is_replaced_without_leaving)
{
    struct random_script random = { "ABAB", 0U };
    uint8_t first[64];
    uint8_t second[64];
    uint8_t found[64];
    uint8_t signature[64];
    uint8_t digest[32];
    amisec_p256_public_key_t key;

    simulated_memory_erase();
    memset(digest, 0x77, sizeof digest);
    draw_pair(1U, "AB", first);
    CHECK_STATUS(AMISEC_OK, amisec_key_public(storage, PAIR, 1U, found));
    CHECK_BYTES(first, found, sizeof first);
    CHECK_STATUS(AMISEC_OK, amisec_key_sign(storage, PAIR, 1U, digest, scripted_random, &random, signature));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, first));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify_digest(&key, digest, signature));
    draw_pair(2U, "BC", second);
    CHECK(memcmp(first, second, sizeof first) != 0);
    CHECK_STATUS(AMISEC_OK, amisec_key_public(storage, PAIR, 1U, found));
    CHECK_BYTES(first, found, sizeof first);
    CHECK_STATUS(AMISEC_OK, amisec_key_confirm(storage, PAIR, 32U, 2U));
    CHECK_STATUS(AMISEC_UNKNOWN_KEY, amisec_key_public(storage, PAIR, 1U, found));
    CHECK_ZERO(found, sizeof found);
    CHECK_STATUS(AMISEC_UNKNOWN_KEY,
        amisec_key_sign(storage, PAIR, 1U, digest, scripted_random, &random, signature));
    CHECK_ZERO(signature, sizeof signature);
    CHECK_STATUS(AMISEC_WRONG_TARGET, amisec_key_load(storage, PAIR, AMISEC_KEY_GROUP, 2U, found, 32U));
    CHECK_ZERO(found, 32U);
}

/* --- Refusals --- */

static void connect_to_nothing(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, 0U);
}

static const struct parameter generate_parameters[] = { STORAGE, RANDOM("random"), OUTPUT("public_key", 64U, NEVER) };

static amisec_random_fn random_or_null(const struct argument *with)
{
    return with->pointer == NULL ? NULL : scripted_random;
}

static amisec_status_t call_generate(const struct argument *with)
{
    return amisec_key_generate(
        with[0].pointer, PAIR, 1U, random_or_null(&with[4]), with[4].pointer, with[5].pointer);
}

ROW(amisec_key_generate, generate_parameters, .call = call_generate, .connect = connect_to_nothing)

TEST(a_key_pair_needs_good_random_bytes)
{
    static const char *const scripts[] = { "!", "0", "z", "A!", "A0", "Az", "AA" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_key_generate_row, scripts[i]);
    }
}

static const struct parameter public_parameters[] = { STORAGE, OUTPUT("public_key", 64U, NEVER) };

/* The calls change nothing in the memory. */
static void connect_only(const struct argument *with)
{
    simulated_memory_connect(with, 0U);
}

static void prepare_pair(const struct argument *with)
{
    uint8_t public_key[64];

    simulated_memory_erase();
    draw_pair(1U, "AB", public_key);
    connect_only(with);
}

static amisec_status_t call_public(const struct argument *with)
{
    return amisec_key_public(with[0].pointer, PAIR, 1U, with[4].pointer);
}

ROW(amisec_key_public, public_parameters, .call = call_public, .prepare = prepare_pair, .connect = connect_only)

static const struct parameter sign_parameters[] = {
    STORAGE,
    INPUT("digest", 32U),
    RANDOM("random"),
    OUTPUT("signature", 64U, NEVER),
};

static amisec_status_t call_sign(const struct argument *with)
{
    return amisec_key_sign(with[0].pointer, PAIR, 1U, with[4].pointer, random_or_null(&with[5]), with[5].pointer,
        with[6].pointer);
}

ROW(amisec_key_sign, sign_parameters, .call = call_sign, .prepare = prepare_pair, .connect = connect_only)

TEST(a_signature_needs_good_random_bytes)
{
    static const char *const scripts[] = { "!", "z", "A!", "Az", "AA" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_key_sign_row, scripts[i]);
    }
}

TESTS(
    "Key pairs in slots",
    CASE(a_key_pair_of_epoch_zero_is_refused_and_touches_nothing),
    CASE(a_key_pair_signs_and_is_replaced_without_leaving),
    CASE(a_key_pair_needs_good_random_bytes),
    CASE(a_signature_needs_good_random_bytes),
    CASE(amisec_key_generate_refusals),
    CASE(amisec_key_public_refusals),
    CASE(amisec_key_sign_refusals))
