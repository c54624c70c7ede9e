/* amisec's side of the meeting with pycose (see cose): one request a line, words in hexadecimal, "-" for an empty
 * one; the answer is the status and what came out.
 *
 *     receive PUBLIC KEYID LAST METER GROUPS TIME MESSAGE  -> about, command
 *     sign PRIVATE ABOUT COMMAND                           -> message
 *     encrypt KEY ABOUT COMMAND                            -> sealed
 *     decrypt KEY ABOUT SEALED                             -> command
 *     ack_sign PRIVATE ACK                                 -> message
 *     ack_verify PUBLIC MESSAGE                            -> ack
 *     ack_tag KEY ACK                                      -> message
 *     ack_check KEY MESSAGE                                -> ack
 *
 * ABOUT: sequence, window (4 bytes each, big-endian), key id, target, its length, whether it is encrypted.
 * ACK: sequence, result (4 bytes each), key id, meter.
 */
#include "amisec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 70000U
#define WORDS 7U
#define ABOUT_LENGTH 26U
#define ACK_LENGTH 20U

static uint8_t words[WORDS][LONGEST];
static size_t lengths[WORDS];
static uint8_t slots[2][32];
static uint8_t output[LONGEST + 200U];

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

static amisec_status_t random_bytes(void *context, uint8_t *bytes, size_t length)
{
    FILE *source = fopen("/dev/urandom", "rb");
    const size_t got = source == NULL ? 0U : fread(bytes, 1U, length, source);

    (void)context;
    if (source != NULL) {
        fclose(source);
    }
    return got == length ? AMISEC_OK : AMISEC_RANDOM_FAILED;
}

static void must(amisec_status_t status)
{
    if (status != AMISEC_OK) {
        abort();
    }
}

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

static uint32_t get(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void put(uint8_t *bytes, uint32_t number)
{
    bytes[0] = (uint8_t)(number >> 24);
    bytes[1] = (uint8_t)(number >> 16);
    bytes[2] = (uint8_t)(number >> 8);
    bytes[3] = (uint8_t)number;
}

static amisec_command_t about(void)
{
    amisec_command_t said = AMISEC_COMMAND_INIT;
    const uint8_t *word = words[1];

    said.sequence = get(word);
    said.not_before = get(word + 4);
    said.not_after = get(word + 8);
    memcpy(said.key_id, word + 12, 4U);
    memcpy(said.target, word + 16, 8U);
    said.target_length = word[24];
    said.encrypted = word[25];
    return said;
}

static void receive(void)
{
    amisec_p256_public_key_t key;
    amisec_command_signer_t signer;
    amisec_command_receiver_t receiver;
    amisec_command_parameters_t parameters = AMISEC_COMMAND_PARAMETERS_INIT;
    amisec_command_t said;
    size_t length = 0U;
    amisec_status_t status;

    memset(slots, 0xFF, sizeof slots);
    must(amisec_p256_public_key_from_raw(&key, words[0]));
    must(amisec_command_signer_create(&storage, 0U, get(words[2])));
    must(amisec_command_signer_init(&signer, words[1], &key, 0U));
    must(amisec_command_receiver_init(&receiver, words[3], words[4], lengths[4], 3U, 60U));
    parameters.signers = &signer;
    parameters.signer_count = 1U;
    parameters.time = get(words[5]);
    status = amisec_command_receive(
        &receiver, &parameters, &storage, words[6], lengths[6], &said, output + ABOUT_LENGTH, &length);
    if (status != AMISEC_OK) {
        answer(status, output, 0U);
        return;
    }
    put(output, said.sequence);
    put(output + 4, said.not_before);
    put(output + 8, said.not_after);
    memcpy(output + 12, said.key_id, 4U);
    memcpy(output + 16, said.target, 8U);
    output[24] = said.target_length;
    output[25] = said.encrypted;
    answer(status, output, ABOUT_LENGTH + length);
}

static void make(const char *request)
{
    const amisec_command_t said = about();
    amisec_p256_private_key_t private_key;
    amisec_aes128_key_t key;
    size_t length = 0U;
    amisec_status_t status;

    if (strcmp(request, "sign") == 0) {
        must(amisec_p256_private_key_from_bytes(&private_key, words[0]));
        status = amisec_command_sign(
            &private_key, &said, words[2], lengths[2], random_bytes, NULL, output, &length);
    } else {
        must(amisec_aes128_set_key(&key, words[0]));
        status = strcmp(request, "encrypt") == 0
            ? amisec_command_encrypt(&key, &said, words[2], lengths[2], output, &length)
            : amisec_command_decrypt(&key, &said, words[2], lengths[2], output, &length);
    }
    answer(status, output, length);
}

static void acknowledge(const char *request)
{
    amisec_acknowledgement_t content = AMISEC_ACKNOWLEDGEMENT_INIT;
    amisec_p256_private_key_t private_key;
    amisec_p256_public_key_t public_key;
    size_t length = 0U;
    amisec_status_t status;

    content.sequence = get(words[1]);
    content.result = get(words[1] + 4);
    memcpy(content.key_id, words[1] + 8, 4U);
    memcpy(content.meter, words[1] + 12, 8U);
    if (strcmp(request, "ack_sign") == 0) {
        must(amisec_p256_private_key_from_bytes(&private_key, words[0]));
        must(amisec_p256_public_key_from_private(&public_key, &private_key));
        status = amisec_acknowledgement_sign(
            &private_key, &public_key, &content, random_bytes, NULL, output, &length);
    } else if (strcmp(request, "ack_tag") == 0) {
        status = amisec_acknowledgement_tag(words[0], lengths[0], &content, output, &length);
    } else {
        if (strcmp(request, "ack_verify") == 0) {
            must(amisec_p256_public_key_from_raw(&public_key, words[0]));
            status = amisec_acknowledgement_verify(&public_key, words[1], lengths[1], &content);
        } else {
            status = amisec_acknowledgement_check(words[0], lengths[0], words[1], lengths[1], &content);
        }
        put(output, content.sequence);
        put(output + 4, content.result);
        memcpy(output + 8, content.key_id, 4U);
        memcpy(output + 12, content.meter, 8U);
        length = status == AMISEC_OK ? ACK_LENGTH : 0U;
    }
    answer(status, output, length);
}

int main(void)
{
    static char line[WORDS * (2U * LONGEST + 1U)];

    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *request = strtok(line, " \n");
        const char *text;
        unsigned count = 0U;

        memset(words[1], 0, ABOUT_LENGTH);
        while (count < WORDS && (text = strtok(NULL, " \n")) != NULL) {
            lengths[count] = take(text, words[count]);
            count++;
        }
        if (request == NULL) {
            return 1;
        }
        if (strcmp(request, "receive") == 0) {
            receive();
        } else if (strncmp(request, "ack_", 4U) == 0) {
            acknowledge(request);
        } else {
            make(request);
        }
    }
    return 0;
}
