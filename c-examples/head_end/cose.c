#include "cose.h"

#include <string.h>

/* Parts that have one form only. */
static const uint8_t signed_start[] = {0x84, 0x6A, 'S', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e', '1'};
static const uint8_t command_header[] = {0x49, 0xA2, 0x01, 0x26, 0x04, 0x44, 'h', 'e', 'a', 'd'};
static const uint8_t command_purpose[] = {0x48, 'a', 'm', 'i', 's', 'e', 'c', '1', 'c'};
static const uint8_t tagged_start[] = {0x84, 0x64, 'M', 'A', 'C', '0'};
static const uint8_t answer_header[] = {0x43, 0xA1, 0x01, 0x04};
static const uint8_t answer_purpose[] = {0x48, 'a', 'm', 'i', 's', 'e', 'c', '1', 'a'};
static const uint8_t answer_signer[] = {0x44, 'h', 'e', 'a', 'd'};

#define PAYLOAD (sizeof signed_start + sizeof command_header + sizeof command_purpose)
#define MESSAGE_PAYLOAD (2U + sizeof command_header + 1U)

static size_t put(uint8_t *to, size_t place, const void *from, size_t length)
{
    memcpy(to + place, from, length);
    return place + length;
}

static size_t put_number(uint8_t *to, size_t place, uint32_t number)
{
    const uint8_t bytes[5] = {0x1AU, (uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8),
                              (uint8_t)number};

    if (number > 0xFFFFU) {
        return put(to, place, bytes, 5U);
    }
    if (number > 0xFFU) {
        to[place] = 0x19U;
        return put(to, place + 1U, bytes + 3, 2U);
    }
    if (number > 23U) {
        to[place++] = 0x18U;
    }
    to[place] = bytes[4];
    return place + 1U;
}

/* The head of a byte string, which is below 256 bytes. */
static size_t put_string_head(uint8_t *to, size_t place, size_t length)
{
    if (length > 23U) {
        to[place++] = 0x58U;
        to[place] = (uint8_t)length;
    } else {
        to[place] = (uint8_t)(0x40U + length);
    }
    return place + 1U;
}

size_t cose_command_body(const uint8_t id[ID_LENGTH], uint32_t sequence, const uint8_t *command, size_t length,
                         uint8_t body[COSE_MOST])
{
    uint8_t payload[COMMAND_MOST + 17U];
    size_t payload_length = 0U;
    size_t place = put(body, 0U, signed_start, sizeof signed_start);

    payload[payload_length++] = 0x83U;
    payload[payload_length++] = 0x48U;
    payload_length = put(payload, payload_length, id, ID_LENGTH);
    payload_length = put_number(payload, payload_length, sequence);
    payload_length = put_string_head(payload, payload_length, length);
    payload_length = put(payload, payload_length, command, length);

    place = put(body, place, command_header, sizeof command_header);
    place = put(body, place, command_purpose, sizeof command_purpose);
    place = put_string_head(body, place, payload_length);
    return put(body, place, payload, payload_length);
}

size_t cose_command_message(const uint8_t *body, size_t length, const uint8_t signature[SIGNATURE_LENGTH],
                            uint8_t message[COSE_MOST])
{
    size_t place = 2U;

    if (length <= PAYLOAD || length > COSE_MOST - SIGNATURE_LENGTH - 5U
        || memcmp(body, signed_start, sizeof signed_start) != 0) {
        return 0U;
    }
    message[0] = 0xD2U;
    message[1] = 0x84U;
    place = put(message, place, command_header, sizeof command_header);
    message[place++] = 0xA0U;
    place = put(message, place, body + PAYLOAD, length - PAYLOAD);
    message[place++] = 0x58U;
    message[place++] = 0x40U;
    return put(message, place, signature, SIGNATURE_LENGTH);
}

/* Bytes of a number that stands there. */
static size_t number_length(uint8_t first)
{
    return first < 0x18U ? 1U : first == 0x18U ? 2U : first == 0x19U ? 3U : 5U;
}

size_t cose_expected(const uint8_t *message, size_t length, uint32_t result, uint8_t start[COSE_MOST],
                     uint8_t covered[COSE_MOST], size_t *covered_length)
{
    /* The payload's head; in it array, head and id, the sequence number, and the command. */
    size_t payload = MESSAGE_PAYLOAD + 1U;
    size_t place, answer;

    if (length < MESSAGE_PAYLOAD + 3U + ID_LENGTH + SIGNATURE_LENGTH + 5U) {
        return 0U;
    }
    payload += message[MESSAGE_PAYLOAD] == 0x58U;
    place = put(covered, 0U, tagged_start, sizeof tagged_start);
    place = put(covered, place, answer_header, sizeof answer_header);
    place = put(covered, place, answer_purpose, sizeof answer_purpose);
    answer = place++;
    covered[place++] = 0x84U;
    place = put(covered, place, message + payload + 1U, 1U + ID_LENGTH);
    place = put(covered, place, answer_signer, sizeof answer_signer);
    payload += 2U + ID_LENGTH;
    place = put(covered, place, message + payload, number_length(message[payload]));
    place = put_number(covered, place, result);
    covered[answer] = (uint8_t)(0x40U + place - answer - 1U);
    *covered_length = place;

    start[0] = 0xD1U;
    start[1] = 0x84U;
    length = put(start, 2U, answer_header, sizeof answer_header);
    start[length++] = 0xA0U;
    length = put(start, length, covered + answer, place - answer);
    start[length++] = 0x40U + COSE_TAG_LENGTH;
    return length;
}
