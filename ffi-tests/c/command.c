/* Signed commands; the messages that are not made here are pycose's. */
#include "p256_fixture.h"
#include "random_script.h"
#include "simulated_memory.h"

#define RECORD 0U
#define OTHER_RECORD 1U
#define LEAST_OVERHEAD 83U
#define NOW 1900000000U

static const uint8_t meter[8] = { 'A', 'M', 'I', '0', '0', '0', '0', '1' };
static const uint8_t groups[8] = { 't', 'a', 'r', '1', 't', 'a', 'r', '2' };
static const uint8_t key_id[4] = { 'h', 'e', 'a', 'd' };
static const uint8_t disconnect[10] = { 'd', 'i', 's', 'c', 'o', 'n', 'n', 'e', 'c', 't' };
/* Number 74565, from NOW - 60 to NOW + 60. */
static const uint8_t pycose_command[117] = {
    0xD2, 0x84, 0x49, 0xA2, 0x01, 0x26, 0x04, 0x44, 0x68, 0x65, 0x61, 0x64, 0xA0, 0x58, 0x24, 0x85,
    0x48, 0x41, 0x4D, 0x49, 0x30, 0x30, 0x30, 0x30, 0x31, 0x1A, 0x00, 0x01, 0x23, 0x45, 0x1A, 0x71,
    0x3F, 0xB2, 0xC4, 0x1A, 0x71, 0x3F, 0xB3, 0x3C, 0x4A, 0x64, 0x69, 0x73, 0x63, 0x6F, 0x6E, 0x6E,
    0x65, 0x63, 0x74, 0x58, 0x40, 0xD4, 0x11, 0x09, 0x0A, 0xF9, 0x24, 0x61, 0x0A, 0x30, 0x67, 0x9E,
    0x48, 0x45, 0x38, 0x63, 0xE4, 0x6B, 0x6F, 0xAB, 0xAD, 0x46, 0xA8, 0x26, 0x9B, 0x03, 0xF1, 0x7B,
    0xF6, 0x7A, 0xE3, 0x29, 0x41, 0x84, 0x0B, 0x88, 0xA9, 0xF2, 0x08, 0xD6, 0xCA, 0xE8, 0x44, 0xEE,
    0x9C, 0xB4, 0x4A, 0x38, 0x0D, 0x93, 0x67, 0x45, 0xB1, 0xBB, 0x08, 0xF1, 0x9D, 0xB6, 0xEA, 0x04,
    0xB4, 0x38, 0xDA, 0x38, 0x9B,
};

static amisec_p256_private_key_t private_key;
static amisec_p256_public_key_t public_key;
static amisec_command_signer_t signers[2];
static amisec_command_receiver_t receiver;
static amisec_command_parameters_t parameters;
static uint8_t message[sizeof disconnect + AMISEC_COMMAND_OVERHEAD];
static size_t message_length;
static amisec_command_t received;
static uint8_t command[sizeof message - LEAST_OVERHEAD];
static size_t command_length;

/* What a meter does after a restart. */
static void start(void)
{
    static const uint8_t other_id[4] = { 'o', 't', 'h', 'r' };

    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(&private_key, private_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(&public_key, public_raw));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signers[0], other_id, &public_key, OTHER_RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signers[1], key_id, &public_key, RECORD));
    CHECK_STATUS(AMISEC_OK, amisec_command_receiver_init(&receiver, meter, groups, sizeof groups, 3U, 60U));
    parameters.signers = signers;
    parameters.signer_count = 2U;
    parameters.time = NOW;
}

static void set_up(void)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_create(&simulated_storage, RECORD, 0U));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_create(&simulated_storage, OTHER_RECORD, 0U));
    start();
}

static amisec_command_t told(uint32_t sequence)
{
    amisec_command_t about = AMISEC_COMMAND_INIT;

    about.sequence = sequence;
    memcpy(about.key_id, key_id, sizeof key_id);
    memcpy(about.target, meter, sizeof meter);
    about.target_length = 8U;
    return about;
}

static void sign(const amisec_command_t *about)
{
    struct random_script script = { "AB", 0U };

    CHECK_STATUS(AMISEC_OK,
        amisec_command_sign(&private_key, about, disconnect, sizeof disconnect, scripted_random, &script, message,
            &message_length));
}

