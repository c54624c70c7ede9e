/* Signed commands: the refusals of a head-end. */
#include "command_fixture.h"

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
    "Signed commands, refusals of a head-end",
    CASE(amisec_command_sign_refusals),
    CASE(without_random_bytes_nothing_is_signed))
