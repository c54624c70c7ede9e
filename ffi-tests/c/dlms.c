/* DLMS/COSEM (IEC 62056-5-3) with the examples of the Green Book, as dlms-cosem and gurux-dlms reproduce
 * them. */
#include "simulated_memory.h"

#define TRANSMIT 0U
#define RECEIVE 1U
#define OVERHEAD 17U
#define BOTH 0x30U
#define AUTHENTICATED 0x10U

static const uint8_t encryption_key[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t authentication_key[16] = {
    0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF,
};
static const uint8_t title[8] = { 0x4D, 0x4D, 0x4D, 0x00, 0x00, 0xBC, 0x61, 0x4E };
static const uint8_t server_title[8] = { 0x4D, 0x4D, 0x4D, 0x00, 0x00, 0x00, 0x00, 0x01 };

#define GREEN_BOOK_COUNTER 0x01234567U
static const uint8_t apdu[13] = {
    0xC0, 0x01, 0x00, 0x00, 0x08, 0x00, 0x00, 0x01, 0x00, 0x00, 0xFF, 0x02, 0x00,
};
static const uint8_t body[13U + OVERHEAD] = {
    0x30, 0x01, 0x23, 0x45, 0x67, 0x41, 0x13, 0x12, 0xFF, 0x93, 0x5A, 0x47, 0x56, 0x68, 0x27,
    0xC4, 0x67, 0xBC, 0x7D, 0x82, 0x5C, 0x3B, 0xE4, 0xA7, 0x7C, 0x3F, 0xCC, 0x05, 0x6B, 0x6B,
};
static const uint8_t answers[2][OVERHEAD] = {
    {
        0x10, 0x00, 0x00, 0x00, 0x01, 0x1A, 0x52, 0xFE, 0x7D, 0xD3, 0xE7, 0x27, 0x48, 0x97, 0x3C, 0x1E, 0x28,
    },
    {
        0x10, 0x01, 0x23, 0x45, 0x67, 0xFE, 0x14, 0x66, 0xAF, 0xB3, 0xDB, 0xCD, 0x4F, 0x93, 0x89, 0xE2, 0xB7,
    },
};
static const uint8_t challenges[2][8] = {
    { 'P', '6', 'w', 'R', 'J', '2', '1', 'F' },
    { 'K', '5', '6', 'i', 'V', 'a', 'g', 'Y' },
};

static amisec_aes128_key_t key;
static amisec_transmit_counter_t transmit;
static amisec_receive_counter_t receive;
static amisec_dlms_parameters_t parameters;

/* Keys, and counters of which the next number is `next`. */
static void set_up(uint8_t control, uint32_t next)
{
    const amisec_storage_t *storage = &simulated_storage;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, encryption_key));
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, TRANSMIT, next));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&transmit, storage, TRANSMIT));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(storage, RECEIVE, next - 1U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&receive, storage, RECEIVE, 0U));
    parameters.authentication_key = authentication_key;
    parameters.system_title = title;
    parameters.security_control = control;
}

static amisec_status_t protect(const uint8_t *clear, size_t length, uint8_t *protected)
{
    return amisec_dlms_protect(&key, &parameters, &transmit, &simulated_storage, clear, length, protected);
}

static amisec_status_t unprotect(const uint8_t *protected, size_t length, uint8_t *clear)
{
    return amisec_dlms_unprotect(&key, &parameters, &receive, &simulated_storage, protected, length, clear);
}

TEST(protects_and_unprotects_the_request_of_the_green_book)
{
    uint8_t made[sizeof body];
    uint8_t clear[sizeof apdu];

    set_up(BOTH, GREEN_BOOK_COUNTER);
    CHECK_STATUS(AMISEC_OK, protect(apdu, sizeof apdu, made));
    CHECK_BYTES(body, made, sizeof body);
    CHECK_STATUS(AMISEC_OK, unprotect(body, sizeof body, clear));
    CHECK_BYTES(apdu, clear, sizeof apdu);
    CHECK_STATUS(AMISEC_REPLAYED, unprotect(body, sizeof body, clear));
    CHECK_ZERO(clear, sizeof clear);
}

