/*
 * The head-end: what the utility's computer does with a meter. Its cryptography is OpenSSL's alone; it
 * shares with the meter only protocol.h. Keys and signatures are made and checked by OpenSSL's command
 * line, and come in here as files.
 *
 * Every subcommand prints lines of `name value`. Exit code: 0 if it went its way (what the meter thinks of
 * a request is in the line `status`), 1 if the head-end refuses what the meter sent, 2 if it cannot work.
 */
#include "big_endian.h"
#include "cose.h"
#include "line.h"
#include "crypto.h"
#include "protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EXIT_DONE 0
#define EXIT_REFUSED 1

static size_t read_file(const char *name, uint8_t *data, size_t capacity)
{
    FILE *file = fopen(name, "rb");
    size_t length;

    if (file == NULL) {
        fail("cannot read", name);
    }
    length = fread(data, 1U, capacity, file);
    if (ferror(file) || (length == capacity && fgetc(file) != EOF)) {
        fail("too long or unreadable", name);
    }
    (void)fclose(file);
    return length;
}

static void read_exactly(const char *name, uint8_t *data, size_t length)
{
    if (read_file(name, data, length) != length) {
        fail("too short", name);
    }
}

static void write_file(const char *name, const char *mode, const uint8_t *data, size_t length)
{
    FILE *file = fopen(name, mode);

    if (file == NULL || fwrite(data, 1U, length, file) != length || fclose(file) != 0) {
        fail("cannot write", name);
    }
}

static void print_hex(const char *name, const uint8_t *bytes, size_t length)
{
    size_t index;

    (void)printf("%s ", name);
    for (index = 0U; index < length; index++) {
        (void)printf("%02x", bytes[index]);
    }
    (void)printf("\n");
}

static void print_status(uint16_t status)
{
    (void)printf("status 0x%04X\n", status);
}

static void take_id(const char *text, uint8_t id[ID_LENGTH])
{
    if (strlen(text) != ID_LENGTH) {
        fail("an id has 8 letters", text);
    }
    memcpy(id, text, ID_LENGTH);
}

/* Sends what a file holds as the content of one request. */
static int send_file(uint8_t kind, const char *name)
{
    uint8_t content[FRAME_CONTENT_MAXIMUM];
    struct line_reply reply;

    line_request(kind, content, read_file(name, content, sizeof content), &reply);
    print_status(reply.status);
    return EXIT_DONE;
}

/* provision ID MANUFACTURER_PUBLIC HEAD_END_PUBLIC SEAL_KEY CHALLENGE_KEY ACKNOWLEDGEMENT_KEY TRANSPORT_KEY: prints the
 * meter's public key */
static int provision(char **word)
{
    uint8_t content[PROVISION_LENGTH];
    uint8_t point[POINT_LENGTH];
    struct line_reply reply;

    take_id(word[0], content + PROVISION_ID);
    if (!load_public_key(word[1], content + PROVISION_MANUFACTURER) || !load_public_key(word[2], point)) {
        fail("no public key", word[1]);
    }
    content[PROVISION_HEAD_END] = (uint8_t)(2U | (point[POINT_LENGTH - 1U] & 1U)); /* SEC 1, 2.3.3 */
    memcpy(content + PROVISION_HEAD_END + 1, point + 1, 32U);
    read_exactly(word[3], content + PROVISION_SEAL_KEY, SEAL_KEY_LENGTH);
    read_exactly(word[4], content + PROVISION_CHALLENGE_KEY, CHALLENGE_KEY_LENGTH);
    read_exactly(word[5], content + PROVISION_ACKNOWLEDGEMENT_KEY, ACKNOWLEDGEMENT_KEY_LENGTH);
    read_exactly(word[6], content + PROVISION_TRANSPORT_KEY, SEAL_KEY_LENGTH);

    line_request(REQUEST_PROVISION, content, sizeof content, &reply);
    print_status(reply.status);
    if (reply.length == 0U) {
        return EXIT_DONE;
    }
    print_hex("public_key", reply.content, reply.length);
    return reply.length == POINT_LENGTH ? EXIT_DONE : EXIT_REFUSED;
}

/* state: prints `relay 0|1` and `tariff DAY NIGHT` */
static int state(char **word)
{
    struct line_reply reply;

    (void)word;
    line_request(REQUEST_STATE, NULL, 0U, &reply);
    print_status(reply.status);
    if (reply.length == 1U + SEALED_CONTENT_LENGTH) {
        (void)printf("relay %u\n", (unsigned)reply.content[0]);
        (void)printf("tariff %lu %lu\n", (unsigned long)get_32(reply.content + 1),
                     (unsigned long)get_32(reply.content + 5));
    }
    return EXIT_DONE;
}

