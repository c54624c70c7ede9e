/* Reports; the expected bytes are made with Python's `cryptography`. */
#include "simulated_memory.h"

#define RECORD 0U
#define OVERHEAD 12U

static const uint8_t key_bytes[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t identity[8] = { 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7 };
static const uint8_t reading[9] = { 0x00, 0x00, 0x00, 0x07, 0x58, 0xA1, 0xC3, 0xD4, 0xE5 };
/* Under number 1. */
static const uint8_t first_report[9U + OVERHEAD] = {
    0x00, 0x00, 0x00, 0x01, 0x55, 0xF5, 0xC3, 0x7B, 0xB6, 0xD7, 0x07, 0xED, 0xAF, 0xD6, 0xD4, 0xC8,
    0x65, 0xAE, 0x13, 0x6E, 0xD3,
};

static amisec_aes128_key_t key;
static amisec_transmit_counter_t counter;
static amisec_replay_window_t window;

static void set_up(uint32_t first)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(&simulated_storage, RECORD, first));
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, &simulated_storage, RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_replay_window_init(&window, first - 1U));
}

static amisec_status_t seal(uint8_t *report)
{
    return amisec_report_seal(&key, identity, &counter, &simulated_storage, reading, sizeof reading, report);
}

static amisec_status_t open_report(const uint8_t *report, uint8_t *payload)
{
    return amisec_report_open(&key, identity, &window, report, sizeof first_report, payload);
}

TEST(seals_and_opens_a_reading_with_twelve_bytes_more)
{
    uint8_t report[sizeof first_report];
    uint8_t payload[sizeof reading];

    set_up(1U);
    CHECK_STATUS(AMISEC_OK, seal(report));
    CHECK_BYTES(first_report, report, sizeof report);
    CHECK_STATUS(AMISEC_OK, open_report(report, payload));
    CHECK_BYTES(reading, payload, sizeof payload);
    CHECK_STATUS(AMISEC_REPLAYED, open_report(report, payload));
    CHECK_ZERO(payload, sizeof payload);
}

TEST(reports_may_come_in_another_order_but_once)
{
    uint8_t reports[70][sizeof first_report];
    uint8_t payload[sizeof reading];
    uint8_t i;

    set_up(1U);
    for (i = 0U; i < 70U; i++) {
        CHECK_STATUS(AMISEC_OK, seal(reports[i]));
    }
    /* The newest first: the 63 before it follow in any order, what is older is refused. */
    CHECK_STATUS(AMISEC_OK, open_report(reports[69], payload));
    for (i = 0U; i < 70U; i++) {
        check_trying("report", "", "", i);
        CHECK_STATUS(i < 6U || i == 69U ? AMISEC_REPLAYED : AMISEC_OK, open_report(reports[i], payload));
        CHECK_STATUS(AMISEC_REPLAYED, open_report(reports[i], payload));
    }
}

TEST(a_forged_report_moves_no_window)
{
    uint8_t report[sizeof first_report];
    uint8_t forged[sizeof first_report];
    uint8_t payload[sizeof reading];

    set_up(1U);
    CHECK_STATUS(AMISEC_OK, seal(report));
    memcpy(forged, report, sizeof forged);
    forged[0] = 0x7FU;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC, open_report(forged, payload));
    CHECK_ZERO(payload, sizeof payload);
    CHECK_STATUS(AMISEC_OK, open_report(report, payload));
}

TEST(without_a_number_there_is_no_report)
{
    uint8_t report[sizeof first_report];

    set_up(0xFFFFFFFEU);
    CHECK_STATUS(AMISEC_OK, seal(report));
    CHECK_STATUS(AMISEC_COUNTER_EXHAUSTED, seal(report));
    CHECK_ZERO(report, sizeof report);
    set_up(1U);
    simulated_memory_works(1, 0);
    memset(report, 0x55, sizeof report);
    CHECK_STATUS(AMISEC_STORAGE_FAILED, seal(report));
    CHECK_ZERO(report, sizeof report);
}

/* A meter that reports and is restarted, and whose power goes at every byte of every write: no nonce
 * repeats, because no number does. */
