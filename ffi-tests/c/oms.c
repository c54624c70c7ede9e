/* OMS, wireless M-Bus (EN 13757-7). The expected bytes are composed with Python's `cryptography`, CBC and
 * CMAC apart. */
#include "simulated_memory.h"

#define RECORD 0U
#define LENGTH 32U

static const uint8_t key_bytes[16] = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F,
};
static const uint8_t address[8] = { 0x93, 0x15, 0x44, 0x33, 0x22, 0x11, 0x55, 0x08 };
#define ACCESS_NUMBER 0x2AU
static const uint8_t payload[LENGTH] = {
    0x2F, 0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x3B, 0x3C, 0x3D,
    0x3E, 0x3F, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x2F, 0x2F, 0x2F, 0x2F,
};
static const uint8_t mode_5[LENGTH] = {
    0x10, 0x3F, 0xF2, 0xF2, 0xFD, 0xF6, 0x19, 0x37, 0xA5, 0x7E, 0x16, 0xA5, 0xD1, 0xE9, 0x40, 0x2C,
    0x52, 0xAD, 0x48, 0x6A, 0x9C, 0x25, 0x39, 0x6E, 0x8C, 0x6F, 0x6C, 0xC8, 0x71, 0x43, 0x60, 0x30,
};
#define COUNTER 0x01020304U
static const uint8_t identification[4] = { 0x78, 0x56, 0x34, 0x12 };
/* Message control, counter and length of the AFL, then a short TPL header. */
static const uint8_t header[12] = {
    0x25, 0x04, 0x03, 0x02, 0x01, 0x23, 0x00, 0x7A, 0x2A, 0x00, 0x20, 0x07,
};
static const uint8_t from_meter[LENGTH] = {
    0x0A, 0xD0, 0xB0, 0xB7, 0x19, 0x80, 0x3F, 0x2A, 0xEE, 0x40, 0xFE, 0x97, 0x44, 0x94, 0xFC, 0x68,
    0x8B, 0xB6, 0xC1, 0xB0, 0x07, 0xB6, 0x32, 0x21, 0x33, 0xFF, 0x39, 0x57, 0x87, 0x3C, 0x62, 0xB7,
};
static const uint8_t from_meter_mac[8] = { 0xB2, 0x9D, 0x7D, 0x47, 0xAC, 0x36, 0xED, 0x00 };
static const uint8_t from_gateway[LENGTH] = {
    0x53, 0xEB, 0x05, 0x6C, 0x00, 0x57, 0x77, 0x7F, 0x82, 0x77, 0x2A, 0x73, 0x35, 0x76, 0x8A, 0x93,
    0xB1, 0xAC, 0x12, 0x30, 0x2C, 0x6C, 0x79, 0x4C, 0xE2, 0x28, 0x4E, 0x8A, 0xAF, 0xA7, 0x54, 0x81,
};
static const uint8_t from_gateway_mac[8] = { 0x98, 0xA3, 0x71, 0x21, 0x51, 0xD1, 0x2D, 0x09 };

static amisec_aes128_key_t key;
static amisec_receive_counter_t counter;

static void set_up(uint32_t last)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(&key, key_bytes));
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(&simulated_storage, RECORD, last));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(&counter, &simulated_storage, RECORD, 0U));
}

TEST(mode_5_encrypts_and_decrypts)
{
    uint8_t buffer[LENGTH];

    set_up(0U);
    CHECK_STATUS(AMISEC_OK, amisec_oms_mode5_encrypt(&key, address, ACCESS_NUMBER, payload, LENGTH, buffer));
    CHECK_BYTES(mode_5, buffer, LENGTH);
    CHECK_STATUS(AMISEC_OK, amisec_oms_mode5_decrypt(&key, address, ACCESS_NUMBER, buffer, LENGTH, buffer));
    CHECK_BYTES(payload, buffer, LENGTH);
}

TEST(mode_5_tells_a_wrong_access_number_and_gives_nothing)
{
    uint8_t buffer[LENGTH];

    set_up(0U);
    memcpy(buffer, mode_5, LENGTH);
    CHECK_STATUS(
        AMISEC_OK, amisec_oms_mode5_decrypt(&key, address, ACCESS_NUMBER, mode_5, LENGTH, buffer));
    memcpy(buffer, mode_5, LENGTH);
    buffer[0] ^= 1U;
    CHECK_STATUS(
        AMISEC_NOT_AUTHENTIC, amisec_oms_mode5_decrypt(&key, address, ACCESS_NUMBER, buffer, LENGTH, buffer));
    CHECK_ZERO(buffer, LENGTH);
}

