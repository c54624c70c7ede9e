/* amisec's side of the meeting with other implementations of DLMS/COSEM (see dlms): one request a line,
 * words in hexadecimal, "-" for an empty one; the answer is the status and what came out.
 *
 *     protect CONTROL KEY AK TITLE COUNTER APDU      -> body
 *     unprotect CONTROL KEY AK TITLE LAST BODY       -> APDU
 *     hls5 CONTROL KEY AK TITLE COUNTER CHALLENGE    -> answer
 *     hls5_check CONTROL KEY AK TITLE LAST CHALLENGE ANSWER
 *     hls6 SECRET OWN PEER RECEIVED SENT             -> answer
 *     hls6_check SECRET OWN PEER RECEIVED SENT ANSWER
 *     hls7 PRIVATE OWN PEER RECEIVED SENT            -> signature
 *     hls7_check PUBLIC OWN PEER RECEIVED SENT SIGNATURE
 *     agree PRIVATE PUBLIC PURPOSE U V               -> key
 *     wrap KEK KEY                                   -> wrapped
 *     unwrap KEK WRAPPED                             -> key
 */
#include "amisec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 2048U
#define WORDS 9U
#define OVERHEAD 17U

static uint8_t words[WORDS][LONGEST];
static size_t lengths[WORDS];
static uint8_t slots[4][16];

static amisec_status_t read_slot(void *context, uint16_t slot, uint8_t *data, size_t length)
{
    (void)context;
    memcpy(data, slots[slot], length);
    return AMISEC_OK;
}

static amisec_status_t write_slot(void *context, uint16_t slot, const uint8_t *data, size_t length)
{
    (void)context;
    memcpy(slots[slot], data, length);
    return AMISEC_OK;
}

static amisec_status_t erase_slot(void *context, uint16_t slot)
{
    (void)context;
    memset(slots[slot], 0xFF, sizeof slots[slot]);
    return AMISEC_OK;
}

static const amisec_storage_t storage = { read_slot, write_slot, erase_slot, NULL };