static amisec_status_t receive(const uint8_t *bytes, size_t length)
{
    memset(command, 0x55, sizeof command);
    memset(&received, 0x55, sizeof received);
    command_length = 99U;
    return amisec_command_receive(
        &receiver, &parameters, &simulated_storage, bytes, length, &received, command, &command_length);
}

static amisec_status_t receive_signed(uint32_t sequence)
{
    const amisec_command_t about = told(sequence);

    sign(&about);
    return receive(message, message_length);
}

/* Refused, and nothing is released. */
static void check_refused(amisec_status_t expected, const uint8_t *bytes, size_t length)
{
    CHECK_STATUS(expected, receive(bytes, length));
    CHECK_ZERO(command, length - LEAST_OVERHEAD);
    CHECK_ZERO(&received, sizeof received);
    CHECK(command_length == 0U);
}

static void check_unconfirmed(uint32_t first, uint32_t second)
{
    uint8_t numbers[16];
    uint8_t expected[16];

    memset(expected, 0, sizeof expected);
    expected[2] = (uint8_t)(first >> 8U);
    expected[3] = (uint8_t)first;
    expected[6] = (uint8_t)(second >> 8U);
    expected[7] = (uint8_t)second;
    CHECK_STATUS(AMISEC_OK, amisec_command_unconfirmed(&signers[1], &simulated_storage, numbers));
    CHECK_BYTES(expected, numbers, sizeof numbers);
}

TEST(obeys_a_command_of_pycose_once)
{
    amisec_command_t expected = told(74565U);

    set_up();
    expected.not_before = NOW - 60U;
    expected.not_after = NOW + 60U;
    CHECK_STATUS(AMISEC_OK, receive(pycose_command, sizeof pycose_command));
    CHECK(command_length == sizeof disconnect);
    CHECK_BYTES(disconnect, command, sizeof disconnect);
    CHECK_ZERO(command + sizeof disconnect, sizeof pycose_command - LEAST_OVERHEAD - sizeof disconnect);
    CHECK_BYTES(&expected, &received, sizeof expected);
    check_refused(AMISEC_REPLAYED, pycose_command, sizeof pycose_command);
    CHECK_STATUS(AMISEC_OK, amisec_command_confirm(&signers[1], &simulated_storage, 74565U));
    start();
    check_refused(AMISEC_REPLAYED, pycose_command, sizeof pycose_command);
}

TEST(makes_the_bytes_of_pycose_but_for_the_signature)
{
    amisec_command_t about = told(74565U);

    set_up();
    about.not_before = NOW - 60U;
    about.not_after = NOW + 60U;
    sign(&about);
    CHECK(message_length == sizeof pycose_command);
    CHECK_BYTES(pycose_command, message, sizeof pycose_command - 64U);
    CHECK_ZERO(message + message_length, sizeof message - message_length);
    CHECK_STATUS(AMISEC_OK, receive(message, message_length));
    CHECK_BYTES(disconnect, command, sizeof disconnect);
}

TEST(says_after_a_restart_what_was_not_confirmed)
{
    set_up();
    check_unconfirmed(0U, 0U);
    CHECK_STATUS(AMISEC_OK, receive_signed(5U));
    CHECK_STATUS(AMISEC_OK, receive_signed(300U));
    start();
    check_unconfirmed(5U, 300U);
    CHECK_STATUS(AMISEC_OK, amisec_command_confirm(&signers[1], &simulated_storage, 300U));
    check_unconfirmed(5U, 0U);
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_command_confirm(&signers[1], &simulated_storage, 300U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_command_confirm(&signers[1], &simulated_storage, 0U));
    CHECK_STATUS(AMISEC_OK, receive_signed(301U));
    CHECK_STATUS(AMISEC_OK, receive_signed(302U));
    CHECK_STATUS(AMISEC_OK, receive_signed(303U));
    CHECK_STATUS(AMISEC_BAD_STATE, receive_signed(304U));
    CHECK_ZERO(command, message_length - LEAST_OVERHEAD);
    CHECK_STATUS(AMISEC_OK, amisec_command_confirm(&signers[1], &simulated_storage, 5U));
    CHECK_STATUS(AMISEC_OK, receive_signed(304U));
}

