/* ECDSA signatures in DER (SEC 1, C.5; X.690): strict both ways. */
#include "refusals.h"

/* Both numbers have their top bit set: each takes a zero byte in front, and the encoding is as long as
 * it gets. */
static const uint8_t longest[64] = {
    0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD, 0x9C, 0xD4, 0x5E, 0x81, 0xD6,
    0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E, 0xA8, 0x4E, 0xAF, 0x37, 0x16,
    0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41, 0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65,
    0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06, 0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};
static const uint8_t longest_der[72] = {
    0x30, 0x46, 0x02, 0x21, 0x00, 0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD,
    0x9C, 0xD4, 0x5E, 0x81, 0xD6, 0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E,
    0xA8, 0x4E, 0xAF, 0x37, 0x16, 0x02, 0x21, 0x00, 0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41,
    0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65, 0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06,
    0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};
/* 1 and 2: the shortest. */
static const uint8_t shortest_der[8] = { 0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02 };

TEST(converts_both_ways)
{
    uint8_t der[72];
    uint8_t signature[64];
    size_t length = 0U;

    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_to_der(longest, der, sizeof der, &length));
    CHECK(length == sizeof longest_der);
    CHECK_BYTES(longest_der, der, sizeof der);
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_from_der(der, length, signature));
    CHECK_BYTES(longest, signature, sizeof signature);

    memset(signature, 0, sizeof signature);
    signature[31] = 1U;
    signature[63] = 2U;
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_to_der(signature, der, sizeof der, &length));
    CHECK(length == sizeof shortest_der);
    CHECK_BYTES(shortest_der, der, length);
    memset(signature, 0xA5, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_from_der(der, length, signature));
    CHECK_ZERO(signature, 31U);
    CHECK(signature[31] == 1U && signature[63] == 2U);
}

/* Every number of leading zero bytes, with and without the top bit behind them. */
TEST(converts_numbers_of_every_length)
{
    uint8_t signature[64];
    uint8_t again[64];
    uint8_t der[72];
    uint8_t zeros;
    uint8_t top;

    for (zeros = 0U; zeros < 32U; zeros++) {
        for (top = 0x7FU; top <= 0x80U; top++) {
            size_t digits = 32U - (size_t)zeros;
            size_t length = 0U;

            memset(signature, 0x11, sizeof signature);
            memset(signature, 0, zeros);
            signature[zeros] = top;
            CHECK_STATUS(AMISEC_OK, amisec_p256_signature_to_der(signature, der, sizeof der, &length));
            CHECK(length == 6U + digits + (top == 0x80U ? 1U : 0U) + 32U);
            CHECK_STATUS(AMISEC_OK, amisec_p256_signature_from_der(der, length, again));
            CHECK_BYTES(signature, again, sizeof again);
        }
    }
}

/* That a number may not be zero is the verification's verdict. */
TEST(zero_has_an_encoding)
{
    static const uint8_t zero_der[8] = { 0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00 };
    uint8_t signature[64];
    uint8_t der[72];
    size_t length = 0U;

    memset(signature, 0xA5, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_from_der(zero_der, sizeof zero_der, signature));
    CHECK_ZERO(signature, sizeof signature);
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_to_der(signature, der, sizeof der, &length));
    CHECK(length == sizeof zero_der);
    CHECK_BYTES(zero_der, der, sizeof zero_der);
}

/* Room for exactly the encoding is enough. */
TEST(a_short_encoding_needs_little_room)
{
    uint8_t signature[64];
    uint8_t der[9];
    size_t length = 0U;

    memset(signature, 0, sizeof signature);
    signature[31] = 1U;
    signature[63] = 2U;
    memset(der, 0xA5, sizeof der);
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_p256_signature_to_der(signature, der, 7U, &length));
    CHECK(der[0] == 0xA5U && length == 0U);
    CHECK_STATUS(AMISEC_OK, amisec_p256_signature_to_der(signature, der, 8U, &length));
    CHECK_BYTES(shortest_der, der, sizeof shortest_der);
    CHECK(der[8] == 0xA5U && length == 8U);
}

/* ------------------------------------------------------------------------- refusals */

enum { RAW, DER, LENGTH };

static const struct parameter to_der_parameters[] = {
    INPUT("signature", 64U),
    OUTPUT_OF_LENGTH("der", 72U, AMISEC_BAD_LENGTH),
    NUMBER("der_length"),
};
static const struct wrong_length to_der_lengths[] = { { DER, 1U }, { DER, 8U }, { DER, 70U }, { DER, 71U } };

static void prepare_to_der(const struct argument *with)
{
    memcpy(with[RAW].pointer, longest, sizeof longest);
}

static amisec_status_t call_to_der(const struct argument *with)
{
    return amisec_p256_signature_to_der(
        with[RAW].pointer, with[DER].pointer, with[DER].length, with[LENGTH].pointer);
}

ROW(amisec_p256_signature_to_der,
    to_der_parameters,
    .call = call_to_der,
    .prepare = prepare_to_der,
    WRONG_LENGTHS(to_der_lengths))

enum { ENCODING, SIGNATURE };

static const struct parameter from_der_parameters[] = {
    INPUT_OF_LENGTH("der", 72U, AMISEC_MALFORMED),
    OUTPUT("signature", 64U, NEVER),
};

