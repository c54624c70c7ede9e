/* Records and counters, whose memory loses its power at every byte of every write. */
#include "simulated_memory.h"

#define RECORD 1U
#define RESERVED 4096U /* by one store of the transmit counter */
#define LENGTH 20U

static const amisec_storage_t *const storage = &simulated_storage;

/* --- Records --- */

static int holds(uint8_t value)
{
    uint8_t data[LENGTH];
    uint8_t expected[LENGTH];

    memset(expected, value, sizeof expected);
    CHECK_STATUS(AMISEC_OK, amisec_record_load(storage, RECORD, data, sizeof data));
    return memcmp(data, expected, sizeof data) == 0;
}

static amisec_status_t put(uint8_t value)
{
    uint8_t data[LENGTH];

    memset(data, value, sizeof data);
    return amisec_record_store(storage, RECORD, data, sizeof data);
}

TEST(a_record_is_what_was_stored_last)
{
    uint8_t longest[80];
    uint8_t i;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_record_load(storage, RECORD, longest, LENGTH));
    for (i = 0U; i < 5U; i++) {
        CHECK_STATUS(AMISEC_OK, put(i));
        CHECK(holds(i));
    }
    CHECK(simulated_memory_writes() == 10U);
    CHECK_STATUS(AMISEC_OK, amisec_record_erase(storage, RECORD, LENGTH));
    memset(longest, 0x33, sizeof longest);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_record_load(storage, RECORD, longest, LENGTH));
    CHECK_ZERO(longest, LENGTH);
    CHECK_STATUS(AMISEC_OK, amisec_record_store(storage, RECORD, longest, sizeof longest));
    CHECK_STATUS(AMISEC_OK, amisec_record_load(storage, RECORD, longest, sizeof longest));
}

TEST(a_cut_at_any_byte_leaves_the_old_record_or_the_new)
{
    uint32_t cuts = 0U;
    uint8_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at < 2U * (LENGTH + 8U); at++) {
            check_trying("torn", "record", "at byte", at);
            simulated_memory_erase();
            CHECK_STATUS(AMISEC_OK, put(1U));
            simulated_memory_cut_after(at, (enum torn)torn);
            CHECK_STATUS(AMISEC_STORAGE_FAILED, put(2U));
            CHECK(simulated_memory_power_on());
            CHECK(holds(2U) || (at <= LENGTH + 8U && holds(1U)));
            CHECK_STATUS(AMISEC_OK, put(3U));
            CHECK(holds(3U));
            cuts++;
        }
    }
    check_note("record: power cuts", cuts);
}

TEST(a_second_cut_leaves_the_record_of_the_first_or_the_new)
{
    uint8_t first;
    uint8_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (first = 0U; first < 2U; first++) {
            for (at = 0U; at < 2U * (LENGTH + 8U); at++) {
                check_trying("torn again", "record", "at byte", at);
                simulated_memory_erase();
                CHECK_STATUS(AMISEC_OK, put(1U));
                /* One slot is garbage now: the first, or the second behind the new record. */
                simulated_memory_cut_after(first == 0U ? 2U : LENGTH + 10U, TORN_GARBAGE);
                CHECK_STATUS(AMISEC_STORAGE_FAILED, put(2U));
                CHECK(simulated_memory_power_on());
                simulated_memory_cut_after(at, (enum torn)torn);
                CHECK_STATUS(AMISEC_STORAGE_FAILED, put(3U));
                CHECK(simulated_memory_power_on());
                CHECK(holds(3U) || (at <= LENGTH + 8U && holds((uint8_t)(first + 1U))));
            }
        }
    }
}

TEST(a_cut_in_an_erasure_brings_nothing_older_back)
{
    uint8_t data[LENGTH];
    uint8_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at < 2U * SIMULATED_SLOT_LENGTH; at = (uint8_t)(at + 1U)) {
            check_trying("torn", "erasure", "at byte", at);
            simulated_memory_erase();
            CHECK_STATUS(AMISEC_OK, put(1U));
            /* The second slot is still the old one. */
            simulated_memory_cut_after(LENGTH + 8U, TORN_OLD);
            CHECK_STATUS(AMISEC_STORAGE_FAILED, put(2U));
            CHECK(simulated_memory_power_on());
            simulated_memory_cut_after(at, (enum torn)torn);
            CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_record_erase(storage, RECORD, LENGTH));
            CHECK(simulated_memory_power_on());
            if (amisec_record_load(storage, RECORD, data, sizeof data) == AMISEC_OK) {
                CHECK(holds(2U));
            }
        }
    }
}