TEST(each_refusal_has_its_status)
{
    amisec_command_t about = told(9U);

    set_up();
    about.target[7] = '2';
    sign(&about);
    check_refused(AMISEC_WRONG_TARGET, message, message_length);
    about = told(9U);
    memcpy(about.target, groups + 4, 4U);
    about.target_length = 4U;
    sign(&about);
    CHECK_STATUS(AMISEC_OK, receive(message, message_length));
    about.target[0] = 'x';
    sign(&about);
    check_refused(AMISEC_WRONG_TARGET, message, message_length);
    about = told(10U);
    about.target_length = 0U;
    sign(&about);
    CHECK_STATUS(AMISEC_OK, receive(message, message_length));
    about = told(11U);
    about.not_before = NOW - 2U;
    about.not_after = NOW - 1U;
    sign(&about);
    check_refused(AMISEC_EXPIRED, message, message_length);
    parameters.time = 0U;
    check_refused(AMISEC_EXPIRED, message, message_length);
    parameters.time = NOW;
    about = told(11U);
    about.key_id[0] = 'x';
    sign(&about);
    check_refused(AMISEC_UNKNOWN_KEY, message, message_length);
    about = told(11U);
    sign(&about);
    check_refused(AMISEC_MALFORMED, message, message_length - 1U);
    message[message_length - 1U] ^= 1U;
    check_refused(AMISEC_NOT_AUTHENTIC, message, message_length);
    check_refused(AMISEC_NOT_AUTHENTIC, message, message_length);
    check_refused(AMISEC_NOT_AUTHENTIC, message, message_length);
    check_refused(AMISEC_TOO_MANY_ATTEMPTS, message, message_length);
    message[message_length - 1U] ^= 1U;
    check_refused(AMISEC_TOO_MANY_ATTEMPTS, message, message_length);
    parameters.time = NOW + 60U;
    simulated_memory_works(1, 0);
    check_refused(AMISEC_STORAGE_FAILED, message, message_length);
    simulated_memory_works(1, 1);
    set_up();
    CHECK_STATUS(AMISEC_OK, receive(message, message_length));
}

TEST(a_head_end_makes_nothing_that_no_meter_accepts)
{
    struct random_script script = { "AB", 0U };
    amisec_command_t wrong[6];
    uint8_t i;

    set_up();
    for (i = 0U; i < 6U; i++) {
        wrong[i] = told(9U);
    }
    wrong[0].sequence = 0U;
    wrong[1].sequence = 0xFFFFFFFFU;
    wrong[2].not_before = 1U;
    wrong[3].not_before = 9U;
    wrong[3].not_after = 8U;
    wrong[4].target_length = 7U;
    wrong[5].encrypted = 2U;
    for (i = 0U; i < 6U; i++) {
        check_trying("what no meter", "accepts", "", i);
        CHECK_STATUS(AMISEC_BAD_ARGUMENT,
            amisec_command_sign(&private_key, &wrong[i], disconnect, sizeof disconnect, scripted_random, &script,
                message, &message_length));
    }
    wrong[5].encrypted = 1U;
    CHECK_STATUS(AMISEC_MALFORMED,
        amisec_command_sign(&private_key, &wrong[5], disconnect, sizeof disconnect, scripted_random, &script, message,
            &message_length));
    CHECK_ZERO(message, sizeof message);
}

#if CHECK_THOROUGH
/* A meter that receives two commands and confirms them, is restarted, and whose power goes at every byte of every
 * write; who sends sends everything again. */