/* firmware IMAGE: sends the signed image in pieces; the meter may refuse it on the way */
static int firmware(char **word)
{
    uint8_t piece[FRAME_CONTENT_MAXIMUM];
    struct line_reply reply;
    FILE *image = fopen(word[0], "rb");
    unsigned long pieces = 0UL;
    size_t length;
    long size;

    if (image == NULL || fseek(image, 0L, SEEK_END) != 0 || (size = ftell(image)) < 0L
        || fseek(image, 0L, SEEK_SET) != 0) {
        fail("cannot read", word[0]);
    }
    put_32(piece, (uint32_t)size);
    line_request(REQUEST_FIRMWARE_START, piece, 4U, &reply);
    while ((length = fread(piece, 1U, sizeof piece, image)) > 0U) {
        uint16_t before = reply.status;

        line_request(REQUEST_FIRMWARE_DATA, piece, length, &reply);
        pieces++;
        if (reply.status != before) {
            (void)fclose(image);
            print_status(reply.status);
            return EXIT_DONE;
        }
    }
    (void)fclose(image);
    line_request(REQUEST_FIRMWARE_END, NULL, 0U, &reply);
    print_status(reply.status);
    (void)printf("pieces %lu\n", pieces);
    if (reply.length > 0U) {
        print_hex("digest", reply.content, reply.length);
    }
    return EXIT_DONE;
}

static uint32_t number_of(const char *text)
{
    return (uint32_t)strtoul(text, NULL, 10);
}

/* wrap TRANSPORT_KEY EPOCH SEAL_KEY OUT: a new seal key for the meter */
static int wrap(char **word)
{
    uint8_t transport[SEAL_KEY_LENGTH], content[WRAPPED_HEAD_LENGTH + SEAL_KEY_LENGTH], wrapped[WRAPPED_LENGTH];

    read_exactly(word[0], transport, sizeof transport);
    content[0] = SEAL_KEY_KIND;
    content[1] = SEAL_KEY_LENGTH;
    put_16(content + 2, SEAL_KEY_SLOT);
    put_32(content + 4, number_of(word[1]));
    read_exactly(word[2], content + WRAPPED_HEAD_LENGTH, SEAL_KEY_LENGTH);
    if (!key_wrap(transport, content, sizeof content, wrapped)) {
        fail("cannot wrap", word[2]);
    }
    write_file(word[3], "wb", wrapped, sizeof wrapped);
    return EXIT_DONE;
}

/* command-body METER_ID SEQUENCE connect|disconnect|new-key|roll-back -|WRAPPED|EPOCH OUT: what OpenSSL shall sign */
static int command_body(char **word)
{
    uint8_t body[COSE_MOST], command[COMMAND_MOST];
    uint8_t id[ID_LENGTH];
    size_t length = 1U;

    take_id(word[0], id);
    command[0] = strcmp(word[2], "connect") == 0 ? COMMAND_CONNECT : COMMAND_DISCONNECT;
    if (strcmp(word[2], "new-key") == 0) {
        command[0] = COMMAND_NEW_KEY;
        read_exactly(word[3], command + length, WRAPPED_LENGTH);
        length += WRAPPED_LENGTH;
    } else if (strcmp(word[2], "roll-back") == 0) {
        command[0] = COMMAND_ROLL_BACK;
        put_32(command + length, number_of(word[3]));
        length += 4U;
    }
    write_file(word[4], "wb", body, cose_command_body(id, number_of(word[1]), command, length, body));
    return EXIT_DONE;
}

/* command-message BODY SIGNATURE_DER OUT: the command as it goes to the meter, with r||s */
static int command_message(char **word)
{
    uint8_t body[COSE_MOST], message[COSE_MOST];
    uint8_t der[SIGNATURE_DER_MAXIMUM], signature[SIGNATURE_LENGTH];
    size_t length = read_file(word[0], body, sizeof body);

    if (!signature_from_der(der, read_file(word[1], der, sizeof der), signature)) {
        fail("no signature", word[1]);
    }
    length = cose_command_message(body, length, signature, message);
    if (length == 0U) {
        fail("no command", word[0]);
    }
    write_file(word[2], "wb", message, length);
    return EXIT_DONE;
}