TEST(every_suite_and_level_goes_both_ways)
{
    static const uint8_t controls[] = { 0x10U, 0x11U, 0x30U, 0x31U, 0x50U, 0x51U, 0x70U, 0x71U };
    uint8_t clear[40];
    uint8_t made[sizeof clear + OVERHEAD];
    uint8_t back[sizeof clear];
    uint8_t i;
    uint8_t length;

    for (i = 0U; i < sizeof clear; i++) {
        clear[i] = (uint8_t)(7U * i + 3U);
    }
    for (i = 0U; i < sizeof controls; i++) {
        set_up(controls[i], 1U);
        for (length = 0U; length <= sizeof clear; length = (uint8_t)(length + 1U)) {
            check_trying("security control and length", "", "", controls[i] * 256 + length);
            CHECK_STATUS(AMISEC_OK, protect(clear, length, made));
            CHECK(made[0] == controls[i] && made[4] == length + 1U);
            /* In clear unless encrypted. */
            if (length > 8U) {
                CHECK((memcmp(made + 5, clear, length) == 0) == ((controls[i] & 0x20U) == 0U));
            }
            CHECK_STATUS(AMISEC_OK, unprotect(made, length + OVERHEAD, back));
            CHECK_BYTES(clear, back, length);
        }
    }
}

TEST(only_authenticated_levels_of_suites_0_and_1_are_offered)
{
    uint8_t made[sizeof body];
    uint16_t control;

    for (control = 0U; control < 256U; control++) {
        const int offered = (control & 0x0FU) <= 1U && (control & 0x90U) == 0x10U;

        check_trying("security control", "", "", control);
        set_up((uint8_t)control, 1U);
        CHECK_STATUS(offered ? AMISEC_OK : AMISEC_BAD_ARGUMENT, protect(apdu, sizeof apdu, made));
        if (!offered) {
            CHECK_STATUS(AMISEC_BAD_ARGUMENT, unprotect(body, sizeof body, made));
        }
    }
}

TEST(a_message_does_not_choose_its_protection)
{
    uint8_t made[sizeof body];
    uint8_t clear[sizeof apdu];

    set_up(AUTHENTICATED, 1U);
    CHECK_STATUS(AMISEC_OK, protect(apdu, sizeof apdu, made));
    parameters.security_control = BOTH;
    CHECK_STATUS(AMISEC_MALFORMED, unprotect(made, sizeof made, clear));
    CHECK_ZERO(clear, sizeof clear);
    parameters.security_control = 0x11U;
    CHECK_STATUS(AMISEC_MALFORMED, unprotect(made, sizeof made, clear));
    /* And a forged header is not enough. */
    made[0] = 0x11U;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, unprotect(made, sizeof made, clear));
    CHECK_ZERO(clear, sizeof clear);
}

TEST(a_forged_counter_blocks_no_later_message)
{
    uint8_t made[sizeof body];
    uint8_t forged[sizeof body];
    uint8_t clear[sizeof apdu];

    set_up(BOTH, 1U);
    CHECK_STATUS(AMISEC_OK, protect(apdu, sizeof apdu, made));
    memcpy(forged, made, sizeof forged);
    forged[1] = 0xFEU;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, unprotect(forged, sizeof forged, clear));
    CHECK_STATUS(AMISEC_OK, unprotect(made, sizeof made, clear));
}

TEST(a_counter_that_cannot_be_stored_releases_nothing)
{
    uint8_t made[sizeof body];
    uint8_t clear[sizeof apdu];

    set_up(BOTH, 1U);
    simulated_memory_works(1, 0);
    memset(made, 0x55, sizeof made);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, protect(apdu, sizeof apdu, made));
    CHECK_ZERO(made, sizeof made);
    simulated_memory_works(1, 1);
    CHECK_STATUS(AMISEC_OK, protect(apdu, sizeof apdu, made));
    simulated_memory_works(1, 0);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, unprotect(made, sizeof made, clear));
    CHECK_ZERO(clear, sizeof clear);
}

TEST(the_last_counter_protects_nothing_more)
{
    uint8_t made[sizeof body];
    uint8_t clear[sizeof apdu];

    set_up(BOTH, 0xFFFFFFFEU);
    CHECK_STATUS(AMISEC_OK, protect(apdu, sizeof apdu, made));
    CHECK_STATUS(AMISEC_OK, unprotect(made, sizeof made, clear));
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, protect(apdu, sizeof apdu, made));
    CHECK_ZERO(made, sizeof made);
}