TEST(a_cut_at_any_byte_runs_no_command_twice_and_loses_none)
{
    uint8_t messages[2][sizeof message];
    size_t lengths[2];
    uint32_t bytes = 0U;
    uint32_t at;
    uint8_t torn;
    uint8_t i;

    set_up();
    for (i = 0U; i < 2U; i++) {
        const amisec_command_t about = told(i + 1U);

        sign(&about);
        memcpy(messages[i], message, sizeof message);
        lengths[i] = message_length;
    }
    for (torn = 0U; torn < TORN_KINDS; torn++) {
        for (at = 0U; at <= bytes; at++) {
            uint8_t ran[2] = { 0U, 0U };
            uint8_t turn;

            check_trying("torn", "commands", "at byte", (int32_t)at);
            set_up();
            simulated_memory_cut_after(torn == 0U && at == 0U ? 100000U : at, (enum torn)torn);
            for (turn = 0U; turn < 3U; turn++) {
                for (i = 0U; i < 2U; i++) {
                    uint8_t numbers[16];
                    amisec_status_t status = receive(messages[i], lengths[i]);

                    if (status == AMISEC_OK) {
                        ran[i]++;
                    } else {
                        CHECK_ZERO(command, lengths[i] - LEAST_OVERHEAD);
                        CHECK(status == AMISEC_REPLAYED || simulated_memory_power_on());
                    }
                    /* After a restart it is known whether it was accepted; then the firmware is through with it. */
                    start();
                    CHECK_STATUS(AMISEC_OK, amisec_command_unconfirmed(&signers[1], &simulated_storage, numbers));
                    CHECK(status != AMISEC_OK || numbers[3] == i + 1U);
                    if (numbers[3] != 0U) {
                        CHECK(numbers[3] == i + 1U);
                        if (amisec_command_confirm(&signers[1], &simulated_storage, numbers[3]) != AMISEC_OK) {
                            CHECK(simulated_memory_power_on());
                            start();
                            status = amisec_command_confirm(&signers[1], &simulated_storage, numbers[3]);
                            CHECK(status == AMISEC_OK || status == AMISEC_BAD_STATE);
                        }
                    }
                }
            }
            CHECK(ran[0] <= 1U && ran[1] <= 1U);
            /* What did not run was reported: accepted, and the power went before it was released. */
            if (bytes == 0U) {
                CHECK(ran[0] == 1U && ran[1] == 1U);
                bytes = simulated_memory_bytes() - 4U * 28U;
                check_note("commands: writes numbered", simulated_memory_writes() - 4U);
            }
        }
    }
    check_note("commands: power cuts", TORN_KINDS * bytes);
}
#endif

/* --- Refusals --- */

enum { MEMORY_ONLY, SIGNER = 0, ITS_ID, ITS_KEY };

static const struct parameter create_parameters[] = { STORAGE };

static void connect_create(const struct argument *with)
{
    simulated_memory_erase();
    simulated_memory_connect(with, MEMORY_ONLY);
}

static amisec_status_t call_create(const struct argument *with)
{
    return amisec_command_signer_create(with[MEMORY_ONLY].pointer, RECORD, 7U);
}

ROW(amisec_command_signer_create, create_parameters, .call = call_create, .connect = connect_create)

static const struct parameter signer_parameters[] = {
    NEW_OBJECT("signer", amisec_command_signer_t),
    INPUT("key_id", 4U),
    OBJECT("public_key", amisec_p256_public_key_t),
};

static void prepare_signer(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_public_key_from_raw(with[ITS_KEY].pointer, public_raw));
}

static amisec_status_t call_signer(const struct argument *with)
{
    return amisec_command_signer_init(with[SIGNER].pointer, with[ITS_ID].pointer, with[ITS_KEY].pointer, RECORD);
}

ROW(amisec_command_signer_init, signer_parameters, .call = call_signer, .prepare = prepare_signer)

TEST(a_record_needs_two_slots)
{
    amisec_command_signer_t signer;

    set_up();
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_signer_init(&signer, key_id, &public_key, 0x8000U));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signer, key_id, &public_key, 0x7FFFU));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_signer_create(&simulated_storage, 0x8000U, 0U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_command_signer_create(&simulated_storage, RECORD, 0U));
}

enum { RECEIVER = 0, METER, GROUPS };

static const struct parameter receiver_parameters[] = {
    NEW_OBJECT("receiver", amisec_command_receiver_t),
    INPUT("meter", 8U),
    INPUT_OF_LENGTH("groups", 8U, AMISEC_OK),
};
static const struct wrong_length wrong_groups[] = { { GROUPS, 3U }, { GROUPS, 5U }, { GROUPS, 20U } };

static amisec_status_t call_receiver(const struct argument *with)
{
    return amisec_command_receiver_init(
        with[RECEIVER].pointer, with[METER].pointer, with[GROUPS].pointer, with[GROUPS].length, 3U, 60U);
}