static void prepare_from_der(const struct argument *with)
{
    memcpy(with[ENCODING].pointer, longest_der, sizeof longest_der);
}

static amisec_status_t call_from_der(const struct argument *with)
{
    return amisec_p256_signature_from_der(with[ENCODING].pointer, with[ENCODING].length, with[SIGNATURE].pointer);
}

ROW(amisec_p256_signature_from_der, from_der_parameters, .call = call_from_der, .prepare = prepare_from_der)

static void refuse_encoding(const uint8_t *der, size_t length)
{
    fails_with_content(&amisec_p256_signature_from_der_row, ENCODING, der, length, AMISEC_MALFORMED);
}

TEST(what_is_not_the_shortest_form_is_malformed)
{
    static const struct {
        uint8_t length;
        uint8_t der[11];
    } malformed[] = {
        { 8U, { 0x31, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02 } },                   /* a SET */
        { 8U, { 0x30, 0x05, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02 } },                   /* a byte behind the end */
        { 8U, { 0x30, 0x07, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02 } },                   /* ends too early */
        { 9U, { 0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02, 0x00 } },             /* something behind it */
        { 9U, { 0x30, 0x07, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02, 0x00 } },             /* something more in it */
        { 9U, { 0x30, 0x81, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02 } },             /* a long length */
        { 9U, { 0x30, 0x07, 0x02, 0x81, 0x01, 0x01, 0x02, 0x01, 0x02 } },             /* a long length inside */
        { 10U, { 0x30, 0x80, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02, 0x00, 0x00 } },      /* an open length */
        { 9U, { 0x30, 0x07, 0x02, 0x02, 0x00, 0x01, 0x02, 0x01, 0x02 } },             /* a zero too many in r */
        { 9U, { 0x30, 0x07, 0x02, 0x01, 0x01, 0x02, 0x02, 0x00, 0x02 } },             /* and in s */
        { 9U, { 0x30, 0x07, 0x02, 0x02, 0x00, 0x00, 0x02, 0x01, 0x02 } },             /* two zeros */
        { 8U, { 0x30, 0x06, 0x02, 0x01, 0x81, 0x02, 0x01, 0x02 } },                   /* r is negative */
        { 8U, { 0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0xFF } },                   /* s is negative */
        { 7U, { 0x30, 0x05, 0x02, 0x00, 0x02, 0x01, 0x02 } },                         /* r is empty */
        { 7U, { 0x30, 0x05, 0x02, 0x01, 0x01, 0x02, 0x00 } },                         /* s is empty */
        { 8U, { 0x30, 0x06, 0x03, 0x01, 0x01, 0x02, 0x01, 0x02 } },                   /* r is a BIT STRING */
        { 8U, { 0x30, 0x06, 0x02, 0x01, 0x01, 0x0A, 0x01, 0x02 } },                   /* s is an ENUMERATED */
        { 5U, { 0x30, 0x03, 0x02, 0x01, 0x01 } },                                     /* s is missing */
        { 2U, { 0x30, 0x00 } },                                                       /* both are */
        { 11U, { 0x30, 0x09, 0x02, 0x01, 0x01, 0x02, 0x01, 0x02, 0x02, 0x01, 0x03 } }, /* a third number */
        { 8U, { 0x30, 0x06, 0x02, 0x04, 0x01, 0x02, 0x01, 0x02 } },                   /* r takes all of it */
        { 8U, { 0x30, 0x06, 0x02, 0x7F, 0x01, 0x02, 0x01, 0x02 } },                   /* r goes far beyond */
    };
    uint8_t i;

    for (i = 0U; i < sizeof malformed / sizeof malformed[0]; i++) {
        refuse_encoding(malformed[i].der, malformed[i].length);
    }
}

TEST(numbers_of_thirty_three_bytes_are_malformed)
{
    uint8_t der[74];
    uint8_t place;

    for (place = 0U; place < 2U; place++) {
        /* The zero in front of the number becomes a one. */
        memcpy(der, longest_der, sizeof longest_der);
        der[place == 0U ? 4U : 39U] = 0x01U;
        refuse_encoding(der, 72U);
    }
    /* Thirty-three bytes behind the zero. */
    memcpy(der, longest_der, sizeof longest_der);
    memmove(&der[6], &der[5], 67U);
    der[1]++;
    der[3]++;
    der[5] = 0x80U;
    refuse_encoding(der, 73U);
}

TEST(every_part_of_an_encoding_is_malformed)
{
    size_t length;

    for (length = 1U; length < sizeof longest_der; length++) {
        refuse_encoding(longest_der, length);
    }
    for (length = 1U; length < sizeof shortest_der; length++) {
        refuse_encoding(shortest_der, length);
    }
}

TESTS(
    "ECDSA signatures in DER",
    CASE(converts_both_ways),
    CASE(converts_numbers_of_every_length),
    CASE(zero_has_an_encoding),
    CASE(a_short_encoding_needs_little_room),
    CASE(amisec_p256_signature_to_der_refusals),
    CASE(amisec_p256_signature_from_der_refusals),
    CASE(what_is_not_the_shortest_form_is_malformed),
    CASE(numbers_of_thirty_three_bytes_are_malformed),
    CASE(every_part_of_an_encoding_is_malformed))