TEST(answers_the_challenges_of_the_green_book)
{
    uint8_t made[OVERHEAD];

    set_up(AUTHENTICATED, 1U);
    parameters.system_title = server_title;
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_hls5_answer(&key, &parameters, &transmit, &simulated_storage, challenges[0], 8U, made));
    CHECK_BYTES(answers[0], made, sizeof made);
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_hls5_check(&key, &parameters, &receive, &simulated_storage, challenges[0], 8U, made));
    CHECK_STATUS(AMISEC_REPLAYED,
        amisec_dlms_hls5_check(&key, &parameters, &receive, &simulated_storage, challenges[0], 8U, made));
    set_up(AUTHENTICATED, GREEN_BOOK_COUNTER);
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_hls5_answer(&key, &parameters, &transmit, &simulated_storage, challenges[1], 8U, made));
    CHECK_BYTES(answers[1], made, sizeof made);
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
        amisec_dlms_hls5_check(&key, &parameters, &receive, &simulated_storage, challenges[0], 8U, made));
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_hls5_check(&key, &parameters, &receive, &simulated_storage, challenges[1], 8U, made));
    parameters.security_control = BOTH;
    CHECK_STATUS(AMISEC_BAD_ARGUMENT,
        amisec_dlms_hls5_answer(&key, &parameters, &transmit, &simulated_storage, challenges[1], 8U, made));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT,
        amisec_dlms_hls5_check(&key, &parameters, &receive, &simulated_storage, challenges[1], 8U, made));
}

/* --- Refusals --- */

enum { KEY, PARAMETERS, AUTHENTICATION_KEY, TITLE, COUNTER, MEMORY, DATA = MEMORY + 4, RESULT };
#define TEXT_LENGTH 9U

#define ROW_PARAMETERS(counter)                                                          \
    OBJECT("key", amisec_aes128_key_t), STRUCTURE("parameters", amisec_dlms_parameters_t), \
    INPUT("authentication_key", 16U), INPUT("system_title", 8U), CONTEXT("counter", counter), STORAGE

static const struct parameter protect_parameters[] = {
    ROW_PARAMETERS(amisec_transmit_counter_t),
    INPUT_OF_LENGTH("apdu", TEXT_LENGTH, AMISEC_OK),
    OUTPUT("body", TEXT_LENGTH + OVERHEAD, NEVER),
};
static const struct parameter unprotect_parameters[] = {
    ROW_PARAMETERS(amisec_receive_counter_t),
    INPUT_OF_LENGTH("body", TEXT_LENGTH + OVERHEAD, AMISEC_BAD_LENGTH),
    OUTPUT("apdu", TEXT_LENGTH, NEVER),
};
static const struct parameter answer_parameters[] = {
    ROW_PARAMETERS(amisec_transmit_counter_t),
    INPUT_OF_LENGTH("challenge", 8U, AMISEC_BAD_LENGTH),
    OUTPUT("answer", OVERHEAD, NEVER),
};
static const struct parameter check_parameters[] = {
    ROW_PARAMETERS(amisec_receive_counter_t),
    INPUT_OF_LENGTH("challenge", 8U, AMISEC_BAD_LENGTH),
    INPUT("answer", OVERHEAD),
};
static const struct wrong_length short_bodies[] = { { DATA, 1U }, { DATA, OVERHEAD - 1U } };
static const struct wrong_length wrong_challenges[] = { { DATA, 7U }, { DATA, 65U } };

static void connect_with(const struct argument *with, uint8_t control)
{
    amisec_dlms_parameters_t given;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(&simulated_storage, TRANSMIT, 1U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(&simulated_storage, RECEIVE, 0U));
    simulated_memory_connect(with, MEMORY);
    if (with[PARAMETERS].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.authentication_key = with[AUTHENTICATION_KEY].pointer;
        given.system_title = with[TITLE].pointer;
        given.security_control = control;
        memcpy(with[PARAMETERS].pointer, &given, sizeof given);
    }
}

static void connect_both(const struct argument *with)
{
    connect_with(with, BOTH);
}

static void connect_authenticated(const struct argument *with)
{
    connect_with(with, AUTHENTICATED);
}

static void set_key_and(const struct argument *with, uint8_t control)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, encryption_key));
    connect_with(with, control);
}

static void prepare_transmit(const struct argument *with)
{
    set_key_and(with, BOTH);
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(with[COUNTER].pointer, with[MEMORY].pointer, TRANSMIT));
}

