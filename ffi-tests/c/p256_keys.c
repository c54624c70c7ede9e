/* P-256 keys: generation, validation and encodings (SP 800-186, SP 800-56A, FIPS 186-5 A.2.2, SEC 1). */
#include "p256_fixture.h"
#include "random_script.h"
#include "refusals.h"

/* The prime of the field. */
static const uint8_t prime[32] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
};
/* A point with x = 5: x + p fits into 32 bytes as well, and is refused. */
static const uint8_t small_x_point[64] = {
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05,
    0x45, 0x92, 0x43, 0xB9, 0xAA, 0x58, 0x18, 0x06, 0xFE, 0x91, 0x3B, 0xCE, 0x99, 0x81, 0x7A, 0xDE,
    0x11, 0xCA, 0x50, 0x3C, 0x64, 0xD9, 0xA3, 0xC5, 0x33, 0x41, 0x5C, 0x08, 0x32, 0x48, 0xFB, 0xCC,
};
static const uint8_t small_x_plus_prime_point[64] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04,
    0x45, 0x92, 0x43, 0xB9, 0xAA, 0x58, 0x18, 0x06, 0xFE, 0x91, 0x3B, 0xCE, 0x99, 0x81, 0x7A, 0xDE,
    0x11, 0xCA, 0x50, 0x3C, 0x64, 0xD9, 0xA3, 0xC5, 0x33, 0x41, 0x5C, 0x08, 0x32, 0x48, 0xFB, 0xCC,
};
/* The point with x = 0. */
static const uint8_t zero_x_point[64] = {
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x66, 0x48, 0x5C, 0x78, 0x0E, 0x2F, 0x83, 0xD7, 0x24, 0x33, 0xBD, 0x5D, 0x84, 0xA0, 0x6B, 0xB6,
    0x54, 0x1C, 0x2A, 0xF3, 0x1D, 0xAE, 0x87, 0x17, 0x28, 0xBF, 0x85, 0x6A, 0x17, 0x4F, 0x93, 0xF4,
};
/* No point has x = 1. */
#define X_WITHOUT_POINT 1U

static amisec_p256_private_key_t private_key_of(const uint8_t bytes[32])
{
    amisec_p256_private_key_t key = AMISEC_P256_PRIVATE_KEY_INIT;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&key, bytes));
    return key;
}

TEST(a_private_key_goes_in_and_out_as_bytes)
{
    amisec_p256_private_key_t key = private_key_of(private_bytes);
    uint8_t bytes[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_to_bytes(&key, bytes));
    CHECK_BYTES(private_bytes, bytes, sizeof bytes);
}

TEST(the_public_key_of_a_private_key)
{
    amisec_p256_private_key_t private_key = private_key_of(private_bytes);
    amisec_p256_public_key_t public_key;
    uint8_t raw[64];

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&public_key, raw));
    CHECK_BYTES(public_raw, raw, sizeof raw);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_validate(&public_key));
}

/* 1 gives the base point, n - 1 the one with the other y. */
TEST(the_smallest_and_the_largest_private_key)
{
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    uint8_t bytes[32];
    uint8_t smallest[64];
    uint8_t largest[64];
    uint8_t i;

    memset(bytes, 0, sizeof bytes);
    bytes[31] = 1U;
    private_key = private_key_of(bytes);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&public_key, smallest));
    CHECK(smallest[0] == 0x6BU && smallest[31] == 0x96U && smallest[32] == 0x4FU && smallest[63] == 0xF5U);

    memcpy(bytes, order, sizeof bytes);
    bytes[31]--;
    private_key = private_key_of(bytes);
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_private(&public_key, &private_key));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&public_key, largest));
    CHECK_BYTES(smallest, largest, 32U);
    /* y + (p - y) is p: the first bytes of p are ones. */
    CHECK((uint8_t)(smallest[32] + largest[32]) == 0xFFU);
    for (i = 0U; i < 32U && smallest[32U + i] == largest[32U + i]; i++) {
    }
    CHECK(i < 32U);
}

TEST(a_public_key_goes_in_and_out_in_three_forms)
{
    amisec_p256_public_key_t key;
    uint8_t raw[64];
    uint8_t uncompressed[65];
    uint8_t compressed[33];

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_uncompressed(&key, uncompressed));
    CHECK(uncompressed[0] == 0x04U);
    CHECK_BYTES(public_raw, &uncompressed[1], sizeof public_raw);

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_uncompressed(&key, uncompressed));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_compressed(&key, compressed));
    CHECK(compressed[0] == 0x03U); /* y is odd */
    CHECK_BYTES(public_raw, &compressed[1], 32U);

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_compressed(&key, compressed));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&key, raw));
    CHECK_BYTES(public_raw, raw, sizeof raw);
}

