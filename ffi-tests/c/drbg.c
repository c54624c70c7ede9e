/* HMAC_DRBG (SP 800-90A) and the tests of its noise (SP 800-90B). That its bytes are those of the standard is
 * shown by OpenSSL (openssl_interop.c); here they come from a model in Python with the same noise. */
#include "refusals.h"

static const uint8_t first_bytes[70] = {
    0x9D, 0x22, 0xFE, 0xF3, 0x83, 0xA5, 0x8E, 0xB5, 0x91, 0x00, 0xB1, 0x43, 0xD7, 0x2C, 0xCF, 0x3A,
    0xE9, 0x8E, 0xFA, 0x1E, 0xC4, 0xFE, 0x7D, 0x1B, 0x1C, 0xA6, 0xEC, 0x1F, 0x69, 0x26, 0x78, 0x30,
    0xEC, 0x6E, 0x11, 0x4A, 0x20, 0x89, 0x88, 0x59, 0x48, 0x4E, 0x9B, 0xEC, 0x13, 0x9D, 0x91, 0x61,
    0x8A, 0xB8, 0xA7, 0x88, 0xCC, 0x16, 0x5F, 0x27, 0xAA, 0x41, 0xB0, 0xBA, 0x5B, 0xCF, 0x96, 0x36,
    0xD2, 0x8B, 0xA4, 0xCC, 0xCF, 0xBF,
};
static const uint8_t bytes_after_reseed[32] = {
    0xB8, 0xCF, 0x43, 0xC0, 0x47, 0x9E, 0x6B, 0xAF, 0xEE, 0x5C, 0xC5, 0xA5, 0x34, 0x8A, 0x90, 0xB6,
    0xBB, 0x90, 0xB0, 0x19, 0xB2, 0xF2, 0xE7, 0x4E, 0x36, 0x3C, 0x9C, 0xD7, 0x71, 0xDE, 0x4B, 0xFF,
};

/* Noise that passes: the top bytes of a linear congruential generator, from `state` on. */
struct noise {
    uint32_t state;
    uint16_t calls;
    uint16_t fails_at; /* the call that fails; 0: none */
    uint16_t stuck_at; /* the call from which on every byte is the same; 0: none */
    amisec_status_t failure;
};

static amisec_status_t give_noise(void *context, uint8_t *output, size_t length)
{
    struct noise *noise = context;
    size_t i;

    CHECK(length == 32U);
    noise->calls++;
    for (i = 0U; i < length; i++) {
        noise->state = noise->state * (uint32_t)1664525U + (uint32_t)1013904223U;
        output[i] = noise->stuck_at != 0U && noise->calls >= noise->stuck_at ? 0x5AU : (uint8_t)(noise->state >> 24);
    }
    return noise->calls == noise->fails_at ? noise->failure : AMISEC_OK;
}

static const struct noise good_noise = { 1U, 0U, 0U, 0U, AMISEC_OK };

#define TEXT(string) (const uint8_t *)(string), sizeof(string) - 1U

TEST(gives_the_bytes_of_the_standard)
{
    struct noise noise = good_noise;
    amisec_drbg_t drbg = AMISEC_DRBG_INIT;
    uint8_t output[70];

    CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, 4U, TEXT("meter 4711")));
    /* 1024 bytes to start with, 96 for each of two seeds. */
    CHECK(noise.calls == 38U);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_generate(&drbg, output, sizeof output));
    CHECK_BYTES(first_bytes, output, sizeof output);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_reseed(&drbg, give_noise, &noise, TEXT("counter 1")));
    CHECK(noise.calls == 41U);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_generate(&drbg, output, 32U));
    CHECK_BYTES(bytes_after_reseed, output, 32U);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_uninstantiate(&drbg));
    CHECK_ZERO(&drbg, sizeof drbg);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_drbg_generate(&drbg, output, 32U));
}

/* The better the noise, the less of it. */
TEST(draws_noise_by_its_entropy)
{
    static const uint8_t blocks[8] = { 10U, 5U, 4U, 3U, 2U, 2U, 2U, 2U };
    uint8_t bits;

    for (bits = 1U; bits <= 8U; bits++) {
        struct noise noise = good_noise;
        amisec_drbg_t drbg;

        CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, bits, NULL, 0U));
        CHECK(noise.calls == 32U + 2U * blocks[bits - 1U]);
        noise.calls = 0U;
        CHECK_STATUS(AMISEC_OK, amisec_drbg_reseed(&drbg, give_noise, &noise, NULL, 0U));
        CHECK(noise.calls == blocks[bits - 1U]);
    }
}