/* command MESSAGE ACKNOWLEDGEMENT_KEY RESULT: sends it, and checks that the meter acknowledges it with that result */
static int command(char **word)
{
    uint8_t message[COSE_MOST], start[COSE_MOST], covered[COSE_MOST];
    uint8_t key[ACKNOWLEDGEMENT_KEY_LENGTH], tag[32];
    struct line_reply reply;
    size_t length = read_file(word[0], message, sizeof message);
    size_t covered_length = 0U;
    size_t start_length = cose_expected(message, length, number_of(word[2]), start, covered, &covered_length);
    int authentic;

    read_exactly(word[1], key, sizeof key);
    line_request(REQUEST_COMMAND, message, length, &reply);
    print_status(reply.status);
    if (reply.length == 0U) {
        return EXIT_DONE;
    }
    print_hex("acknowledgement", reply.content, reply.length);
    authentic = start_length != 0U && reply.length == start_length + COSE_TAG_LENGTH
        && memcmp(reply.content, start, start_length) == 0
        && hmac_of(key, covered, covered_length, covered, 0U, tag)
        && equal_bytes(tag, reply.content + start_length, COSE_TAG_LENGTH);
    (void)printf("acknowledged %s\n", authentic ? "authentic" : "refused");
    return authentic ? EXIT_DONE : EXIT_REFUSED;
}

/* readings FIRST COUNT OUT: fetches sealed readings and appends them to a file */
static int readings(char **word)
{
    uint32_t first = number_of(word[0]);
    uint32_t count = number_of(word[1]);
    uint32_t number;
    struct line_reply reply = {0U, {0U}, 0U};

    for (number = 0U; number < count; number++) {
        uint8_t quarter[2];

        put_16(quarter, (uint16_t)(first + number));
        line_request(REQUEST_READING, quarter, sizeof quarter, &reply);
        if (reply.length != SEALED_LENGTH) {
            break;
        }
        write_file(word[2], "ab", reply.content, reply.length);
        if (number == 0U || number + 1U == count) {
            (void)printf("counter %lu\n", (unsigned long)get_32(reply.content + SEALED_COUNTER));
        }
    }
    print_status(reply.status);
    (void)printf("sealed %lu\n", (unsigned long)number);
    return EXIT_DONE;
}