static amisec_oms_message_parameters_t message(uint8_t sender, uint8_t *mac)
{
    amisec_oms_message_parameters_t given = AMISEC_OMS_MESSAGE_PARAMETERS_INIT;

    given.identification = identification;
    given.header = header;
    given.header_length = sizeof header;
    given.mac = mac;
    given.counter = COUNTER;
    given.sender = sender;
    return given;
}

TEST(mode_7_seals_and_opens_in_both_directions)
{
    uint8_t buffer[LENGTH];
    uint8_t mac[8];
    amisec_oms_message_parameters_t given = message(AMISEC_OMS_FROM_METER, mac);

    set_up(COUNTER - 1U);
    CHECK_STATUS(AMISEC_OK, amisec_oms_mode7_seal(&key, &given, payload, LENGTH, buffer));
    CHECK_BYTES(from_meter, buffer, LENGTH);
    CHECK_BYTES(from_meter_mac, mac, sizeof mac);
    CHECK_STATUS(
        AMISEC_OK, amisec_oms_mode7_open(&key, &given, &counter, &simulated_storage, buffer, LENGTH, buffer));
    CHECK_BYTES(payload, buffer, LENGTH);
    CHECK_STATUS(AMISEC_REPLAYED,
        amisec_oms_mode7_open(&key, &given, &counter, &simulated_storage, from_meter, LENGTH, buffer));
    CHECK_ZERO(buffer, LENGTH);

    given.sender = AMISEC_OMS_FROM_GATEWAY;
    CHECK_STATUS(AMISEC_OK, amisec_oms_mode7_seal(&key, &given, payload, LENGTH, buffer));
    CHECK_BYTES(from_gateway, buffer, LENGTH);
    CHECK_BYTES(from_gateway_mac, mac, sizeof mac);
    given.sender = 1U;
    CHECK_STATUS(AMISEC_BAD_ARGUMENT, amisec_oms_mode7_seal(&key, &given, payload, LENGTH, buffer));
}

TEST(mode_7_releases_nothing_that_it_could_not_store)
{
    uint8_t buffer[LENGTH];
    uint8_t mac[8];
    amisec_oms_message_parameters_t given = message(AMISEC_OMS_FROM_METER, mac);

    set_up(0U);
    memcpy(mac, from_meter_mac, sizeof mac);
    simulated_memory_works(1, 0);
    memset(buffer, 0x55, sizeof buffer);
    CHECK_STATUS(AMISEC_STORAGE_FAILED,
        amisec_oms_mode7_open(&key, &given, &counter, &simulated_storage, from_meter, LENGTH, buffer));
    CHECK_ZERO(buffer, LENGTH);
    /* Another sender's keys do not open it. */
    simulated_memory_works(1, 1);
    given.sender = AMISEC_OMS_FROM_GATEWAY;
    CHECK_STATUS(AMISEC_NOT_AUTHENTIC,
        amisec_oms_mode7_open(&key, &given, &counter, &simulated_storage, from_meter, LENGTH, buffer));
}

/* --- Refusals --- */

enum { KEY, ADDRESS, DATA, RESULT };

static const struct parameter mode_5_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    INPUT("address", 8U),
    INPUT_OF_LENGTH("input", LENGTH, AMISEC_BAD_LENGTH),
    OUTPUT_AS_LONG_AS(DATA, "output", LENGTH),
};
static const struct wrong_length wrong_mode_5[] = { { DATA, 15U }, { DATA, 17U } };

static void prepare_encrypt(const struct argument *with)
{
    CHECK_STATUS(AMISEC_OK, amisec_aes128_set_key(with[KEY].pointer, key_bytes));
}

static amisec_status_t call_encrypt(const struct argument *with)
{
    return amisec_oms_mode5_encrypt(with[KEY].pointer, with[ADDRESS].pointer, ACCESS_NUMBER, with[DATA].pointer,
        with[DATA].length, with[RESULT].pointer);
}

static void prepare_decrypt(const struct argument *with)
{
    prepare_encrypt(with);
    CHECK_STATUS(AMISEC_OK,
        amisec_oms_mode5_encrypt(
            with[KEY].pointer, with[ADDRESS].pointer, ACCESS_NUMBER, payload, LENGTH, with[DATA].pointer));
}

static amisec_status_t call_decrypt(const struct argument *with)
{
    return amisec_oms_mode5_decrypt(with[KEY].pointer, with[ADDRESS].pointer, ACCESS_NUMBER, with[DATA].pointer,
        with[DATA].length, with[RESULT].pointer);
}

ROW(amisec_oms_mode5_encrypt, mode_5_parameters, .call = call_encrypt, .prepare = prepare_encrypt,
    WRONG_LENGTHS(wrong_mode_5))
ROW(amisec_oms_mode5_decrypt, mode_5_parameters, .call = call_decrypt, .prepare = prepare_decrypt,
    WRONG_LENGTHS(wrong_mode_5))