TEST(a_slot_that_rots_brings_no_older_record_back)
{
    uint16_t slot;

    for (slot = 2U * RECORD; slot < 2U * RECORD + 2U; slot++) {
        simulated_memory_erase();
        CHECK_STATUS(AMISEC_OK, put(1U));
        CHECK_STATUS(AMISEC_OK, put(2U));
        simulated_memory_slot(slot)[9] ^= 0x10U;
        CHECK(holds(2U));
    }
}

TEST(memory_that_fails_fails_the_call)
{
    uint8_t data[LENGTH];
    amisec_transmit_counter_t transmit;
    amisec_receive_counter_t receive;
    uint32_t number = 7U;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, put(1U));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, 2U, 1U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(storage, 3U, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&transmit, storage, 2U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&receive, storage, 3U, 0U));

    simulated_memory_works(1, 0);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, put(2U));
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_transmit_counter_next(&transmit, storage, &number));
    CHECK(number == 0U);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_receive_counter_accept(&receive, storage, 1U));
    simulated_memory_works(0, 1);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_record_load(storage, RECORD, data, sizeof data));
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_record_erase(storage, RECORD, LENGTH));
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_transmit_counter_create(storage, 0U, 1U));
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_transmit_counter_start(&transmit, storage, 2U));
    CHECK_ZERO(&transmit, sizeof transmit);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, amisec_receive_counter_start(&receive, storage, 3U, 0U));
    CHECK_ZERO(&receive, sizeof receive);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_receive_counter_accept(&receive, storage, 1U));
}

/* --- Counters --- */

TEST(numbers_rise_and_one_store_reserves_4096)
{
    amisec_transmit_counter_t counter;
    uint32_t expected;
    uint32_t number;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, RECORD, 1U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_transmit_counter_create(storage, RECORD, 1U));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, storage, RECORD));
    CHECK(simulated_memory_writes() == 2U);
    for (expected = 1U; expected <= RESERVED + 1U; expected++) {
        CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_next(&counter, storage, &number));
        CHECK(number == expected);
    }
    CHECK(simulated_memory_writes() == 6U);
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, storage, RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_next(&counter, storage, &number));
    CHECK(number == 2U * RESERVED + 1U);
}

TEST(the_last_number_is_4294967294)
{
    amisec_transmit_counter_t counter;
    uint32_t number;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, RECORD, 0xFFFFFFFEU));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, storage, RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_next(&counter, storage, &number));
    CHECK(number == 0xFFFFFFFEU);
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, amisec_transmit_counter_next(&counter, storage, &number));
    CHECK(number == 0U);
    CHECK_STATUS(AMISEC_OK, amisec_record_erase(storage, RECORD, 4U));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, RECORD, 1U));
}

/* A meter that takes numbers and is restarted, until it has seen a cut: none comes twice. */
static void live_with_a_transmit_counter(void)
{
    amisec_transmit_counter_t counter;
    uint32_t highest = 0U;
    uint32_t number;
    uint8_t restarts;
    uint8_t i;

    if (amisec_transmit_counter_create(storage, RECORD, 1U) != AMISEC_OK) {
        CHECK(simulated_memory_power_on());
        /* At the factory, where one looks: the record is there, or can be made. */
        if (amisec_transmit_counter_start(&counter, storage, RECORD) != AMISEC_OK) {
            CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, RECORD, 1U));
        }
    }
    for (restarts = 0U; restarts < 4U; restarts++) {
        CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, storage, RECORD));
        for (i = 0U; i < 3U; i++) {
            if (amisec_transmit_counter_next(&counter, storage, &number) != AMISEC_OK) {
                CHECK(simulated_memory_power_on());
                break;
            }
            CHECK(number > highest);
            highest = number;
        }
    }
    CHECK(highest != 0U);
}

TEST(a_cut_at_any_byte_gives_no_number_twice)
{
    uint32_t bytes;
    uint32_t writes;
    uint32_t at;
    uint8_t torn;

    simulated_memory_erase();
    live_with_a_transmit_counter();
    bytes = simulated_memory_bytes();
    writes = simulated_memory_writes();
    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at < bytes; at++) {
            check_trying("torn", "transmit counter", "at byte", (int32_t)at);
            simulated_memory_erase();
            simulated_memory_cut_after(at, (enum torn)torn);
            live_with_a_transmit_counter();
        }
    }
    check_note("transmit counter: writes numbered", writes);
    check_note("transmit counter: power cuts", TORN_KINDS * bytes);
}