ROW(amisec_command_receiver_init, receiver_parameters, .call = call_receiver, WRONG_LENGTHS(wrong_groups))

TEST(a_receiver_needs_an_attempt)
{
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_receiver_init(&receiver, meter, NULL, 0U, 0U, 60U));
}

enum { LISTED = 0, LISTED_MEMORY, LIST = LISTED_MEMORY + 4 };

static const struct parameter unconfirmed_parameters[] = {
    OBJECT("signer", amisec_command_signer_t),
    STORAGE,
    OUTPUT("unconfirmed", 16U, NEVER),
};
static const struct parameter confirm_parameters[] = { OBJECT("signer", amisec_command_signer_t), STORAGE };

/* The record has one number, 8. */
static void connect_listed(const struct argument *with)
{
    static const uint8_t record[20] = { 0U, 0U, 0U, 8U, 0U, 0U, 0U, 8U };

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_record_store(&simulated_storage, RECORD, record, sizeof record));
    simulated_memory_connect(with, LISTED_MEMORY);
}

static void prepare_listed(const struct argument *with)
{
    start();
    memcpy(with[LISTED].pointer, &signers[1], sizeof signers[1]);
    connect_listed(with);
}

static amisec_status_t call_unconfirmed(const struct argument *with)
{
    return amisec_command_unconfirmed(with[LISTED].pointer, with[LISTED_MEMORY].pointer, with[LIST].pointer);
}

static amisec_status_t call_confirm(const struct argument *with)
{
    return amisec_command_confirm(with[LISTED].pointer, with[LISTED_MEMORY].pointer, 8U);
}

ROW(amisec_command_unconfirmed, unconfirmed_parameters, .call = call_unconfirmed, .prepare = prepare_listed,
    .connect = connect_listed)
ROW(amisec_command_confirm, confirm_parameters, .call = call_confirm, .prepare = prepare_listed,
    .connect = connect_listed)

enum { BY = 0, PARAMETERS, SIGNERS, MEMORY, MESSAGE = MEMORY + 4, ABOUT, COMMAND, COMMAND_LENGTH };

static const struct parameter receive_parameters[] = {
    CONTEXT("receiver", amisec_command_receiver_t),
    STRUCTURE("parameters", amisec_command_parameters_t),
    OBJECT("signers", amisec_command_signer_t),
    STORAGE,
    INPUT_OF_LENGTH("message", sizeof pycose_command, AMISEC_BAD_LENGTH),
    NEW_OBJECT("about", amisec_command_t),
    OUTPUT("command", sizeof pycose_command - LEAST_OVERHEAD, NEVER),
    NUMBER("command_length"),
};
static const struct wrong_length wrong_messages[] = { { MESSAGE, 1U }, { MESSAGE, LEAST_OVERHEAD - 1U } };

static void connect_receive(const struct argument *with)
{
    amisec_command_parameters_t given;

    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_create(&simulated_storage, RECORD, 0U));
    simulated_memory_connect(with, MEMORY);
    if (with[PARAMETERS].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.signers = with[SIGNERS].pointer;
        given.signer_count = 1U;
        given.time = NOW;
        memcpy(with[PARAMETERS].pointer, &given, sizeof given);
    }
}

static void prepare_receive(const struct argument *with)
{
    start();
    memcpy(with[BY].pointer, &receiver, sizeof receiver);
    memcpy(with[SIGNERS].pointer, &signers[1], sizeof signers[1]);
    memcpy(with[MESSAGE].pointer, pycose_command, sizeof pycose_command);
    connect_receive(with);
}

static amisec_status_t call_receive(const struct argument *with)
{
    return amisec_command_receive(with[BY].pointer, with[PARAMETERS].pointer, with[MEMORY].pointer,
        with[MESSAGE].pointer, with[MESSAGE].length, with[ABOUT].pointer, with[COMMAND].pointer,
        with[COMMAND_LENGTH].pointer);
}

ROW(amisec_command_receive, receive_parameters, .call = call_receive, .prepare = prepare_receive,
    .connect = connect_receive, WRONG_LENGTHS(wrong_messages))

/* Of the tag, the array and the headers; the key id; the payload, whose heads are malformed otherwise; the
 * signature. */
