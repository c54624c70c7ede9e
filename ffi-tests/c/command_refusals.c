/* Signed commands: the refusals of a meter. */
#include "command_fixture.h"

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

TEST(a_record_needs_two_slots)
{
    amisec_command_signer_t signer;

    set_up();
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_signer_init(&signer, key_id, &public_key, 0x8000U));
    CHECK_STATUS(AMISEC_OK, amisec_command_signer_init(&signer, key_id, &public_key, 0x7FFFU));
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_signer_create(&simulated_storage, 0x8000U, 0U));
    CHECK_STATUS(AMISEC_BAD_STATE, amisec_command_signer_create(&simulated_storage, RECORD, 0U));
}

TEST(a_receiver_needs_an_attempt)
{
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_command_receiver_init(&receiver, meter, NULL, 0U, 0U, 60U));
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

TESTS(
    "Signed commands, refusals",
    CASE(amisec_command_signer_create_refusals),
    CASE(amisec_command_signer_init_refusals),
    CASE(a_record_needs_two_slots),
    CASE(amisec_command_receiver_init_refusals),
    CASE(a_receiver_needs_an_attempt),
    CASE(amisec_command_unconfirmed_refusals),
    CASE(amisec_command_confirm_refusals),
    CASE(amisec_command_receive_refusals),
    CASE(a_flipped_bit_is_refused),
    CASE(every_signer_must_be_set_up))