TEST(a_receive_counter_accepts_rising_numbers_once)
{
    amisec_receive_counter_t counter;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(storage, RECORD, 10U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_receive_counter_create(storage, RECORD, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, storage, RECORD, 0U));
    CHECK_STATUS(AMISEC_REPLAYED, amisec_receive_counter_accept(&counter, storage, 10U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_accept(&counter, storage, 12U));
    CHECK_STATUS(AMISEC_REPLAYED, amisec_receive_counter_accept(&counter, storage, 12U));
    CHECK_STATUS(AMISEC_REPLAYED, amisec_receive_counter_accept(&counter, storage, 11U));
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, amisec_receive_counter_accept(&counter, storage, 0xFFFFFFFFU));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, storage, RECORD, 5U));
    CHECK_STATUS(AMISEC_REPLAYED, amisec_receive_counter_accept(&counter, storage, 12U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_accept(&counter, storage, 13U));
    CHECK(simulated_memory_writes() == 6U);
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_accept(&counter, storage, 18U));
    CHECK(simulated_memory_writes() == 6U);
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, storage, RECORD, 5U));
    CHECK_STATUS(AMISEC_REPLAYED, amisec_receive_counter_accept(&counter, storage, 18U));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_accept(&counter, storage, 19U));
}

/* Messages 1 to 6, each offered three times, with a restart behind each pair. */
static void live_with_a_receive_counter(uint32_t ahead)
{
    amisec_receive_counter_t counter;
    uint8_t accepted[64];
    uint8_t number;
    uint8_t i;

    memset(accepted, 0, sizeof accepted);
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, storage, RECORD, ahead));
    for (number = 1U; number <= 40U; number++) {
        for (i = 0U; i < 3U; i++) {
            if (amisec_receive_counter_accept(&counter, storage, number) == AMISEC_OK) {
                accepted[number]++;
            }
            if (simulated_memory_power_on() || (number % 8U == 0U && i == 1U)) {
                CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, storage, RECORD, ahead));
            }
        }
        CHECK(accepted[number] <= 1U);
    }
}

TEST(a_cut_at_any_byte_accepts_no_number_twice)
{
    uint32_t ahead;

    for (ahead = 0U; ahead <= 4U; ahead += 4U) {
        uint32_t bytes;
        uint32_t at;
        uint8_t torn;

        simulated_memory_erase();
        CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(storage, RECORD, 0U));
        live_with_a_receive_counter(ahead);
        bytes = simulated_memory_bytes() - 24U;
        check_note("receive counter: writes numbered", simulated_memory_writes() - 2U);
        for (torn = 0U; torn < TORN_KINDS; torn++) {
            for (at = 0U; at < bytes; at += CHECK_THOROUGH ? 1U : 7U) {
                check_trying("torn", "receive counter", "at byte", (int32_t)at);
                simulated_memory_erase();
                CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(storage, RECORD, 0U));
                simulated_memory_cut_after(at, (enum torn)torn);
                live_with_a_receive_counter(ahead);
            }
        }
    }
}

/* --- Refusals --- */

static void connect_to_nothing(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, 0U);
}

static void connect_to_record(const struct argument *with)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, put(9U));
    simulated_memory_connect(with, 0U);
}

static void connect_behind_counter(const struct argument *with)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(storage, RECORD, 1U));
    simulated_memory_connect(with, 1U);
}

enum { MEMORY = 0, DATA = 4 };

static const struct parameter load_parameters[] = {
    STORAGE,
    OUTPUT_OF_LENGTH("data", LENGTH, AMISEC_BAD_LENGTH),
};
static const struct parameter store_parameters[] = {
    STORAGE,
    INPUT_OF_LENGTH("data", LENGTH, AMISEC_BAD_LENGTH),
};
static const struct parameter memory_parameters[] = { STORAGE };
static const struct wrong_length wrong_lengths[] = { { DATA, 81U }, { DATA, 0x7FFFU } };

static amisec_status_t call_load(const struct argument *with)
{
    return amisec_record_load(with[MEMORY].pointer, RECORD, with[DATA].pointer, with[DATA].length);
}

static amisec_status_t call_store(const struct argument *with)
{
    return amisec_record_store(with[MEMORY].pointer, RECORD, with[DATA].pointer, with[DATA].length);
}

static amisec_status_t call_erase(const struct argument *with)
{
    return amisec_record_erase(with[MEMORY].pointer, RECORD, LENGTH);
}

static amisec_status_t call_transmit_create(const struct argument *with)
{
    return amisec_transmit_counter_create(with[MEMORY].pointer, RECORD, 1U);
}

static amisec_status_t call_receive_create(const struct argument *with)
{
    return amisec_receive_counter_create(with[MEMORY].pointer, RECORD, 1U);
}

ROW(amisec_record_load, load_parameters, .call = call_load, .connect = connect_to_record, WRONG_LENGTHS(wrong_lengths))
ROW(amisec_record_store, store_parameters, .call = call_store, .connect = connect_to_record,
    WRONG_LENGTHS(wrong_lengths))
