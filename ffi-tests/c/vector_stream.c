/* See vector_stream.h. Everything that can be large is counted in 32 bits: an int may have 16. */
#include "vector_stream.h"

#include "vector_platform.h"

#define GUARD 0x5AU
#define GUARDS_MAXIMUM 16U

static uint16_t sum;
static uint16_t sum_of_sums;
static int is_broken;

static uint8_t memory[VECTOR_MEMORY];
static size_t memory_used;
static size_t guards[GUARDS_MAXIMUM];
static size_t guard_count;
static int is_too_large;
static uint32_t case_left;

/* Reads bytes and counts them in the checksum: 1, or 0 if there are not enough. */
static int read_bytes(uint8_t *bytes, size_t length)
{
    size_t position;

    if (is_broken || vector_next_bytes(bytes, length) != length) {
        is_broken = 1;
        return 0;
    }
    for (position = 0; position < length; position++) {
        sum = (uint16_t)(sum + bytes[position]);
        sum_of_sums = (uint16_t)(sum_of_sums + sum);
    }
    return 1;
}

int vector_stream_start(void)
{
    uint8_t magic[4];
    size_t length;

    sum = 0;
    sum_of_sums = 0;
    is_broken = 0;
    length = vector_next_bytes(magic, sizeof magic);
    if (length == 0) {
        return 0;
    }
    is_broken = length != sizeof magic || magic[0] != 'A' || magic[1] != 'M' || magic[2] != 'V' || magic[3] != '1';
    for (length = 0; length < sizeof magic; length++) {
        sum = (uint16_t)(sum + magic[length]);
        sum_of_sums = (uint16_t)(sum_of_sums + sum);
    }
    return 1;
}

int vector_stream_finish(void)
{
    const uint16_t expected_sum = sum;
    const uint16_t expected_sum_of_sums = sum_of_sums;
    uint8_t checksum[4];

    if (!read_bytes(checksum, sizeof checksum)) {
        return 0;
    }
    is_broken = (uint16_t)(checksum[0] | (uint16_t)(checksum[1] << 8)) != expected_sum
        || (uint16_t)(checksum[2] | (uint16_t)(checksum[3] << 8)) != expected_sum_of_sums;
    return !is_broken;
}

uint8_t vector_read_byte(void)
{
    uint8_t byte = 0;

    (void)read_bytes(&byte, 1);
    return byte;
}

uint32_t vector_read_number(void)
{
    uint32_t number = 0;
    uint8_t shift;

    for (shift = 0; shift < 32; shift = (uint8_t)(shift + 7)) {
        const uint8_t byte = vector_read_byte();
        number |= (uint32_t)(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) {
            return number;
        }
    }
    is_broken = 1;
    return 0;
}

void vector_read_text(char *text, size_t size)
{
    uint32_t left = vector_read_number();
    size_t position = 0;

    for (; left > 0 && !is_broken; left--) {
        const char character = (char)vector_read_byte();
        if (position + 1 < size) {
            text[position] = character;
            position++;
        }
    }
    text[position] = '\0';
}

int vector_stream_is_broken(void)
{
    return is_broken;
}

void vector_case_start(uint32_t length)
{
    case_left = length;
    memory_used = 0;
    guard_count = 0;
    is_too_large = 0;
}

/* Lends memory with a guard behind it, or gives NULL. */
static uint8_t *lend(uint32_t length)
{
    uint8_t *place = &memory[memory_used];

    if (guard_count == GUARDS_MAXIMUM || length >= (uint32_t)(sizeof memory - memory_used)) {
        is_too_large = 1;
        return NULL;
    }
    memory_used += (size_t)length;
    memory[memory_used] = GUARD;
    guards[guard_count] = memory_used;
    guard_count++;
    memory_used++;
    return place;
}

/* Reads from the case under way, never beyond it. */
static int read_of_case(uint8_t *bytes, size_t length)
{
    if (length > case_left) {
        is_broken = 1;
        return 0;
    }
    case_left -= (uint32_t)length;
    return read_bytes(bytes, length);
}

