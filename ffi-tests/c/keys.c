/* Keys in slots: staged, confirmed, rolled back. Those that are made on the device are in key_pair.c. */
#include "simulated_memory.h"

#define RECORD 1U
#define PAIR 2U
#define LENGTH 16U
#define KIND AMISEC_KEY_GROUP

static const amisec_storage_t *const storage = &simulated_storage;
static const uint8_t wrapping_bytes[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
/* 02 10 0001 00000005 and sixteen bytes of 05, wrapped by Python's `cryptography`. */
static const uint8_t wrapped_five[32] = {
    0x5A, 0x89, 0x70, 0x9A, 0x77, 0xC4, 0xF7, 0x8B, 0x82, 0x6F, 0x90, 0x77, 0xAF, 0xFF, 0x25, 0x55,
    0x87, 0x93, 0x84, 0x67, 0xCD, 0x80, 0x16, 0xB9, 0x54, 0x65, 0x4D, 0x55, 0x3E, 0x46, 0xC2, 0x73,
};

static void key_of(uint8_t epoch, uint8_t *key)
{
    memset(key, epoch, LENGTH);
}

static amisec_status_t stage(uint8_t epoch)
{
    uint8_t key[LENGTH];

    key_of(epoch, key);
    return amisec_key_stage(storage, RECORD, KIND, epoch, key, LENGTH);
}

static void set_up(void)
{
    uint8_t key[LENGTH];

    simulated_memory_erase();
    key_of(1U, key);
    CHECK_STATUS(AMISEC_OK, amisec_key_create(storage, RECORD, KIND, 1U, key, LENGTH));
}

/* Whether the slot holds exactly these, each whole; `staged` is 0 for none. */
static int holds(uint32_t current, uint32_t staged)
{
    uint32_t current_found = 99U;
    uint32_t staged_found = 99U;
    uint8_t epoch;

    CHECK_STATUS(AMISEC_OK, amisec_key_epochs(storage, RECORD, LENGTH, &current_found, &staged_found));
    if (current_found != current || staged_found != staged) {
        return 0;
    }
    for (epoch = 0U; epoch < 8U; epoch++) {
        uint8_t key[LENGTH];
        uint8_t expected[LENGTH];
        const int there = epoch != 0U && (epoch == current || epoch == staged);

        memset(key, 0x55, sizeof key);
        CHECK_STATUS(there ? AMISEC_OK : AMISEC_UNKNOWN_KEY,
            amisec_key_load(storage, RECORD, KIND, epoch, key, LENGTH));
        key_of(there ? epoch : 0U, expected);
        CHECK_BYTES(expected, key, sizeof key);
    }
    return 1;
}

TEST(the_old_key_opens_until_the_new_one_is_confirmed)
{
    set_up();
    CHECK(holds(1U, 0U));
    CHECK_STATUS(AMISEC_OK, stage(2U));
    CHECK(holds(1U, 2U));
    CHECK_STATUS(AMISEC_UNKNOWN_KEY, amisec_key_confirm(storage, RECORD, LENGTH, 3U));
    CHECK_STATUS(AMISEC_OK, amisec_key_confirm(storage, RECORD, LENGTH, 2U));
    CHECK(holds(2U, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_key_confirm(storage, RECORD, LENGTH, 2U));
    CHECK_STATUS(AMISEC_ROLLED_BACK, stage(2U));
    CHECK_STATUS(AMISEC_ROLLED_BACK, stage(1U));
    CHECK_STATUS(AMISEC_OK, stage(4U));
    CHECK_STATUS(AMISEC_OK, amisec_key_roll_back(storage, RECORD, LENGTH, 4U));
    CHECK_STATUS(AMISEC_OK, amisec_key_roll_back(storage, RECORD, LENGTH, 4U));
    CHECK_STATUS(AMISEC_UNKNOWN_KEY, amisec_key_roll_back(storage, RECORD, LENGTH, 2U));
    CHECK(holds(2U, 0U));
    CHECK_STATUS(AMISEC_ROLLED_BACK, stage(4U));
    CHECK_STATUS(AMISEC_OK, stage(5U));
    CHECK_STATUS(AMISEC_OK, stage(5U));
    CHECK(holds(2U, 5U));
}

TEST(a_wrapped_key_is_staged_where_it_belongs)
{
    amisec_aes128_key_t wrapping_key;
    uint8_t changed[sizeof wrapped_five];

    set_up();
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&wrapping_key, wrapping_bytes));
    CHECK_STATUS(AMISEC_WRONG_TARGET,
        amisec_key_stage_wrapped(
            &wrapping_key, storage, RECORD, AMISEC_KEY_INDIVIDUAL, wrapped_five, sizeof wrapped_five));
    CHECK_STATUS(AMISEC_WRONG_TARGET,
        amisec_key_stage_wrapped(&wrapping_key, storage, 0U, KIND, wrapped_five, sizeof wrapped_five));
    memcpy(changed, wrapped_five, sizeof changed);
    changed[31] ^= 1U;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
        amisec_key_stage_wrapped(&wrapping_key, storage, RECORD, KIND, changed, sizeof changed));
    CHECK(holds(1U, 0U));
    CHECK_STATUS(AMISEC_OK,
        amisec_key_stage_wrapped(&wrapping_key, storage, RECORD, KIND, wrapped_five, sizeof wrapped_five));
    CHECK(holds(1U, 5U));
}