enum { PARAMETERS = 1, IDENTIFICATION, HEADER, MAC, SEALED, SEALED_RESULT, MEMORY = 6, OPENED = MEMORY + 4, OPENED_RESULT };

static const struct parameter seal_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_oms_message_parameters_t),
    INPUT("identification", 4U),
    INPUT_OF_LENGTH("header", 12U, AMISEC_BAD_LENGTH),
    OUTPUT("mac", 8U, NEVER),
    INPUT_OF_LENGTH("input", LENGTH, AMISEC_BAD_LENGTH),
    OUTPUT_AS_LONG_AS(SEALED, "output", LENGTH),
};
static const struct parameter open_parameters[] = {
    OBJECT("key", amisec_aes128_key_t),
    STRUCTURE("parameters", amisec_oms_message_parameters_t),
    INPUT("identification", 4U),
    INPUT_OF_LENGTH("header", 12U, AMISEC_BAD_LENGTH),
    INPUT("mac", 8U),
    CONTEXT("counter", amisec_receive_counter_t),
    STORAGE,
    INPUT_OF_LENGTH("input", LENGTH, AMISEC_BAD_LENGTH),
    OUTPUT_AS_LONG_AS(OPENED, "output", LENGTH),
};
static const struct wrong_length wrong_seal[] = { { HEADER, 4U }, { SEALED, 31U }, { SEALED, 33U } };
static const struct wrong_length wrong_open[] = { { HEADER, 4U }, { OPENED, 31U }, { OPENED, 33U } };

static void connect(const struct argument *with)
{
    amisec_oms_message_parameters_t given;

    if (with[PARAMETERS].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.identification = with[IDENTIFICATION].pointer;
        given.header = with[HEADER].pointer;
        given.header_length = with[HEADER].length;
        given.mac = with[MAC].pointer;
        given.counter = 7U;
        given.sender = AMISEC_OMS_FROM_METER;
        memcpy(with[PARAMETERS].pointer, &given, sizeof given);
    }
}

static void connect_open(const struct argument *with)
{
    simulated_memory_erase();
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_create(&simulated_storage, RECORD, 0U));
    simulated_memory_connect(with, MEMORY);
    connect(with);
}

static amisec_status_t call_seal(const struct argument *with)
{
    return amisec_oms_mode7_seal(with[KEY].pointer, with[PARAMETERS].pointer, with[SEALED].pointer,
        with[SEALED].length, with[SEALED_RESULT].pointer);
}

static amisec_status_t call_open(const struct argument *with)
{
    return amisec_oms_mode7_open(with[KEY].pointer, with[PARAMETERS].pointer, with[5].pointer,
        with[MEMORY].pointer, with[OPENED].pointer, with[OPENED].length, with[OPENED_RESULT].pointer);
}

static void prepare_open(const struct argument *with)
{
    prepare_encrypt(with);
    connect_open(with);
    CHECK_STATUS(AMISEC_OK,
        amisec_oms_mode7_seal(
            with[KEY].pointer, with[PARAMETERS].pointer, payload, LENGTH, with[OPENED].pointer));
    CHECK_STATUS(AMISEC_OK, amisec_receive_counter_start(with[5].pointer, with[MEMORY].pointer, RECORD, 0U));
}

ROW(amisec_oms_mode7_seal, seal_parameters, .call = call_seal, .prepare = prepare_encrypt, .connect = connect,
    WRONG_LENGTHS(wrong_seal))
ROW(amisec_oms_mode7_open, open_parameters, .call = call_open, .prepare = prepare_open, .connect = connect_open,
    WRONG_LENGTHS(wrong_open))

TEST(one_flipped_bit_is_not_authentic)
{
    const struct row *row = &amisec_oms_mode7_open_row;

    fails_for_flipped_bits(row, IDENTIFICATION, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, HEADER, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, MAC, 0U, 5U, AMISEC_NOT_AUTHENTIC);
    fails_for_flipped_bits(row, OPENED, 0U, 5U, AMISEC_NOT_AUTHENTIC);
}

TESTS(
    "OMS",
    CASE(mode_5_encrypts_and_decrypts),
    CASE(mode_5_tells_a_wrong_access_number_and_gives_nothing),
    CASE(mode_7_seals_and_opens_in_both_directions),
    CASE(mode_7_releases_nothing_that_it_could_not_store),
    CASE(amisec_oms_mode5_encrypt_refusals),
    CASE(amisec_oms_mode5_decrypt_refusals),
    CASE(amisec_oms_mode7_seal_refusals),
    CASE(amisec_oms_mode7_open_refusals),
    CASE(one_flipped_bit_is_not_authentic))