TEST(the_form_byte_chooses_the_parity_of_y)
{
    amisec_p256_public_key_t key;
    uint8_t compressed[33];
    uint8_t raw[64];
    uint8_t form;

    memcpy(&compressed[1], small_x_point, 32U);
    for (form = 2U; form <= 3U; form++) {
        compressed[0] = form;
        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_compressed(&key, compressed));
        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_raw(&key, raw));
        CHECK((raw[63] & 1U) == form - 2U);
        CHECK((memcmp(small_x_point, raw, sizeof raw) == 0) == ((small_x_point[63] & 1U) == form - 2U));
        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, raw));
    }
}

TEST(points_with_unusual_coordinates_are_taken)
{
    amisec_p256_public_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, small_x_point));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, zero_x_point));
}

/* The private key is the second block plus one: the first is only compared with it. */
TEST(generates_a_private_key)
{
    struct random_script script = { "AB", 0U };
    amisec_p256_private_key_t key;
    uint8_t bytes[32];
    uint8_t expected[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_generate(&key, scripted_random, &script));
    CHECK(script.calls == 2U);
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_to_bytes(&key, bytes));
    random_block('B', expected);
    expected[31]++;
    CHECK_BYTES(expected, bytes, sizeof bytes);
}

/* n - 2 is the last candidate, and gives the key n - 1. */
TEST(the_last_candidate_gives_the_last_key)
{
    struct random_script script = { "Am", 0U };
    amisec_p256_private_key_t key;
    uint8_t bytes[32];
    uint8_t expected[32];

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_generate(&key, scripted_random, &script));
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_to_bytes(&key, bytes));
    memcpy(expected, order, sizeof expected);
    expected[31]--;
    CHECK_BYTES(expected, bytes, sizeof bytes);
}

TEST(seven_candidates_out_of_range_are_tolerated)
{
    struct random_script script = { "AnonononB", 0U };
    amisec_p256_private_key_t key;

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_generate(&key, scripted_random, &script));
    CHECK(script.calls == 9U);
}

/* ------------------------------------------------------------------------- refusals */

enum { KEY, BYTES };

static const struct parameter generate_parameters[] = {
    NEW_OBJECT("key", amisec_p256_private_key_t),
    RANDOM("random"),
};

static amisec_status_t call_generate(const struct argument *with)
{
    return amisec_p256_private_key_generate(
        with[KEY].pointer, with[1].pointer == NULL ? NULL : scripted_random, with[1].pointer);
}

ROW(amisec_p256_private_key_generate, generate_parameters, .call = call_generate)

TEST(a_failing_random_function_makes_no_key)
{
    static const char *const scripts[] = { "!", "A!", "0", "A0", "z", "Az", "AA", "Ann", "Anoz", "Ano!", "Anononono" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_p256_private_key_generate_row, scripts[i]);
    }
}

static const struct parameter from_bytes_parameters[] = {
    NEW_OBJECT("key", amisec_p256_private_key_t),
    INPUT("bytes", 32U),
};

static amisec_status_t call_from_bytes(const struct argument *with)
{
    return amisec_p256_private_key_from_bytes(with[KEY].pointer, with[BYTES].pointer);
}

ROW(amisec_p256_private_key_from_bytes, from_bytes_parameters, .call = call_from_bytes)

TEST(scalars_out_of_range_are_no_private_keys)
{
    const struct row *row = &amisec_p256_private_key_from_bytes_row;
    uint8_t bytes[32];

    memset(bytes, 0, sizeof bytes);
    fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
    memset(bytes, 0xFF, sizeof bytes);
    fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
    memcpy(bytes, order, sizeof bytes);
    fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
    bytes[31]++;
    fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
    memcpy(bytes, order, sizeof bytes);
    bytes[4] = 1U; /* far above n, and below in every later byte */
    memset(&bytes[5], 0, 27U);
    fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
}

static void prepare_private(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[KEY].pointer, private_bytes));
}

static const struct parameter to_bytes_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    OUTPUT("bytes", 32U, NEVER),
};

static amisec_status_t call_to_bytes(const struct argument *with)
{
    return amisec_p256_private_key_to_bytes(with[KEY].pointer, with[BYTES].pointer);
}