/* Staging, confirming and rolling back, with the power gone at every byte of every write. */
TEST(a_cut_at_any_byte_loses_no_key_and_installs_no_half)
{
    uint32_t bytes = 0U;
    uint32_t at;
    uint8_t torn;

    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at <= bytes; at++) {
            uint32_t current = 1U;
            uint32_t staged = 0U;
            uint8_t step;

            check_trying("torn", "keys", "at byte", (int32_t)at);
            set_up();
            simulated_memory_cut_after(torn == 0U && at == 0U ? 100000U : at, (enum torn)torn);
            for (step = 0U; step < 4U; step++) {
                static const uint32_t current_after[4] = { 1U, 2U, 2U, 2U };
                static const uint32_t staged_after[4] = { 2U, 0U, 3U, 0U };
                amisec_status_t status = step == 0U ? stage(2U)
                    : step == 1U                    ? amisec_key_confirm(storage, RECORD, LENGTH, 2U)
                    : step == 2U                    ? stage(3U)
                                                    : amisec_key_roll_back(storage, RECORD, LENGTH, 3U);

                if (simulated_memory_power_on()) {
                    CHECK_STATUS(AMISEC_STORAGE_FAILED, status);
                    if (holds(current, staged)) {
                        step--; /* as it was: once more, with power */
                        continue;
                    }
                } else {
                    CHECK_STATUS(AMISEC_OK, status);
                }
                current = current_after[step];
                staged = staged_after[step];
                CHECK(holds(current, staged));
            }
            if (bytes == 0U) {
                bytes = simulated_memory_bytes() - 2U * 49U;
                check_note("keys: writes numbered", simulated_memory_writes() - 2U);
            }
        }
    }
    check_note("keys: power cuts", TORN_KINDS * bytes);
}

/* --- Refusals --- */

enum { KEY = 4 };

static const struct parameter slot_parameters[] = { STORAGE };
static const struct parameter install_parameters[] = { STORAGE, INPUT_OF_LENGTH("key", LENGTH, AMISEC_BAD_LENGTH) };
static const struct wrong_length wrong_lengths[] = { { KEY, 8U }, { KEY, 15U }, { KEY, 20U }, { KEY, 40U } };

static void connect_to_nothing(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, 0U);
}

static void connect_to_slot(const struct argument *with)
{
    set_up();
    simulated_memory_connect(with, 0U);
}

static void connect_to_staged(const struct argument *with)
{
    set_up();
    CHECK_STATUS(AMISEC_OK, stage(2U));
    simulated_memory_connect(with, 0U);
}

static amisec_status_t call_create(const struct argument *with)
{
    return amisec_key_create(with[0].pointer, RECORD, KIND, 1U, with[KEY].pointer, with[KEY].length);
}

static amisec_status_t call_stage(const struct argument *with)
{
    return amisec_key_stage(with[0].pointer, RECORD, KIND, 2U, with[KEY].pointer, with[KEY].length);
}

static amisec_status_t call_confirm(const struct argument *with)
{
    return amisec_key_confirm(with[0].pointer, RECORD, LENGTH, 2U);
}

static amisec_status_t call_roll_back(const struct argument *with)
{
    return amisec_key_roll_back(with[0].pointer, RECORD, LENGTH, 2U);
}

ROW(amisec_key_create, install_parameters, .call = call_create, .connect = connect_to_nothing,
    WRONG_LENGTHS(wrong_lengths))
ROW(amisec_key_stage, install_parameters, .call = call_stage, .connect = connect_to_slot, WRONG_LENGTHS(wrong_lengths))
ROW(amisec_key_confirm, slot_parameters, .call = call_confirm, .connect = connect_to_staged)
ROW(amisec_key_roll_back, slot_parameters, .call = call_roll_back, .connect = connect_to_staged)

static const struct parameter load_parameters[] = { STORAGE, OUTPUT_OF_LENGTH("key", LENGTH, AMISEC_BAD_LENGTH) };

