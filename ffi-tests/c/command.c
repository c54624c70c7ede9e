/* Signed commands; the messages that are not made here are pycose's. What no call accepts is in command_refusals.c and
 * command_sign.c: together they are more than the flash of an MSP430 holds. */
#include "command_fixture.h"

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

TESTS(
    "Signed commands",
    CASE(obeys_a_command_of_pycose_once),
    CASE(makes_the_bytes_of_pycose_but_for_the_signature),
    CASE(says_after_a_restart_what_was_not_confirmed),
    CASE(a_head_end_makes_nothing_that_no_meter_accepts),
    THOROUGH_CASE(a_cut_at_any_byte_runs_no_command_twice_and_loses_none)
    CASE(each_refusal_has_its_status))