static void print_reading(const uint8_t content[SEALED_CONTENT_LENGTH])
{
    time_t start = (time_t)get_32(content);
    char text[32];

    (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%MZ", gmtime(&start));
    (void)printf("%s,%lu\n", text, (unsigned long)get_32(content + 4));
}

/* open METER_ID EPOCH SEAL_KEY SEALED: opens the day's readings and prints them as CSV, or refuses one */
static int open_readings(char **word)
{
    uint8_t id[ID_LENGTH], key[SEAL_KEY_LENGTH], content[SEALED_CONTENT_LENGTH];
    uint8_t sealed[QUARTERS_A_DAY * SEALED_LENGTH];
    size_t length, place;
    uint32_t last_counter = 0U;

    take_id(word[0], id);
    read_exactly(word[2], key, sizeof key);
    length = read_file(word[3], sealed, sizeof sealed);
    if (length % SEALED_LENGTH != 0U) {
        fail("not a number of messages", word[3]);
    }
    (void)printf("start,watt_hours\n");
    for (place = 0U; place < length; place += SEALED_LENGTH) {
        const uint8_t *message = sealed + place;
        const char *refusal = NULL;

        if (message[SEALED_EPOCH] != number_of(word[1])) {
            refusal = "under another key";
        } else if (!ccm_open(key, message + SEALED_NONCE, SEALED_NONCE_LENGTH, message, SEALED_CIPHERTEXT,
                             message + SEALED_CIPHERTEXT, SEALED_CONTENT_LENGTH,
                             message + SEALED_CIPHERTEXT + SEALED_CONTENT_LENGTH, SEALED_TAG_LENGTH, content)) {
            refusal = "not authentic";
        } else if (message[SEALED_KIND] != SEALED_KIND_READING
                   || memcmp(message + SEALED_NONCE, id, ID_LENGTH) != 0) {
            refusal = "not a reading of this meter";
        } else if (get_32(message + SEALED_COUNTER) <= last_counter) {
            refusal = "counter used twice";
        }
        if (refusal != NULL) {
            (void)printf("refused %lu %s\n", (unsigned long)(place / SEALED_LENGTH), refusal);
            return EXIT_REFUSED;
        }
        last_counter = get_32(message + SEALED_COUNTER);
        print_reading(content);
    }
    return EXIT_DONE;
}

/* tariff-message EPOCH SEAL_KEY COUNTER DAY NIGHT OUT: seals two prices for the meter */
static int tariff_message(char **word)
{
    uint8_t key[SEAL_KEY_LENGTH], prices[SEALED_CONTENT_LENGTH], message[SEALED_LENGTH];

    read_exactly(word[1], key, sizeof key);
    message[SEALED_KIND] = SEALED_KIND_TARIFF;
    message[SEALED_EPOCH] = (uint8_t)number_of(word[0]);
    take_id(HEAD_END_ID, message + SEALED_NONCE);
    put_32(message + SEALED_COUNTER, number_of(word[2]));
    put_32(prices, number_of(word[3]));
    put_32(prices + 4, number_of(word[4]));
    if (!ccm_seal(key, message + SEALED_NONCE, SEALED_NONCE_LENGTH, message, SEALED_CIPHERTEXT, prices,
                  sizeof prices, message + SEALED_CIPHERTEXT,
                  message + SEALED_CIPHERTEXT + SEALED_CONTENT_LENGTH, SEALED_TAG_LENGTH)) {
        fail("cannot seal", "");
    }
    write_file(word[5], "wb", message, sizeof message);
    return EXIT_DONE;
}

/* tariff MESSAGE */
static int tariff(char **word)
{
    return send_file(REQUEST_TARIFF, word[0]);
}

/* report BODY_OUT SIGNATURE_OUT: fetches the day's total; OpenSSL's command line verifies the files */
static int report(char **word)
{
    struct line_reply reply;

    line_request(REQUEST_REPORT, NULL, 0U, &reply);
    print_status(reply.status);
    if (reply.length > REPORT_LENGTH) {
        write_file(word[0], "wb", reply.content, REPORT_LENGTH);
        write_file(word[1], "wb", reply.content + REPORT_LENGTH, reply.length - REPORT_LENGTH);
        (void)printf("meter %.8s\n", (const char *)reply.content + REPORT_METER);
        (void)printf("quarters %u\n", (unsigned)get_16(reply.content + REPORT_QUARTERS));
        (void)printf("watt_hours %lu\n", (unsigned long)get_32(reply.content + REPORT_WATT_HOURS));
    }
    return EXIT_DONE;
}

/* authenticate METER_ID CHALLENGE_KEY right|wrong: asks the meter, then answers its question, rightly or
 * with one bit wrong */
static int authenticate(char **word)
{
    uint8_t id[ID_LENGTH], key[CHALLENGE_KEY_LENGTH], challenge[CHALLENGE_LENGTH], tag[ANSWER_LENGTH];
    struct line_reply reply;
    int authentic;

    take_id(word[0], id);
    read_exactly(word[1], key, sizeof key);
    if (!random_bytes(challenge, sizeof challenge)) {
        fail("no random bytes", "");
    }
    line_request(REQUEST_CHALLENGE, challenge, sizeof challenge, &reply);
    print_status(reply.status);
    if (reply.length != ANSWER_LENGTH + CHALLENGE_LENGTH
        || !hmac_of(key, id, sizeof id, challenge, sizeof challenge, tag)) {
        return EXIT_REFUSED;
    }
    print_hex("challenge", challenge, sizeof challenge);
    print_hex("answer", reply.content, ANSWER_LENGTH);
    authentic = equal_bytes(tag, reply.content, sizeof tag);
    (void)printf("meter %s\n", authentic ? "authentic" : "refused");

    if (!hmac_of(key, (const uint8_t *)HEAD_END_ID, ID_LENGTH, reply.content + ANSWER_LENGTH, CHALLENGE_LENGTH,
                 tag)) {
        fail("no HMAC", "");
    }
    if (strcmp(word[2], "wrong") == 0) {
        tag[sizeof tag - 1U] ^= 1U;
    }
    line_request(REQUEST_ANSWER, tag, sizeof tag, &reply);
    (void)printf("answer_status 0x%04X\n", reply.status);
    return authentic ? EXIT_DONE : EXIT_REFUSED;
}

struct subcommand {
    const char *name;
    int words;
    int (*run)(char **word);
};

static const struct subcommand subcommands[] = {
    {"provision", 7, provision},
    {"state", 0, state},
    {"firmware", 1, firmware},
    {"wrap", 4, wrap},
    {"command-body", 5, command_body},
    {"command-message", 3, command_message},
    {"command", 3, command},
    {"readings", 3, readings},
    {"open", 4, open_readings},
    {"tariff-message", 6, tariff_message},
    {"tariff", 1, tariff},
    {"report", 2, report},
    {"authenticate", 3, authenticate},
};

int main(int argument_count, char **argument)
{
    size_t entry;

    for (entry = 0U; argument_count > 1 && entry < sizeof subcommands / sizeof subcommands[0]; entry++) {
        if (strcmp(argument[1], subcommands[entry].name) == 0) {
            if (argument_count - 2 != subcommands[entry].words) {
                fail("wrong number of words", argument[1]);
            }
            return subcommands[entry].run(argument + 2);
        }
    }
    fail("no such subcommand", argument_count > 1 ? argument[1] : "");
}