static amisec_status_t call_load(const struct argument *with)
{
    return amisec_key_load(with[0].pointer, RECORD, KIND, 1U, with[KEY].pointer, with[KEY].length);
}

ROW(amisec_key_load, load_parameters, .call = call_load, .connect = connect_to_slot, WRONG_LENGTHS(wrong_lengths))

TEST(a_kind_that_is_none_is_told_before_a_length_and_a_length_before_an_overlap)
{
    amisec_storage_t memory = simulated_storage;
    amisec_aes128_key_t unset;
    uint8_t key[LENGTH] = { 0 };

    set_up();
    memset(&unset, 0, sizeof unset);
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_create(storage, RECORD, 4U, 1U, key, 15U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_stage(storage, RECORD, 0U, 2U, key, 15U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_stage_wrapped(&unset, storage, RECORD, 4U, key, 15U));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_key_stage_wrapped(&unset, storage, RECORD, KIND, key, 15U));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_load(storage, RECORD, 4U, 1U, key, 15U));
    CHECK_STATUS(AMISEC_BAD_LENGTH, amisec_key_load(&memory, RECORD, KIND, 1U, (uint8_t *)&memory, 15U));
    CHECK_STATUS(AMISEC_BAD_OVERLAP, amisec_key_load(&memory, RECORD, KIND, 1U, (uint8_t *)&memory, 16U));
}

static const struct parameter epochs_parameters[] = {
    STORAGE,
    SOME_OBJECT("current", uint32_t, NUMBER_KIND),
    SOME_OBJECT("staged", uint32_t, NUMBER_KIND),
};

static amisec_status_t call_epochs(const struct argument *with)
{
    return amisec_key_epochs(with[0].pointer, RECORD, LENGTH, with[4].pointer, with[5].pointer);
}

ROW(amisec_key_epochs, epochs_parameters, .call = call_epochs, .connect = connect_to_slot)

static const struct parameter wrapped_parameters[] = {
    OBJECT("wrapping_key", amisec_aes128_key_t),
    STORAGE,
    INPUT_OF_LENGTH("wrapped", sizeof wrapped_five, AMISEC_BAD_LENGTH),
};
static const struct wrong_length wrong_wrapped[] = { { 5U, 8U }, { 5U, 24U }, { 5U, 31U }, { 5U, 56U } };

static void connect_wrapped(const struct argument *with)
{
    set_up();
    simulated_memory_connect(with, 1U);
}

static void prepare_wrapped(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[0].pointer, wrapping_bytes));
    memcpy(with[5].pointer, wrapped_five, sizeof wrapped_five);
    connect_wrapped(with);
}

static amisec_status_t call_wrapped(const struct argument *with)
{
    return amisec_key_stage_wrapped(
        with[0].pointer, with[1].pointer, RECORD, KIND, with[5].pointer, with[5].length);
}

ROW(amisec_key_stage_wrapped, wrapped_parameters, .call = call_wrapped, .prepare = prepare_wrapped,
    .connect = connect_wrapped, WRONG_LENGTHS(wrong_wrapped))

TEST(kinds_and_epochs_that_are_none_are_refused)
{
    uint8_t key[LENGTH];

    set_up();
    key_of(2U, key);
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_create(storage, PAIR, KIND, 0U, key, LENGTH));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_create(storage, PAIR, 0U, 1U, key, LENGTH));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_create(storage, PAIR, 4U, 1U, key, LENGTH));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_stage(storage, RECORD, 0x82U, 2U, key, LENGTH));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_key_load(storage, RECORD, 4U, 1U, key, LENGTH));
    CHECK_STATUS(AMISEC_WRONG_TARGET, amisec_key_stage(storage, RECORD, AMISEC_KEY_BROADCAST, 2U, key, LENGTH));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_key_create(storage, RECORD, KIND, 1U, key, LENGTH));
    CHECK(holds(1U, 0U));
}

TESTS(
    "Keys in slots",
    CASE(the_old_key_opens_until_the_new_one_is_confirmed),
    CASE(a_wrapped_key_is_staged_where_it_belongs),
    THOROUGH_CASE(a_cut_at_any_byte_loses_no_key_and_installs_no_half)
    CASE(kinds_and_epochs_that_are_none_are_refused),
    CASE(amisec_key_create_refusals),
    CASE(amisec_key_stage_refusals),
    CASE(amisec_key_stage_wrapped_refusals),
    CASE(amisec_key_confirm_refusals),
    CASE(amisec_key_roll_back_refusals),
    CASE(a_kind_that_is_none_is_told_before_a_length_and_a_length_before_an_overlap),
    CASE(amisec_key_load_refusals),
    CASE(amisec_key_epochs_refusals))