ROW(amisec_record_erase, memory_parameters, .call = call_erase, .connect = connect_to_record)
ROW(amisec_transmit_counter_create, memory_parameters, .call = call_transmit_create, .connect = connect_to_nothing)
ROW(amisec_receive_counter_create, memory_parameters, .call = call_receive_create, .connect = connect_to_nothing)

enum { COUNTER = 0, COUNTER_MEMORY = 1, NUMBER_OUT = 5 };

static const struct parameter transmit_start_parameters[] = {
    NEW_OBJECT("counter", amisec_transmit_counter_t),
    STORAGE,
};
static const struct parameter receive_start_parameters[] = {
    NEW_OBJECT("counter", amisec_receive_counter_t),
    STORAGE,
};
static const struct parameter next_parameters[] = {
    CONTEXT("counter", amisec_transmit_counter_t),
    STORAGE,
    SOME_OBJECT("number", uint32_t, NUMBER_KIND),
};
static const struct parameter accept_parameters[] = {
    CONTEXT("counter", amisec_receive_counter_t),
    STORAGE,
};

static amisec_status_t call_transmit_start(const struct argument *with)
{
    return amisec_transmit_counter_start(with[COUNTER].pointer, with[COUNTER_MEMORY].pointer, RECORD);
}

static amisec_status_t call_receive_start(const struct argument *with)
{
    return amisec_receive_counter_start(with[COUNTER].pointer, with[COUNTER_MEMORY].pointer, RECORD, 2U);
}

static amisec_status_t call_next(const struct argument *with)
{
    return amisec_transmit_counter_next(
        with[COUNTER].pointer, with[COUNTER_MEMORY].pointer, with[NUMBER_OUT].pointer);
}

static amisec_status_t call_accept(const struct argument *with)
{
    return amisec_receive_counter_accept(with[COUNTER].pointer, with[COUNTER_MEMORY].pointer, 5U);
}

static void prepare_transmit(const struct argument *with)
{
    connect_behind_counter(with);
    CHECK_STATUS(AMISEC_OK, call_transmit_start(with));
}

static void prepare_receive(const struct argument *with)
{
    connect_behind_counter(with);
    CHECK_STATUS(AMISEC_OK, call_receive_start(with));
}

ROW(amisec_transmit_counter_start, transmit_start_parameters, .call = call_transmit_start,
    .connect = connect_behind_counter)
ROW(amisec_receive_counter_start, receive_start_parameters, .call = call_receive_start,
    .connect = connect_behind_counter)
ROW(amisec_transmit_counter_next, next_parameters, .call = call_next, .prepare = prepare_transmit,
    .connect = connect_behind_counter)
ROW(amisec_receive_counter_accept, accept_parameters, .call = call_accept, .prepare = prepare_receive,
    .connect = connect_behind_counter)

TEST(records_have_numbers_up_to_32767)
{
    amisec_transmit_counter_t transmit;
    amisec_receive_counter_t receive;
    uint8_t data[LENGTH];

    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_record_load(storage, 0x8000U, data, sizeof data));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_record_store(storage, 0xFFFFU, data, sizeof data));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_record_erase(storage, 0x8000U, sizeof data));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_record_erase(storage, 0x7FFFU, 0U));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_record_erase(storage, 0x7FFFU, 81U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_transmit_counter_create(storage, 0x8000U, 1U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_transmit_counter_start(&transmit, storage, 0x8000U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_receive_counter_create(storage, 0x8000U, 1U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_receive_counter_start(&receive, storage, 0x8000U, 0U));
}

TESTS(
    "Storage",
    CASE(a_record_is_what_was_stored_last),
    CASE(a_cut_at_any_byte_leaves_the_old_record_or_the_new),
    CASE(a_second_cut_leaves_the_record_of_the_first_or_the_new),
    CASE(a_cut_in_an_erasure_brings_nothing_older_back),
    CASE(a_slot_that_rots_brings_no_older_record_back),
    CASE(memory_that_fails_fails_the_call),
    CASE(numbers_rise_and_one_store_reserves_4096),
    CASE(the_last_number_is_4294967294),
    CASE(a_cut_at_any_byte_gives_no_number_twice),
    CASE(a_receive_counter_accepts_rising_numbers_once),
    CASE(a_cut_at_any_byte_accepts_no_number_twice),
    CASE(amisec_record_load_refusals),
    CASE(amisec_record_store_refusals),
    CASE(amisec_record_erase_refusals),
    CASE(amisec_transmit_counter_create_refusals),
    CASE(amisec_transmit_counter_start_refusals),
    CASE(amisec_transmit_counter_next_refusals),
    CASE(amisec_receive_counter_create_refusals),
    CASE(amisec_receive_counter_start_refusals),
    CASE(amisec_receive_counter_accept_refusals),
    CASE(records_have_numbers_up_to_32767))