static amisec_status_t call_protect(const struct argument *with)
{
    return amisec_dlms_protect(with[KEY].pointer, with[PARAMETERS].pointer, with[COUNTER].pointer,
        with[MEMORY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

static amisec_status_t call_unprotect(const struct argument *with)
{
    return amisec_dlms_unprotect(with[KEY].pointer, with[PARAMETERS].pointer, with[COUNTER].pointer,
        with[MEMORY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

static amisec_status_t call_answer(const struct argument *with)
{
    return amisec_dlms_hls5_answer(with[KEY].pointer, with[PARAMETERS].pointer, with[COUNTER].pointer,
        with[MEMORY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

static amisec_status_t call_check(const struct argument *with)
{
    return amisec_dlms_hls5_check(with[KEY].pointer, with[PARAMETERS].pointer, with[COUNTER].pointer,
        with[MEMORY].pointer, with[DATA].pointer, with[DATA].length, with[RESULT].pointer);
}

/* Makes what is to be accepted with a counter of its own, and starts the receiver's. */
static void prepare_unprotect(const struct argument *with)
{
    amisec_transmit_counter_t sender;
    uint8_t text[TEXT_LENGTH];

    memset(text, 0x77, sizeof text);
    set_key_and(with, BOTH);
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&sender, with[MEMORY].pointer, TRANSMIT));
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_protect(with[KEY].pointer, with[PARAMETERS].pointer, &sender, with[MEMORY].pointer, text,
            sizeof text, with[DATA].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(with[COUNTER].pointer, with[MEMORY].pointer, RECEIVE, 0U));
}

static void prepare_check(const struct argument *with)
{
    amisec_transmit_counter_t sender;

    set_key_and(with, AUTHENTICATED);
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&sender, with[MEMORY].pointer, TRANSMIT));
    CHECK_STATUS(AMISEC_OK,
        amisec_dlms_hls5_answer(with[KEY].pointer, with[PARAMETERS].pointer, &sender, with[MEMORY].pointer,
            with[DATA].pointer, 8U, with[RESULT].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(with[COUNTER].pointer, with[MEMORY].pointer, RECEIVE, 0U));
}

ROW(amisec_dlms_protect, protect_parameters, .call = call_protect, .prepare = prepare_transmit,
    .connect = connect_both)
ROW(amisec_dlms_unprotect, unprotect_parameters, .call = call_unprotect, .prepare = prepare_unprotect,
    .connect = connect_both, WRONG_LENGTHS(short_bodies))
ROW(amisec_dlms_hls5_answer, answer_parameters, .call = call_answer, .prepare = prepare_transmit,
    .connect = connect_authenticated, WRONG_LENGTHS(wrong_challenges))
ROW(amisec_dlms_hls5_check, check_parameters, .call = call_check, .prepare = prepare_check,
    .connect = connect_authenticated, WRONG_LENGTHS(wrong_challenges))

TEST(one_flipped_bit_is_not_authentic)
{
    const struct row *row = &amisec_dlms_unprotect_row;

    /* Behind the security control, whose bits are AMISEC_MALFORMED. */
    fails_for_flipped_bits(row, DATA, 8U, 3U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, AUTHENTICATION_KEY, 0U, 7U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, TITLE, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    row = &amisec_dlms_hls5_check_row;
    fails_for_flipped_bits(row, DATA, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, RESULT, 8U, 3U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, TITLE, 0U, 5U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "DLMS/COSEM",
    CASE(protects_and_unprotects_the_request_of_the_green_book),
    CASE(every_suite_and_level_goes_both_ways),
    CASE(only_authenticated_levels_of_suites_0_and_1_are_offered),
    CASE(a_message_does_not_choose_its_protection),
    CASE(a_forged_counter_blocks_no_later_message),
    CASE(a_counter_that_cannot_be_stored_releases_nothing),
    CASE(the_last_counter_protects_nothing_more),
    CASE(answers_the_challenges_of_the_green_book),
    CASE(amisec_dlms_protect_refusals),
    CASE(amisec_dlms_unprotect_refusals),
    CASE(amisec_dlms_hls5_answer_refusals),
    CASE(amisec_dlms_hls5_check_refusals),
    CASE(one_flipped_bit_is_not_authentic))
