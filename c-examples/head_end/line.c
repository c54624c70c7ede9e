#define _POSIX_C_SOURCE 200112L
#include "line.h"

#include "big_endian.h"
#include "protocol.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LINE STDIN_FILENO
#define PATIENCE_MILLISECONDS 30000
#define EXIT_NO_ANSWER 2

void fail(const char *message, const char *about)
{
    (void)fprintf(stderr, "head-end: %s%s%s\n", message, about[0] == '\0' ? "" : ": ", about);
    exit(EXIT_NO_ANSWER);
}

static void send_all(const uint8_t *data, size_t length)
{
    while (length > 0U) {
        ssize_t sent = write(LINE, data, length);

        if (sent <= 0) {
            fail("the line does not take data", "");
        }
        data += sent;
        length -= (size_t)sent;
    }
}

static void receive_all(uint8_t *data, size_t length)
{
    while (length > 0U) {
        struct pollfd wait = {LINE, POLLIN, 0};
        ssize_t received;

        if (poll(&wait, 1, PATIENCE_MILLISECONDS) != 1) {
            fail("the meter is silent", "");
        }
        received = read(LINE, data, length);
        if (received <= 0) {
            fail("the line is gone", "");
        }
        data += received;
        length -= (size_t)received;
    }
}

void line_request(uint8_t kind, const uint8_t *content, size_t length, struct line_reply *reply)
{
    uint8_t header[FRAME_HEADER_LENGTH + STATUS_LENGTH];

    header[0] = kind;
    put_16(header + 1, (uint16_t)length);
    send_all(header, FRAME_HEADER_LENGTH);
    send_all(content, length);

    receive_all(header, sizeof header);
    reply->length = get_16(header + 1);
    reply->status = get_16(header + FRAME_HEADER_LENGTH);
    if (header[0] != (kind | FRAME_REPLY) || reply->length < STATUS_LENGTH
        || reply->length - STATUS_LENGTH > sizeof reply->content) {
        fail("that is no reply", "");
    }
    reply->length -= STATUS_LENGTH;
    receive_all(reply->content, reply->length);
}
