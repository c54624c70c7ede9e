/* The serial line to the meter: it is the program's standard input, open for reading and writing, as in
 * `head_end state <> /dev/ttyUSB0`. */
#ifndef LINE_H
#define LINE_H

#include <stddef.h>
#include <stdint.h>

struct line_reply {
    uint16_t status;       /* the meter's */
    uint8_t content[1024];
    size_t length;
};

/* Sends a request and waits for its reply; ends the program if the line or the meter is silent. */
void line_request(uint8_t kind, const uint8_t *content, size_t length, struct line_reply *reply);

/* Ends the program with a message. */
#if defined(__GNUC__)
__attribute__((noreturn))
#endif
void fail(const char *message, const char *about);

#endif