TEST(refuses_an_entropy_that_a_byte_cannot_have)
{
    struct noise noise = good_noise;
    amisec_drbg_t drbg = AMISEC_DRBG_INIT;

    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_drbg_instantiate(&drbg, give_noise, &noise, 0U, NULL, 0U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_drbg_instantiate(&drbg, give_noise, &noise, 9U, NULL, 0U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_drbg_instantiate(&drbg, give_noise, &noise, 255U, NULL, 0U));
    CHECK(noise.calls == 0U);
    CHECK_ZERO(&drbg, sizeof drbg);
}

/* Wherever the source dies, in the start-up test or in a seed, no generator comes of it. */
TEST(a_source_that_fails_or_sticks_seeds_nothing)
{
    static const amisec_status_t failures[2] = { AMISEC_STORAGE_FAILED, (amisec_status_t)0U };
    uint16_t call;

    for (call = 1U; call <= 38U; call = (uint16_t)(call + (CHECK_THOROUGH ? 1U : 12U))) {
        struct noise noise = good_noise;
        amisec_drbg_t drbg;

        memset(&drbg, 0xA5, sizeof drbg);
        noise.fails_at = call;
        noise.failure = failures[call & 1U];
        CHECK_STATUS(AMISEC_RANDOM_FAILED, amisec_drbg_instantiate(&drbg, give_noise, &noise, 4U, NULL, 0U));
        CHECK_ZERO(&drbg, sizeof drbg);
        /* Nothing more is asked of a source that failed. */
        CHECK(noise.calls == call);

        memset(&drbg, 0xA5, sizeof drbg);
        noise = good_noise;
        noise.stuck_at = call;
        CHECK_STATUS(AMISEC_RANDOM_FAILED, amisec_drbg_instantiate(&drbg, give_noise, &noise, 4U, NULL, 0U));
        CHECK_ZERO(&drbg, sizeof drbg);
        CHECK(noise.calls == call);
    }
}

/* A source that sticks between two seeds: the tests go on where they were. */
TEST(a_reseed_that_fails_wipes_the_generator)
{
    uint16_t call;

    for (call = 1U; call <= 3U; call++) {
        struct noise noise = good_noise;
        amisec_drbg_t drbg;
        uint8_t output[8];

        CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, 4U, NULL, 0U));
        noise.calls = 0U;
        noise.stuck_at = call;
        CHECK_STATUS(AMISEC_RANDOM_FAILED, amisec_drbg_reseed(&drbg, give_noise, &noise, NULL, 0U));
        CHECK(noise.calls == call);
        CHECK_ZERO(&drbg, sizeof drbg);
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_drbg_generate(&drbg, output, sizeof output));
        CHECK_STATUS(AMISEC_BAD_STATE, amisec_drbg_reseed(&drbg, give_noise, &noise, NULL, 0U));
    }
}

/* Where memory is small or slow, not: no length of 16 bits is too long anyway. */
#if CHECK_THOROUGH
TEST(gives_at_most_65536_bytes)
{
    static uint8_t output[65537];
    struct noise noise = good_noise;
    amisec_drbg_t drbg;

    CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, 4U, TEXT("meter 4711")));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_drbg_generate(&drbg, output, sizeof output));
    CHECK_ZERO(output, sizeof output);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_generate(&drbg, output, 65536U));
    CHECK_BYTES(first_bytes, output, sizeof first_bytes);
    CHECK(output[65536] == 0U);
}
#endif

TEST(every_request_gives_other_bytes)
{
    struct noise noise = good_noise;
    amisec_drbg_t drbg;
    uint8_t last[32];
    uint8_t output[32];
    uint8_t i;

    memset(last, 0, sizeof last);
    CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, 8U, NULL, 0U));
    for (i = 0U; i < 20U; i++) {
        CHECK_STATUS(AMISEC_OK, amisec_drbg_generate(&drbg, output, sizeof output));
        CHECK(memcmp(last, output, sizeof output) != 0);
        memcpy(last, output, sizeof last);
    }
}