/* A word of hexadecimal digits. */
static size_t take(const char *text, uint8_t *bytes)
{
    size_t length = strcmp(text, "-") == 0 ? 0U : strlen(text) / 2U;
    size_t i;

    for (i = 0U; i < length && i < LONGEST; i++) {
        const char digits[3] = { text[2U * i], text[2U * i + 1U], '\0' };

        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return length;
}

static void answer(amisec_status_t status, const uint8_t *bytes, size_t length)
{
    size_t i;

    printf("%04X ", status);
    for (i = 0U; i < length; i++) {
        printf("%02x", bytes[i]);
    }
    printf("%s\n", length == 0U ? "-" : "");
    fflush(stdout);
}

static uint32_t number(unsigned word)
{
    return (uint32_t)words[word][0] << 24 | (uint32_t)words[word][1] << 16 | (uint32_t)words[word][2] << 8
        | words[word][3];
}

/* Words 0 to 4 of the first four requests. */
static amisec_dlms_parameters_t parameters(amisec_aes128_key_t *key)
{
    amisec_dlms_parameters_t given;

    if (amisec_aes128_set_key(key, words[1]) != AMISEC_OK) {
        abort();
    }
    given.authentication_key = words[2];
    given.system_title = words[3];
    given.security_control = words[0][0];
    memset(slots, 0xFF, sizeof slots);
    return given;
}

static void perform_aead(const char *command)
{
    uint8_t output[LONGEST + OVERHEAD] = { 0 };
    size_t length = 0U;
    amisec_aes128_key_t key;
    amisec_transmit_counter_t transmit = AMISEC_TRANSMIT_COUNTER_INIT;
    amisec_receive_counter_t receive = AMISEC_RECEIVE_COUNTER_INIT;
    const amisec_dlms_parameters_t given = parameters(&key);
    amisec_status_t status;

    if (amisec_transmit_counter_create(&storage, 0U, number(4)) != AMISEC_OK
        || amisec_transmit_counter_start(&transmit, &storage, 0U) != AMISEC_OK
        || amisec_receive_counter_create(&storage, 1U, number(4)) != AMISEC_OK
        || amisec_receive_counter_start(&receive, &storage, 1U, 0U) != AMISEC_OK) {
        abort();
    }
    if (strcmp(command, "protect") == 0) {
        length = lengths[5] + OVERHEAD;
        status = amisec_dlms_protect(&key, &given, &transmit, &storage, words[5], lengths[5], output);
    } else if (strcmp(command, "unprotect") == 0) {
        length = lengths[5] < OVERHEAD ? 0U : lengths[5] - OVERHEAD;
        status = amisec_dlms_unprotect(&key, &given, &receive, &storage, words[5], lengths[5], output);
    } else if (strcmp(command, "hls5") == 0) {
        length = OVERHEAD;
        status = amisec_dlms_hls5_answer(&key, &given, &transmit, &storage, words[5], lengths[5], output);
    } else {
        status = amisec_dlms_hls5_check(&key, &given, &receive, &storage, words[5], lengths[5], words[6]);
    }
    answer(status, output, length);
}

static void perform_hls(const char *command)
{
    uint8_t output[64] = { 0 };
    amisec_dlms_hls_parameters_t given;
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    amisec_status_t status;

    given.own_title = words[1];
    given.peer_title = words[2];
    given.received = words[3];
    given.received_length = lengths[3];
    given.sent = words[4];
    given.sent_length = lengths[4];
    if (strcmp(command, "hls6") == 0) {
        status = amisec_dlms_hls6_answer(words[0], lengths[0], &given, output);
        answer(status, output, 32U);
    } else if (strcmp(command, "hls6_check") == 0) {
        answer(amisec_dlms_hls6_check(words[0], lengths[0], &given, words[5]), output, 0U);
    } else if (strcmp(command, "hls7") == 0) {
        status = amisec_p256_private_key_from_bytes(&private_key, words[0]);
        answer(status == AMISEC_OK ? amisec_dlms_hls7_answer(&private_key, &given, output) : status, output, 64U);
    } else {
        status = amisec_p256_public_key_from_raw(&public_key, words[0]);
        answer(
            status == AMISEC_OK ? amisec_dlms_hls7_check(&public_key, &given, words[5]) : status, output, 0U);
    }
}

static void perform_agree(void)
{
    uint8_t key[16] = { 0 };
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;

    if (amisec_p256_private_key_from_bytes(&private_key, words[0]) != AMISEC_OK
        || amisec_p256_public_key_from_raw(&public_key, words[1]) != AMISEC_OK) {
        answer(AMISEC_BAD_KEY, key, 0U);
        return;
    }
    answer(
        amisec_dlms_agree_key(
            &private_key, &public_key, words[2][0], words[3], lengths[3], words[4], lengths[4], key),
        key, sizeof key);
}

static void perform_wrap(int wrap)
{
    uint8_t output[LONGEST] = { 0 };
    amisec_aes128_key_t key;

    if (amisec_aes128_set_key(&key, words[0]) != AMISEC_OK) {
        abort();
    }
    if (wrap) {
        answer(amisec_aes128_key_wrap(&key, words[1], lengths[1], output), output, lengths[1] + 8U);
    } else {
        answer(amisec_aes128_key_unwrap(&key, words[1], lengths[1], output), output, lengths[1] - 8U);
    }
}

int main(void)
{
    static char line[WORDS * (2U * LONGEST + 1U)];

    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *command = strtok(line, " \n");
        const char *text;
        unsigned count = 0U;

        while ((text = strtok(NULL, " \n")) != NULL && count < WORDS) {
            lengths[count] = take(text, words[count]);
            count++;
        }
        if (command == NULL) {
            continue;
        }
        if (strncmp(command, "hls6", 4U) == 0 || strncmp(command, "hls7", 4U) == 0) {
            perform_hls(command);
        } else if (strcmp(command, "agree") == 0) {
            perform_agree();
        } else if (strcmp(command, "wrap") == 0 || strcmp(command, "unwrap") == 0) {
            perform_wrap(command[0] == 'w');
        } else {
            perform_aead(command);
        }
    }
    return 0;
}