TEST(a_flipped_bit_is_refused)
{
    const struct row *row = &amisec_command_receive_row;
    uint8_t changed[sizeof pycose_command];

    memcpy(changed, pycose_command, sizeof changed);
    changed[0] ^= 1U;
    fails_with_content(row, MESSAGE, changed, sizeof changed, AMISEC_MALFORMED);
    memcpy(changed, pycose_command, sizeof changed);
    changed[5] ^= 1U;
    fails_with_content(row, MESSAGE, changed, sizeof changed, AMISEC_MALFORMED);
    fails_for_flipped_bits(row, MESSAGE, 8U * (sizeof pycose_command - 64U), 97U, AMISEC_NOT_AUTHENTIC);
}

TEST(every_signer_must_be_set_up)
{
    set_up();
    parameters.signer_count = 0U;
    CHECK_STATUS(AMISEC_BAD_LENGTH, receive(pycose_command, sizeof pycose_command));
    parameters.signer_count = 2U;
    amisec_wipe(&signers[1], sizeof signers[1]);
    CHECK_STATUS(AMISEC_BAD_STATE, receive(pycose_command, sizeof pycose_command));
    start();
    amisec_wipe(&signers[0], sizeof signers[0]);
    CHECK_STATUS(AMISEC_BAD_STATE, receive(pycose_command, sizeof pycose_command));
    start();
    CHECK_STATUS(AMISEC_OK, receive(pycose_command, sizeof pycose_command));
}

enum { SIGNING_KEY = 0, SAID, TEXT, RANDOM_FUNCTION, MADE, MADE_LENGTH };

static const struct parameter sign_parameters[] = {
    OBJECT("key", amisec_p256_private_key_t),
    STRUCTURE("about", amisec_command_t),
    INPUT_OF_LENGTH("command", 9U, AMISEC_OK),
    RANDOM("random"),
    OUTPUT("message", 9U + AMISEC_COMMAND_OVERHEAD, NEVER),
    NUMBER("message_length"),
};

static void connect_sign(const struct argument *with)
{
    if (with[SAID].pointer != NULL) {
        const amisec_command_t about = told(9U);

        memcpy(with[SAID].pointer, &about, sizeof about);
    }
}

static void prepare_sign(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_p256_private_key_from_bytes(with[SIGNING_KEY].pointer, private_bytes));
    connect_sign(with);
}

static amisec_status_t call_sign(const struct argument *with)
{
    return amisec_command_sign(with[SIGNING_KEY].pointer, with[SAID].pointer, with[TEXT].pointer, with[TEXT].length,
        with[RANDOM_FUNCTION].pointer == NULL ? NULL : scripted_random, with[RANDOM_FUNCTION].pointer,
        with[MADE].pointer, with[MADE_LENGTH].pointer);
}

ROW(amisec_command_sign, sign_parameters, .call = call_sign, .prepare = prepare_sign, .connect = connect_sign)

TEST(without_random_bytes_nothing_is_signed)
{
    static const char *const scripts[] = { "!", "A!", "z", "Az", "AA", "0", "A0" };
    uint8_t i;

    for (i = 0U; i < sizeof scripts / sizeof scripts[0]; i++) {
        fails_with_random(&amisec_command_sign_row, scripts[i]);
    }
}

TESTS(
    "Signed commands",
    CASE(obeys_a_command_of_pycose_once),
    CASE(makes_the_bytes_of_pycose_but_for_the_signature),
    CASE(says_after_a_restart_what_was_not_confirmed),
    CASE(each_refusal_has_its_status),
    CASE(a_head_end_makes_nothing_that_no_meter_accepts),
    THOROUGH_CASE(a_cut_at_any_byte_runs_no_command_twice_and_loses_none)
    CASE(amisec_command_signer_create_refusals),
    CASE(amisec_command_signer_init_refusals),
    CASE(a_record_needs_two_slots),
    CASE(amisec_command_receiver_init_refusals),
    CASE(a_receiver_needs_an_attempt),
    CASE(amisec_command_unconfirmed_refusals),
    CASE(amisec_command_confirm_refusals),
    CASE(amisec_command_receive_refusals),
    CASE(a_flipped_bit_is_refused),
    CASE(every_signer_must_be_set_up),
    CASE(amisec_command_sign_refusals),
    CASE(without_random_bytes_nothing_is_signed))