/* Reads the length of the next field. */
static uint32_t field_length(void)
{
    uint32_t length = 0;
    uint8_t byte = 0x80;
    uint8_t shift;

    for (shift = 0; shift < 32 && (byte & 0x80U) != 0; shift = (uint8_t)(shift + 7)) {
        if (!read_of_case(&byte, 1)) {
            return 0;
        }
        length |= (uint32_t)(byte & 0x7FU) << shift;
    }
    if (length > case_left) {
        is_broken = 1;
        return 0;
    }
    return length;
}

vector_field_t vector_take_field(void)
{
    vector_field_t field = { NULL, 0 };
    uint8_t *place;
    uint32_t length;

    if (is_too_large) {
        return field;
    }
    length = field_length();
    place = lend(length);
    if (place != NULL && length > 0 && read_of_case(place, (size_t)length)) {
        field.bytes = place;
        field.length = (size_t)length;
    }
    return field;
}

uint8_t *vector_take_output(size_t length)
{
    uint8_t *place = lend((uint32_t)length);

    if (place != NULL) {
        vector_fill(place, length, VECTOR_UNTOUCHED);
    }
    return place;
}

void vector_take_message(vector_message_t *message)
{
    message->bytes = NULL;
    message->length = 0;
    message->is_whole = 0;
    message->left = 0;
    message->buffer = NULL;
    message->room = 0;
    message->turn = 0;
    if (is_too_large) {
        return;
    }
    message->left = field_length();
    if (message->left < (uint32_t)(sizeof memory - memory_used)) {
        uint8_t *place = lend(message->left);
        message->is_whole = 1;
        message->length = (size_t)message->left;
        if (place != NULL && message->length > 0 && read_of_case(place, message->length)) {
            message->bytes = place;
        }
    } else {
        /* Whatever is left takes the parts; its last byte is a guard like all others. */
        message->room = sizeof memory - memory_used - 1;
        message->buffer = lend((uint32_t)message->room);
        if (message->room == 0) {
            is_too_large = 1;
        }
    }
}

size_t vector_message_part(vector_message_t *message, const uint8_t **part)
{
    /* Around the block of SHA-256 and the padding that its last block needs. */
    static const uint8_t lengths[8] = { 1, 63, 64, 65, 55, 128, 0, 56 };
    size_t length = lengths[message->turn & 7U];

    *part = NULL;
    if (message->left == 0 || is_broken) {
        return 0;
    }
    message->turn++;
    if (length == 0) {
        length = 7;
    }
    if (length > message->left) {
        length = (size_t)message->left;
    }
    if (message->is_whole) {
        *part = message->bytes + (message->length - (size_t)message->left);
    } else {
        if (length > message->room) {
            length = message->room;
        }
        if (!read_of_case(message->buffer, length)) {
            return 0;
        }
        *part = message->buffer;
    }
    message->left -= (uint32_t)length;
    return length;
}

int vector_case_fits(void)
{
    return !is_too_large && !is_broken;
}

int vector_case_is_intact(void)
{
    size_t guard;

    for (guard = 0; guard < guard_count; guard++) {
        if (memory[guards[guard]] != GUARD) {
            return 0;
        }
    }
    return 1;
}

void vector_case_finish(void)
{
    uint8_t byte;

    while (case_left > 0 && read_of_case(&byte, 1)) {
    }
}

int vector_same(const uint8_t *left, const uint8_t *right, size_t length)
{
    size_t position;

    for (position = 0; position < length; position++) {
        if (left[position] != right[position]) {
            return 0;
        }
    }
    return 1;
}

int vector_all(const uint8_t *bytes, size_t length, uint8_t value)
{
    size_t position;

    for (position = 0; position < length; position++) {
        if (bytes[position] != value) {
            return 0;
        }
    }
    return 1;
}

void vector_copy(uint8_t *to, const uint8_t *from, size_t length)
{
    size_t position;

    for (position = 0; position < length; position++) {
        to[position] = from[position];
    }
}

void vector_fill(uint8_t *bytes, size_t length, uint8_t value)
{
    size_t position;

    for (position = 0; position < length; position++) {
        bytes[position] = value;
    }
}
