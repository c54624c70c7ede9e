/* Encrypted commands; the message that is not made here is pycose's. */
#include "refusals.h"

static const uint8_t key_bytes[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t text[19] = {
    'a', ' ', 'n', 'e', 'w', ' ', 'k', 'e', 'y', ':', ' ', '0', '0', '1', '1', '2', '2', '3', '3',
};
/* Number 74566, for meter AMI00001, of "head". */
static const uint8_t pycose_sealed[35] = {
    0x83, 0x43, 0xA1, 0x01, 0x0A, 0xA0, 0x58, 0x1B, 0x0E, 0x17, 0xCC, 0x14, 0x84, 0x51, 0x41, 0xBC,
    0xB7, 0xE9, 0x67, 0xAA, 0xAE, 0x45, 0x72, 0x4C, 0x9F, 0xCF, 0xD8, 0x89, 0xE2, 0xE9, 0x60, 0x20,
    0x5A, 0xFF, 0xA3,
};

#define LEAST_OVERHEAD 15U
#define MOST_OVERHEAD 17U
/* The head of the ciphertext has two bytes. */
#define SPARE 1U

static amisec_command_t told(void)
{
    static const uint8_t key_id[4] = { 'h', 'e', 'a', 'd' };
    static const uint8_t meter[8] = { 'A', 'M', 'I', '0', '0', '0', '0', '1' };
    amisec_command_t about = AMISEC_COMMAND_INIT;

    about.sequence = 74566U;
    memcpy(about.key_id, key_id, sizeof key_id);
    memcpy(about.target, meter, sizeof meter);
    about.target_length = 8U;
    about.encrypted = 1U;
    return about;
}

TEST(encrypts_and_decrypts_as_pycose_does)
{
    const amisec_command_t about = told();
    amisec_aes128_key_t key;
    uint8_t sealed[sizeof text + MOST_OVERHEAD];
    uint8_t command[sizeof pycose_sealed - LEAST_OVERHEAD];
    size_t length;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    CHECK_STATUS(AMISEC_OK, amisec_command_encrypt(&key, &about, text, sizeof text, sealed, &length));
    CHECK(length == sizeof pycose_sealed);
    CHECK_BYTES(pycose_sealed, sealed, sizeof pycose_sealed);
    CHECK_ZERO(sealed + length, sizeof sealed - length);
    CHECK_STATUS(
        AMISEC_OK, amisec_command_decrypt(&key, &about, pycose_sealed, sizeof pycose_sealed, command, &length));
    CHECK(length == sizeof text);
    CHECK_BYTES(text, command, sizeof text);
    CHECK_ZERO(command + length, SPARE);
}

TEST(another_command_or_another_key_does_not_open)
{
    amisec_command_t about[3];
    amisec_aes128_key_t key;
    uint8_t command[sizeof pycose_sealed - LEAST_OVERHEAD];
    size_t length;
    uint8_t i;

    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    for (i = 0U; i < 3U; i++) {
        about[i] = told();
    }
    about[0].sequence++;
    about[1].key_id[0] ^= 1U;
    about[2].target[7] ^= 1U;
    for (i = 0U; i < 3U; i++) {
        memset(command, 0x55, sizeof command);
        length = 99U;
        CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
            amisec_command_decrypt(&key, &about[i], pycose_sealed, sizeof pycose_sealed, command, &length));
        CHECK_ZERO(command, sizeof command);
        CHECK(length == 0U);
    }
    about[0] = told();
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, text));
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
        amisec_command_decrypt(&key, &about[0], pycose_sealed, sizeof pycose_sealed, command, &length));
}

/* --- Refusals --- */

enum { KEY, SAID, IN, OUT, OUT_LENGTH };

static const struct parameter encrypt_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("about", amisec_command_t),
    INPUT_OF_LENGTH("command", sizeof text, AMISEC_OK),
    OUTPUT("sealed", sizeof text + MOST_OVERHEAD, NEVER),
    NUMBER("sealed_length"),
};
static const struct parameter decrypt_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("about", amisec_command_t),
    INPUT_OF_LENGTH("sealed", sizeof pycose_sealed, AMISEC_BAD_LENGTH),
    OUTPUT("command", sizeof pycose_sealed - LEAST_OVERHEAD, NEVER),
    NUMBER("command_length"),
};
static const struct wrong_length short_messages[] = { { IN, 1U }, { IN, LEAST_OVERHEAD - 1U } };

static void connect(const struct argument *with)
{
    if (with[SAID].pointer != NULL) {
        const amisec_command_t about = told();

        memcpy(with[SAID].pointer, &about, sizeof about);
    }
}

static void prepare_encrypt(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_bytes));
    connect(with);
}

static void prepare_decrypt(const struct argument *with)
{
    prepare_encrypt(with);
    memcpy(with[IN].pointer, pycose_sealed, sizeof pycose_sealed);
}

static amisec_status_t call_encrypt(const struct argument *with)
{
    return amisec_command_encrypt(with[KEY].pointer, with[SAID].pointer, with[IN].pointer, with[IN].length,
        with[OUT].pointer, with[OUT_LENGTH].pointer);
}

static amisec_status_t call_decrypt(const struct argument *with)
{
    return amisec_command_decrypt(with[KEY].pointer, with[SAID].pointer, with[IN].pointer, with[IN].length,
        with[OUT].pointer, with[OUT_LENGTH].pointer);
}

ROW(amisec_command_encrypt, encrypt_parameters, .call = call_encrypt, .prepare = prepare_encrypt, .connect = connect)
ROW(amisec_command_decrypt, decrypt_parameters, .call = call_decrypt, .prepare = prepare_decrypt, .connect = connect,
    WRONG_LENGTHS(short_messages))

TEST(a_flipped_bit_is_malformed_or_not_authentic)
{
    fails_for_flipped_bits(&amisec_command_decrypt_row, IN, 8U * 8U, 5U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "Encrypted commands",
    CASE(encrypts_and_decrypts_as_pycose_does),
    CASE(another_command_or_another_key_does_not_open),
    CASE(amisec_command_encrypt_refusals),
    CASE(amisec_command_decrypt_refusals),
    CASE(a_flipped_bit_is_malformed_or_not_authentic))
