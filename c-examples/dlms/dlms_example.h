/* What both sides of the read-out know: keys, titles, and the bytes of two APDUs. In a meter the keys come
 * from its factory, and from a head-end by key transfer. */
#ifndef DLMS_EXAMPLE_H
#define DLMS_EXAMPLE_H

#include <stdint.h>

#define BOTH 0x30U /* suite 0, authenticated and encrypted */
#define OVERHEAD 17U /* security control, counter, tag */

static const uint8_t encryption_key[16] = {
    0x5A, 0x11, 0xC3, 0x07, 0x88, 0xE0, 0x4D, 0x92, 0x3F, 0x6B, 0xA5, 0x1E, 0xD4, 0x70, 0x29, 0xBC,
};
static const uint8_t authentication_key[16] = {
    0xA1, 0x0C, 0x57, 0xE9, 0x32, 0x8D, 0x46, 0xFB, 0x90, 0x2E, 0x74, 0xD8, 0x1F, 0x63, 0xB5, 0x0A,
};
static const uint8_t meter_title[8] = { 'A', 'M', 'I', 0x00, 0x00, 0x00, 0x00, 0x2A };
static const uint8_t head_end_title[8] = { 'H', 'E', 'S', 0x00, 0x00, 0x00, 0x00, 0x01 };

/* The wrapper of IEC 62056-4-7: version, source, destination, length. */
#define WRAPPER_LENGTH 8U

/* glo-get-request and glo-get-response: a tag, the length of the body in one byte, the body. */
#define GLO_GET_REQUEST 0xC8U
#define GLO_GET_RESPONSE 0xCCU
/* exception-response: service not possible, deciphering error. */
#define EXCEPTION_RESPONSE 0xD8U

/* get-request-normal for register 1-0:1.8.0*255 (active energy, import), value. */
static const uint8_t get_request[13] = {
    0xC0, 0x01, 0xC1, 0x00, 0x03, 0x01, 0x00, 0x01, 0x08, 0x00, 0xFF, 0x02, 0x00,
};
/* get-response-normal: double-long-unsigned. */
static const uint8_t get_response[5] = { 0xC4, 0x01, 0xC1, 0x00, 0x06 };
#define GET_RESPONSE_LENGTH 9U

#endif