#if CHECK_THOROUGH
/* The generator is a random function for everything that takes one. */
TEST(keys_and_hedged_signatures_draw_from_it)
{
    struct noise noise = good_noise;
    amisec_drbg_t drbg;
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t first[64];
    uint8_t second[64];

    CHECK_STATUS(AMISEC_OK, amisec_drbg_instantiate(&drbg, give_noise, &noise, 8U, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_generate(&private_key, amisec_drbg_generate, &drbg));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_hedged(&private_key, TEXT("1.8.0"), amisec_drbg_generate, &drbg, first));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, TEXT("1.8.0"), first));
    CHECK_STATUS(AMISEC_OK, amisec_p256_sign_hedged(&private_key, TEXT("1.8.0"), amisec_drbg_generate, &drbg, second));
    CHECK_STATUS(AMISEC_OK, amisec_p256_verify(&public_key, TEXT("1.8.0"), second));
    CHECK(memcmp(first, second, sizeof first) != 0);
    /* A generator that gives nothing is a source that fails. */
    CHECK_STATUS(AMISEC_OK, amisec_drbg_uninstantiate(&drbg));
    CHECK_STATUS(
        AMISEC_RANDOM_FAILED,
        amisec_p256_sign_hedged(&private_key, TEXT("1.8.0"), amisec_drbg_generate, &drbg, first));
    CHECK_ZERO(first, sizeof first);
    CHECK_STATUS(AMISEC_RANDOM_FAILED, amisec_p256_private_key_generate(&private_key, amisec_drbg_generate, &drbg));
}
#endif

/* ------------------------------------------------------------------------- refusals */

enum { DRBG, NOISE, BYTES };
enum { BYTES_OUT = 1 };

/* The same noise for every call. */
static struct noise row_noise;

static amisec_random_fn noise_of(const struct argument *with)
{
    row_noise = good_noise;
    return with[NOISE].pointer == NULL ? NULL : give_noise;
}

static void prepare_drbg(const struct argument *with)
{
    row_noise = good_noise;
    CHECK_STATUS(AMISEC_OK,
        amisec_drbg_instantiate(with[DRBG].pointer, give_noise, &row_noise, 4U, TEXT("meter 4711")));
}

static const struct parameter instantiate_parameters[] = {
    NEW_OBJECT("drbg", amisec_drbg_t),
    RANDOM("noise"),
    INPUT_OF_LENGTH("personalization", 19U, AMISEC_OK),
};
static const struct parameter reseed_parameters[] = {
    CONTEXT("drbg", amisec_drbg_t),
    RANDOM("noise"),
    INPUT_OF_LENGTH("additional", 19U, AMISEC_OK),
};
static const struct parameter generate_parameters[] = {
    CONTEXT("drbg", amisec_drbg_t),
    OUTPUT_OF_LENGTH("output", 40U, AMISEC_OK),
};
static const struct parameter uninstantiate_parameters[] = { FINISHED("drbg", amisec_drbg_t) };

static amisec_status_t call_instantiate(const struct argument *with)
{
    return amisec_drbg_instantiate(
        with[DRBG].pointer, noise_of(with), &row_noise, 8U, with[BYTES].pointer, with[BYTES].length);
}

static amisec_status_t call_reseed(const struct argument *with)
{
    return amisec_drbg_reseed(with[DRBG].pointer, noise_of(with), &row_noise, with[BYTES].pointer, with[BYTES].length);
}

static amisec_status_t call_generate(const struct argument *with)
{
    return amisec_drbg_generate(with[DRBG].pointer, with[BYTES_OUT].pointer, with[BYTES_OUT].length);
}

static amisec_status_t call_uninstantiate(const struct argument *with)
{
    return amisec_drbg_uninstantiate(with[DRBG].pointer);
}

ROW(amisec_drbg_instantiate, instantiate_parameters, .call = call_instantiate)
ROW(amisec_drbg_reseed, reseed_parameters, .call = call_reseed, .prepare = prepare_drbg)
ROW(amisec_drbg_generate, generate_parameters, .call = call_generate, .prepare = prepare_drbg)
ROW(amisec_drbg_uninstantiate, uninstantiate_parameters, .call = call_uninstantiate, .prepare = prepare_drbg)

TESTS(
    "HMAC_DRBG",
    CASE(gives_the_bytes_of_the_standard),
    CASE(draws_noise_by_its_entropy),
    CASE(refuses_an_entropy_that_a_byte_cannot_have),
    CASE(a_source_that_fails_or_sticks_seeds_nothing),
    CASE(a_reseed_that_fails_wipes_the_generator),
    THOROUGH_CASE(gives_at_most_65536_bytes)
    CASE(every_request_gives_other_bytes),
    THOROUGH_CASE(keys_and_hedged_signatures_draw_from_it)
    CASE(amisec_drbg_instantiate_refusals),
    CASE(amisec_drbg_reseed_refusals),
    CASE(amisec_drbg_generate_refusals),
    CASE(amisec_drbg_uninstantiate_refusals))
