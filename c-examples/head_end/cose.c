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

size_t cose_command_body(const uint8_t id[ID_LENGTH], uint32_t sequence, uint8_t code, uint8_t body[COSE_MOST])
{
    size_t length = put(body, 0U, signed_start, sizeof signed_start);

    length = put(body, length, command_header, sizeof command_header);
    length = put(body, length, command_purpose, sizeof command_purpose);
    length++; /* the payload's length, which is known behind it */
    body[length++] = 0x83U;
    body[length++] = 0x48U;
    length = put(body, length, id, ID_LENGTH);
    length = put_number(body, length, sequence);
    body[length++] = 0x41U;
    body[length++] = code;
    body[PAYLOAD] = (uint8_t)(0x40U + length - PAYLOAD - 1U);
    return length;
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

size_t cose_expected(const uint8_t *message, size_t length, uint8_t start[COSE_MOST], uint8_t covered[COSE_MOST],
                     size_t *covered_length)
{
    /* In the payload: its head, array, head and id; then the sequence number; then the command's head and code. */
    const uint8_t *payload = message + MESSAGE_PAYLOAD;
    size_t before = 3U + ID_LENGTH;
    size_t payload_length, place, answer;

    if (length < MESSAGE_PAYLOAD + before + SIGNATURE_LENGTH + 5U) {
        return 0U;
    }
    payload_length = length - MESSAGE_PAYLOAD - SIGNATURE_LENGTH - 2U;
    place = put(covered, 0U, tagged_start, sizeof tagged_start);
    place = put(covered, place, answer_header, sizeof answer_header);
    place = put(covered, place, answer_purpose, sizeof answer_purpose);
    answer = place++;
    covered[place++] = 0x84U;
    place = put(covered, place, payload + 2, 1U + ID_LENGTH);
    place = put(covered, place, answer_signer, sizeof answer_signer);
    place = put(covered, place, payload + before, payload_length - before - 2U);
    covered[place++] = payload[payload_length - 1U] == COMMAND_CONNECT;
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