ROW(amisec_p256_private_key_to_bytes, to_bytes_parameters, .call = call_to_bytes, .prepare = prepare_private)

enum { PUBLIC, PRIVATE };

static const struct parameter from_private_parameters[] = {
    NEW_OBJECT("public_key", amisec_p256_public_key_t),
    OBJECT("private_key", amisec_p256_private_key_t),
};

static void prepare_from_private(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[PRIVATE].pointer, private_bytes));
}

static amisec_status_t call_from_private(const struct argument *with)
{
    return amisec_p256_public_key_from_private(with[PUBLIC].pointer, with[PRIVATE].pointer);
}

ROW(amisec_p256_public_key_from_private,
    from_private_parameters,
    .call = call_from_private,
    .prepare = prepare_from_private)

/* A fault may leave an object that is set up and holds no key: nothing is computed with it. */
TEST(a_damaged_private_key_has_no_public_key)
{
    amisec_p256_private_key_t damaged = private_key_of(private_bytes);

    memset((uint8_t *)&damaged + sizeof(uint32_t), 0, sizeof damaged - sizeof(uint32_t));
    fails_with_content(&amisec_p256_public_key_from_private_row, PRIVATE, (const uint8_t *)&damaged,
        sizeof damaged, AMISEC_BAD_KEY);
    memset((uint8_t *)&damaged + sizeof(uint32_t), 0xFF, sizeof damaged - sizeof(uint32_t));
    fails_with_content(&amisec_p256_public_key_from_private_row, PRIVATE, (const uint8_t *)&damaged,
        sizeof damaged, AMISEC_BAD_KEY);
}

/* The three encodings: import and export. */
#define ROWS_OF_ENCODING(form, length)                                                       \
    static const struct parameter from_##form##_parameters[] = {                             \
        NEW_OBJECT("key", amisec_p256_public_key_t),                                         \
        INPUT("bytes", length),                                                              \
    };                                                                                       \
    static const struct parameter to_##form##_parameters[] = {                               \
        OBJECT("key", amisec_p256_public_key_t),                                             \
        OUTPUT("bytes", length, NEVER),                                                      \
    };                                                                                       \
    static void prepare_from_##form(const struct argument *with)                             \
    {                                                                                        \
        amisec_p256_public_key_t key;                                                        \
                                                                                             \
        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&key, public_raw));          \
        CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_to_##form(&key, with[BYTES].pointer)); \
    }                                                                                        \
    static amisec_status_t call_from_##form(const struct argument *with)                     \
    {                                                                                        \
        return amisec_p256_public_key_from_##form(with[KEY].pointer, with[BYTES].pointer);   \
    }                                                                                        \
    static amisec_status_t call_to_##form(const struct argument *with)                       \
    {                                                                                        \
        return amisec_p256_public_key_to_##form(with[KEY].pointer, with[BYTES].pointer);     \
    }                                                                                        \
    ROW(amisec_p256_public_key_from_##form, from_##form##_parameters,                        \
        .call = call_from_##form, .prepare = prepare_from_##form)                            \
    ROW(amisec_p256_public_key_to_##form, to_##form##_parameters,                            \
        .call = call_to_##form, .prepare = prepare_public)

static void prepare_public(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[KEY].pointer, public_raw));
}

ROWS_OF_ENCODING(raw, 64U)
ROWS_OF_ENCODING(uncompressed, 65U)
ROWS_OF_ENCODING(compressed, 33U)

/* Refused as x||y and as 04||x||y. */
static void refuse_point(const uint8_t raw[64])
{
    uint8_t bytes[65];

    bytes[0] = 0x04U;
    memcpy(&bytes[1], raw, 64U);
    fails_with_content(&amisec_p256_public_key_from_raw_row, BYTES, raw, 64U, AMISEC_BAD_KEY);
    fails_with_content(&amisec_p256_public_key_from_uncompressed_row, BYTES, bytes, 65U, AMISEC_BAD_KEY);
}

TEST(points_off_the_curve_are_no_public_keys)
{
    uint8_t raw[64];

    memset(raw, 0, sizeof raw); /* what some encode infinity as */
    refuse_point(raw);
    memset(raw, 0xFF, sizeof raw);
    refuse_point(raw);
    memcpy(raw, &public_raw[32], 32U);
    memcpy(&raw[32], public_raw, 32U);
    refuse_point(raw);
    fails_for_flipped_bits(&amisec_p256_public_key_from_raw_row, BYTES, 0U, 37U, AMISEC_BAD_KEY);
    /* Behind the form byte. */
    fails_for_flipped_bits(&amisec_p256_public_key_from_uncompressed_row, BYTES, 8U, 37U, AMISEC_BAD_KEY);
}

