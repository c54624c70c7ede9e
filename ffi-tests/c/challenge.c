/* Challenges and their answers; the expected one is Python's `hmac`. */
#include "random_script.h"
#include "simulated_memory.h"

#define RECORD 0U
#define LIMIT 3U

static const amisec_storage_t *const storage = &simulated_storage;
static const uint8_t key[32] = { 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U };
static const uint8_t meter[8] = { 'M', 'E', 'T', 'E', 'R', '-', '0', '1' };
static const uint8_t asked[16] = { 0xC0, 0xC1, 0xC2, 0xC3 };
static const uint8_t expected[32] = {
    0x4C, 0x80, 0xC6, 0x4D, 0xE5, 0xBE, 0xF4, 0x54, 0x08, 0xCB, 0xE8, 0x5C, 0x9A, 0x99, 0x5A, 0x6D,
    0x5D, 0x2A, 0xE2, 0x90, 0x6B, 0x55, 0x00, 0x49, 0x57, 0x1B, 0x78, 0xCE, 0x6B, 0x18, 0x78, 0x80,
};

static amisec_challenge_t challenge;

static void set_up(void)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_challenge_create(storage, RECORD, LIMIT));
}

/* A challenge, answered rightly or with one bit wrong. */
static amisec_status_t attempt(int right)
{
    struct random_script random = { "AB", 0U };
    uint8_t bytes[16];
    uint8_t answer[32];

    CHECK_STATUS(AMISEC_OK, amisec_challenge_start(&challenge, scripted_random, &random, bytes));
    CHECK_STATUS(AMISEC_OK, amisec_challenge_answer(key, sizeof key, meter, bytes, answer));
    answer[31] = (uint8_t)(answer[31] ^ (right ? 0U : 1U));
    return amisec_challenge_check(&challenge, storage, RECORD, key, sizeof key, meter, answer);
}

TEST(answers_as_another_implementation_does)
{
    uint8_t answer[32];

    CHECK_STATUS(AMISEC_OK, amisec_challenge_answer(key, sizeof key, meter, asked, answer));
    CHECK_BYTES(expected, answer, sizeof answer);
}

TEST(a_challenge_is_good_for_one_answer)
{
    uint8_t answer[32];

    set_up();
    memset(answer, 0, sizeof answer);
    CHECK_STATUS(AMISEC_OK, attempt(1));
    CHECK_ZERO(&challenge, sizeof challenge);
    CHECK_STATUS(
        AMISEC_BAD_STATE, amisec_challenge_check(&challenge, storage, RECORD, key, sizeof key, meter, answer));
}

TEST(too_many_failed_attempts_are_the_last)
{
    uint8_t i;

    set_up();
    for (i = 0U; i < LIMIT; i++) {
        CHECK_STATUS(AMISEC_NOT_AUTHENTIC, attempt(0));
    }
    CHECK_STATUS(AMISEC_TOO_MANY_ATTEMPTS, attempt(1));
    CHECK_STATUS(AMISEC_OK, amisec_challenge_reset(storage, RECORD));
    CHECK_STATUS(AMISEC_OK, attempt(1));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_challenge_create(storage, 1U, 0U));
    simulated_memory_works(1, 0);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, attempt(1));
    CHECK_ZERO(&challenge, sizeof challenge);
}

TEST(a_cut_at_any_byte_gives_no_attempt_more)
{
    const uint32_t bytes = LIMIT * 24U;
    uint32_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at <= bytes; at++) {
            uint8_t looked_at = 0U;
            uint8_t i;

            check_trying("torn", "attempts", "at byte", (int32_t)at);
            set_up();
            simulated_memory_cut_after(at, (enum torn)torn);
            for (i = 0U; i < 2U * LIMIT; i++) {
                looked_at = (uint8_t)(looked_at + (attempt(0) == AMISEC_NOT_AUTHENTIC));
                (void)simulated_memory_power_on();
            }
            CHECK(looked_at <= LIMIT);
            CHECK_STATUS(AMISEC_TOO_MANY_ATTEMPTS, attempt(1));
        }
    }
    check_note("challenges: power cuts", TORN_KINDS * (bytes + 1U));
}

/* --- Refusals --- */

static const struct parameter record_parameters[] = { STORAGE };

static void connect_to_nothing(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, 0U);
}

static void connect_to_record(const struct argument *with)
{
    set_up();
    simulated_memory_connect(with, 0U);
}

static amisec_status_t call_create(const struct argument *with)
{
    return amisec_challenge_create(with[0].pointer, RECORD, LIMIT);
}

static amisec_status_t call_reset(const struct argument *with)
{
    return amisec_challenge_reset(with[0].pointer, RECORD);
}

