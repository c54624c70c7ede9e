/* Version, comparison, wiping and statuses. */
#include "refusals.h"

TEST(header_and_archive_belong_together)
{
    CHECK(amisec_version() == AMISEC_VERSION);
    CHECK(amisec_abi_version() == AMISEC_ABI_VERSION);
}

TEST(compares_buffers)
{
    static const uint8_t left[4] = { 1, 2, 3, 4 };
    static const uint8_t same[4] = { 1, 2, 3, 4 };
    static const uint8_t longer[5] = { 1, 2, 3, 4, 5 };

    CHECK_STATUS(AMISEC_OK, amisec_equal(left, same, sizeof left));
    CHECK_STATUS(AMISEC_OK, amisec_equal(left, longer, sizeof left));
    CHECK_STATUS(AMISEC_OK, amisec_equal(left, left, sizeof left));
    CHECK_STATUS(AMISEC_OK, amisec_equal(NULL, NULL, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_equal(left, &longer[3], 0U));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, amisec_equal(left, &longer[1], sizeof left));
}

TEST(wipes_exactly_the_bytes_it_is_given)
{
    uint8_t memory[24];
    uint8_t start;
    uint8_t length;

    for (start = 1U; start < 8U; start++) {
        for (length = 0U; length <= 16U; length++) {
            uint8_t i;

            memset(memory, 0xA5, sizeof memory);
            amisec_wipe(&memory[start], length);
            for (i = 0U; i < sizeof memory; i++) {
                CHECK(memory[i] == (i >= start && i < start + length ? 0U : 0xA5U));
            }
        }
    }
    amisec_wipe(NULL, 0U);
}

TEST(a_wiped_object_is_not_set_up)
{
    amisec_sha256_t context = AMISEC_SHA256_INIT;

    CHECK_STATUS(AMISEC_OK, amisec_sha256_init(&context));
    amisec_wipe(&context, sizeof context);
    CHECK_ZERO(&context, sizeof context);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_sha256_update(&context, NULL, 0U));
}

/* All statuses, from the golden file. */
#define ABI(number)
#define MARKER_16(name)
#define MARKER_32(name)
#define STATUS(name, value) name,
#define TYPE(type, s1, a1, s2, a2, s3, a3, s4, a4)
#define FIELD(type, field, o1, s1, o2, s2, o3, s3)
#define FUNCTION(result, name, parameters)
static const amisec_status_t statuses[] = {
#include "amisec.abi"
};
#define STATUS_COUNT (sizeof statuses / sizeof statuses[0])

static uint8_t distance(amisec_status_t left, amisec_status_t right)
{
    uint16_t different = (uint16_t)(left ^ right);
    uint8_t count = 0U;

    for (; different != 0U; different = (uint16_t)(different & (different - 1U))) {
        count++;
    }
    return count;
}

TEST(any_two_statuses_differ_in_seven_bits)
{
    size_t i;
    size_t k;

    for (i = 0U; i < STATUS_COUNT; i++) {
        CHECK(statuses[i] < 0x8000U);
        CHECK(distance(statuses[i], 0x0000U) >= 7U);
        CHECK(distance(statuses[i], 0x7FFFU) >= 7U);
        for (k = 0U; k < i; k++) {
            CHECK(distance(statuses[i], statuses[k]) >= 7U);
        }
    }
}

TEST(every_status_has_a_text_of_its_own)
{
    size_t i;
    size_t k;

    CHECK(strcmp("ok", amisec_status_text(AMISEC_OK)) == 0);
    CHECK(strcmp("unknown status", amisec_status_text(0U)) == 0);
    CHECK(strcmp("unknown status", amisec_status_text((amisec_status_t)(AMISEC_OK ^ 1U))) == 0);
    CHECK(strcmp("unknown status", amisec_status_text(0xFFFFU)) == 0);
    for (i = 0U; i < STATUS_COUNT; i++) {
        CHECK(strlen(amisec_status_text(statuses[i])) > 0U);
        CHECK(strcmp("unknown status", amisec_status_text(statuses[i])) != 0);
        for (k = 0U; k < i; k++) {
            CHECK(strcmp(amisec_status_text(statuses[i]), amisec_status_text(statuses[k])) != 0);
        }
    }
}

/* ------------------------------------------------------------------------- refusals */

enum { LEFT, RIGHT };

static const struct parameter equal_parameters[] = {
    INPUT_OF_LENGTH("left", 20U, AMISEC_OK),
    INPUT_AS_LONG_AS(LEFT, "right", 20U),
};

static void prepare_equal(const struct argument *with)
{
    memcpy(with[RIGHT].pointer, with[LEFT].pointer, 20U);
}

static amisec_status_t call_equal(const struct argument *with)
{
    return amisec_equal(with[LEFT].pointer, with[RIGHT].pointer, with[LEFT].length);
}

ROW(amisec_equal, equal_parameters, .call = call_equal, .prepare = prepare_equal)

TEST(one_flipped_bit_is_a_difference)
{
    fails_for_flipped_bits(&amisec_equal_row, LEFT, 0U, 1U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_equal_row, RIGHT, 0U, 1U, AMISEC_NOT_AUTHENTIC);
}

static const struct parameter wipe_parameters[] = { OUTPUT_OF_LENGTH("buffer", 20U, AMISEC_OK) };

/* It answers nothing: an argument error does nothing. */
static amisec_status_t call_wipe(const struct argument *with)
{
    amisec_wipe(with[0].pointer, with[0].length);
    return AMISEC_OK;
}

ROW(amisec_wipe, wipe_parameters, .call = call_wipe, .bad_argument = AMISEC_OK)

ROW_WITHOUT_REFUSALS(amisec_version)
ROW_WITHOUT_REFUSALS(amisec_abi_version)
ROW_WITHOUT_REFUSALS(amisec_status_text)

TESTS(
    "general",
    CASE(header_and_archive_belong_together),
    CASE(compares_buffers),
    CASE(wipes_exactly_the_bytes_it_is_given),
    CASE(a_wiped_object_is_not_set_up),
    CASE(any_two_statuses_differ_in_seven_bits),
    CASE(every_status_has_a_text_of_its_own),
    CASE(one_flipped_bit_is_a_difference),
    CASE(amisec_version_refusals),
    CASE(amisec_abi_version_refusals),
    CASE(amisec_status_text_refusals),
    CASE(amisec_equal_refusals),
    CASE(amisec_wipe_refusals))