TEST(a_cut_at_any_byte_repeats_no_number)
{
    uint32_t bytes = 0U;
    uint32_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at <= bytes; at++) {
            uint8_t report[sizeof first_report];
            uint8_t payload[sizeof reading];
            uint8_t i;

            check_trying("torn", "reports", "at byte", (int32_t)at);
            set_up(1U);
            simulated_memory_cut_after(torn == 0U && at == 0U ? 100000U : at, (enum torn)torn);
            for (i = 0U; i < 6U; i++) {
                amisec_status_t status = seal(report);

                if (status == AMISEC_OK) {
                    CHECK_STATUS(AMISEC_OK, open_report(report, payload));
                } else {
                    CHECK_ZERO(report, sizeof report);
                    CHECK(simulated_memory_power_on());
                }
                if (status != AMISEC_OK || i % 2U == 1U) {
                    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(&counter, &simulated_storage, RECORD));
                }
            }
            if (bytes == 0U) {
                bytes = simulated_memory_bytes() - 24U;
                check_note("reports: writes numbered", simulated_memory_writes() - 2U);
            }
        }
    }
    check_note("reports: power cuts", TORN_KINDS * bytes);
}

/* --- Refusals --- */

static const struct parameter init_parameters[] = { NEW_OBJECT("window", amisec_replay_window_t) };

static amisec_status_t call_init(const struct argument *with)
{
    return amisec_replay_window_init(with[0].pointer, 5U);
}

ROW(amisec_replay_window_init, init_parameters, .call = call_init)

enum { KEY, IDENTITY, COUNTER, MEMORY, PAYLOAD = MEMORY + 4, REPORT };

static const struct parameter seal_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    INPUT("identity", 8U),
    CONTEXT("counter", amisec_transmit_counter_t),
    STORAGE,
    INPUT_OF_LENGTH("payload", 9U, AMISEC_OK),
    OUTPUT("report", 9U + OVERHEAD, NEVER),
};

static void connect_seal(const struct argument *with)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_create(&simulated_storage, RECORD, 1U));
    simulated_memory_connect(with, MEMORY);
}

static void prepare_seal(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_bytes));
    connect_seal(with);
    CHECK_STATUS(AMISEC_OK, amisec_transmit_counter_start(with[COUNTER].pointer, with[MEMORY].pointer, RECORD));
}

static amisec_status_t call_seal(const struct argument *with)
{
    return amisec_report_seal(with[KEY].pointer, with[IDENTITY].pointer, with[COUNTER].pointer, with[MEMORY].pointer,
        with[PAYLOAD].pointer, with[PAYLOAD].length, with[REPORT].pointer);
}

ROW(amisec_report_seal, seal_parameters, .call = call_seal, .prepare = prepare_seal, .connect = connect_seal)

enum { WINDOW = 2, SEALED, OPENED };

static const struct parameter open_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    INPUT("identity", 8U),
    CONTEXT("window", amisec_replay_window_t),
    INPUT_OF_LENGTH("report", 9U + OVERHEAD, AMISEC_BAD_LENGTH),
    OUTPUT("payload", 9U, NEVER),
};
static const struct wrong_length short_reports[] = { { SEALED, 1U }, { SEALED, OVERHEAD - 1U } };

static void prepare_open(const struct argument *with)
{
    uint8_t identity_there[8];

    memcpy(identity_there, with[IDENTITY].pointer, sizeof identity_there);
    set_up(1U);
    memcpy(with[KEY].pointer, &key, sizeof key);
    memcpy(with[WINDOW].pointer, &window, sizeof window);
    CHECK_STATUS(AMISEC_OK,
        amisec_report_seal(
            &key, identity_there, &counter, &simulated_storage, reading, sizeof reading, with[SEALED].pointer));
}

static amisec_status_t call_open(const struct argument *with)
{
    return amisec_report_open(with[KEY].pointer, with[IDENTITY].pointer, with[WINDOW].pointer, with[SEALED].pointer,
        with[SEALED].length, with[OPENED].pointer);
}

ROW(amisec_report_open, open_parameters, .call = call_open, .prepare = prepare_open, WRONG_LENGTHS(short_reports))

TEST(one_flipped_bit_is_not_authentic)
{
    fails_for_flipped_bits(&amisec_report_open_row, SEALED, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(&amisec_report_open_row, IDENTITY, 0U, 5U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "Reports",
    CASE(seals_and_opens_a_reading_with_twelve_bytes_more),
    CASE(reports_may_come_in_another_order_but_once),
    CASE(a_forged_report_moves_no_window),
    CASE(without_a_number_there_is_no_report),
    CASE(a_cut_at_any_byte_repeats_no_number),
    CASE(amisec_replay_window_init_refusals),
    CASE(amisec_report_seal_refusals),
    CASE(amisec_report_open_refusals),
    CASE(one_flipped_bit_is_not_authentic))