ROW(amisec_challenge_create, record_parameters, .call = call_create, .connect = connect_to_nothing)
ROW(amisec_challenge_reset, record_parameters, .call = call_reset, .connect = connect_to_record)

static const struct parameter start_parameters[] = {
    NEW_OBJECT("challenge", amisec_challenge_t),
    RANDOM("random"),
    OUTPUT("bytes", 16U, NEVER),
};

static amisec_status_t call_start(const struct argument *with)
{
    return amisec_challenge_start(
        with[0].pointer, with[1].pointer == NULL ? NULL : scripted_random, with[1].pointer, with[2].pointer);
}

ROW(amisec_challenge_start, start_parameters, .call = call_start)

TEST(a_challenge_needs_good_random_bytes)
{
    static const char *const scripts[] = { "!", "0", "z", "A!", "A0", "Az", "AA" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_challenge_start_row, scripts[i]);
    }
}

static const struct parameter answer_parameters[] = {
    INPUT_OF_LENGTH("key", 32U, AMISEC_BAD_LENGTH),
    INPUT("identity", 8U),
    INPUT("challenge", 16U),
    OUTPUT("answer", 32U, NEVER),
};
static const struct wrong_length short_keys[] = { { 0U, 1U }, { 0U, 15U } };

static amisec_status_t call_answer(const struct argument *with)
{
    return amisec_challenge_answer(
        with[0].pointer, with[0].length, with[1].pointer, with[2].pointer, with[3].pointer);
}

ROW(amisec_challenge_answer, answer_parameters, .call = call_answer, WRONG_LENGTHS(short_keys))

enum { MEMORY = 1, KEY = 5, IDENTITY, ANSWER };

static const struct parameter check_parameters[] = {
    FINISHED("challenge", amisec_challenge_t),
    STORAGE,
    INPUT_OF_LENGTH("key", 32U, AMISEC_BAD_LENGTH),
    INPUT("identity", 8U),
    INPUT("answer", 32U),
};
static const struct wrong_length short_check_keys[] = { { KEY, 1U }, { KEY, 15U } };

static void connect_check(const struct argument *with)
{
    set_up();
    simulated_memory_connect(with, MEMORY);
}

static void prepare_check(const struct argument *with)
{
    struct random_script random = { "AB", 0U };
    uint8_t bytes[16];

    CHECK_STATUS(AMISEC_OK, amisec_challenge_start(with[0].pointer, scripted_random, &random, bytes));
    CHECK_STATUS(AMISEC_OK,
        amisec_challenge_answer(with[KEY].pointer, with[KEY].length, with[IDENTITY].pointer, bytes, with[ANSWER].pointer));
    connect_check(with);
}

static amisec_status_t call_check(const struct argument *with)
{
    return amisec_challenge_check(with[0].pointer, with[MEMORY].pointer, RECORD, with[KEY].pointer, with[KEY].length,
        with[IDENTITY].pointer, with[ANSWER].pointer);
}

ROW(amisec_challenge_check, check_parameters, .call = call_check, .prepare = prepare_check, .connect = connect_check,
    WRONG_LENGTHS(short_check_keys))

TEST(a_short_key_is_told_before_overlaps_and_states)
{
    amisec_challenge_t unset = AMISEC_CHALLENGE_INIT;
    uint8_t bytes[32] = { 0 };

    set_up();
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_challenge_answer(bytes, 15U, bytes, bytes, bytes));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_challenge_answer(bytes, 16U, bytes, bytes, bytes));
    CHECK_STATUS(AMISEC_BAD_LENGTH,
        amisec_challenge_check(&unset, storage, RECORD, (uint8_t *)&unset, 15U, bytes, bytes));
    CHECK_STATUS(AMISEC_BAD_OVERLAP,
        amisec_challenge_check(&unset, storage, RECORD, (uint8_t *)&unset, 16U, bytes, bytes));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_challenge_check(&unset, storage, RECORD, bytes, 16U, bytes, bytes));
}

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_challenge_check_row, ANSWER, 0U, 17U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_challenge_check_row, IDENTITY, 0U, 17U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_challenge_check_row, KEY, 0U, 17U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "Challenges",
    CASE(answers_as_another_implementation_does),
    CASE(a_challenge_is_good_for_one_answer),
    CASE(too_many_failed_attempts_are_the_last),
    THOROUGH_CASE(a_cut_at_any_byte_gives_no_attempt_more)
    CASE(a_challenge_needs_good_random_bytes),
    CASE(a_short_key_is_told_before_overlaps_and_states),
    CASE(one_flipped_bit_is_not_authentic),
    CASE(amisec_challenge_create_refusals),
    CASE(amisec_challenge_reset_refusals),
    CASE(amisec_challenge_start_refusals),
    CASE(amisec_challenge_answer_refusals),
    CASE(amisec_challenge_check_refusals))