TEST(coordinates_are_below_the_prime)
{
    uint8_t raw[64];

    /* The same point, with x + p instead of x; then with p instead of 0. */
    refuse_point(small_x_plus_prime_point);
    memcpy(raw, zero_x_point, sizeof raw);
    memcpy(raw, prime, sizeof prime);
    refuse_point(raw);
    memcpy(raw, public_raw, sizeof raw);
    memcpy(&raw[32], prime, sizeof prime);
    refuse_point(raw);
}

TEST(encodings_begin_with_their_form)
{
    uint8_t bytes[65];
    uint16_t form;

    memcpy(&bytes[1], public_raw, sizeof public_raw);
    for (form = 0U; form <= 0xFFU; form++) {
        bytes[0] = (uint8_t)form;
        if (form != 4U) {
            fails_with_content(&amisec_p256_public_key_from_uncompressed_row, BYTES, bytes, 65U, AMISEC_BAD_KEY);
        }
        if (form != 2U && form != 3U) {
            fails_with_content(&amisec_p256_public_key_from_compressed_row, BYTES, bytes, 33U, AMISEC_BAD_KEY);
        }
    }
}

TEST(a_compressed_key_has_a_point)
{
    const struct row *row = &amisec_p256_public_key_from_compressed_row;
    uint8_t bytes[33];

    for (bytes[0] = 2U; bytes[0] <= 3U; bytes[0]++) {
        memset(&bytes[1], 0, 32U);
        bytes[32] = X_WITHOUT_POINT;
        fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
        memcpy(&bytes[1], small_x_plus_prime_point, 32U);
        fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
        memcpy(&bytes[1], prime, 32U);
        fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
        memset(&bytes[1], 0xFF, 32U);
        fails_with_content(row, BYTES, bytes, sizeof bytes, AMISEC_BAD_KEY);
    }
}

static const struct parameter validate_parameters[] = { OBJECT("key", amisec_p256_public_key_t) };

static amisec_status_t call_validate(const struct argument *with)
{
    return amisec_p256_public_key_validate(with[KEY].pointer);
}

ROW(amisec_p256_public_key_validate, validate_parameters, .call = call_validate, .prepare = prepare_public)

TEST(a_damaged_public_key_is_not_valid)
{
    /* Behind the 32 bits of the state. */
    fails_for_flipped_bits(&amisec_p256_public_key_validate_row, KEY, 32U, 37U, AMISEC_BAD_KEY);
}

TESTS(
    "P-256 keys",
    CASE(a_private_key_goes_in_and_out_as_bytes),
    CASE(the_public_key_of_a_private_key),
    CASE(the_smallest_and_the_largest_private_key),
    CASE(a_public_key_goes_in_and_out_in_three_forms),
    CASE(the_form_byte_chooses_the_parity_of_y),
    CASE(points_with_unusual_coordinates_are_taken),
    CASE(generates_a_private_key),
    CASE(the_last_candidate_gives_the_last_key),
    CASE(seven_candidates_out_of_range_are_tolerated),
    CASE(amisec_p256_private_key_generate_refusals),
    CASE(a_failing_random_function_makes_no_key),
    CASE(amisec_p256_private_key_from_bytes_refusals),
    CASE(scalars_out_of_range_are_no_private_keys),
    CASE(amisec_p256_private_key_to_bytes_refusals),
    CASE(amisec_p256_public_key_from_private_refusals),
    CASE(a_damaged_private_key_has_no_public_key),
    CASE(amisec_p256_public_key_from_raw_refusals),
    CASE(amisec_p256_public_key_from_uncompressed_refusals),
    CASE(amisec_p256_public_key_from_compressed_refusals),
    CASE(amisec_p256_public_key_to_raw_refusals),
    CASE(amisec_p256_public_key_to_uncompressed_refusals),
    CASE(amisec_p256_public_key_to_compressed_refusals),
    CASE(points_off_the_curve_are_no_public_keys),
    CASE(coordinates_are_below_the_prime),
    CASE(encodings_begin_with_their_form),
    CASE(a_compressed_key_has_a_point),
    CASE(amisec_p256_public_key_validate_refusals),
    CASE(a_damaged_public_key_is_not_valid))
