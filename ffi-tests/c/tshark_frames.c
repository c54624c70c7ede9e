/* Seals what it reads, for `tshark`: a line each, in hexadecimal, "-" for nothing.
 *
 *     c1222 KEY ELEMENTS KEY-ID IV MODE PAYLOAD     the output of C12.22 (numbers in decimal), and its MAC
 *     star KEY SOURCE COUNTER LEVEL HEADER PAYLOAD  ciphertext (or payload) and MIC of CCM*
 */
#include "amisec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 512U

typedef struct {
    uint8_t bytes[MOST];
    size_t length;
} buffer_t;

static int read_hex(buffer_t *buffer)
{
    static char word[2U * MOST + 2U];
    unsigned int byte;

    buffer->length = 0;
    if (scanf("%1024s", word) != 1) {
        return 0;
    }
    if (strcmp(word, "-") == 0) {
        return 1;
    }
    while (buffer->length < MOST && sscanf(&word[2U * buffer->length], "%2x", &byte) == 1) {
        buffer->bytes[buffer->length] = (uint8_t)byte;
        buffer->length++;
    }
    return word[2U * buffer->length] == '\0';
}

static void print_hex(const uint8_t *bytes, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        (void)printf("%02x", bytes[i]);
    }
}

static int protect_c1222(const amisec_aes128_key_t *key)
{
    static buffer_t elements;
    static buffer_t payload;
    amisec_c1222_parameters_t parameters = AMISEC_C1222_PARAMETERS_INIT;
    unsigned long key_id;
    unsigned long iv;
    unsigned long mode;
    uint8_t mac[4];

    if (!read_hex(&elements) || scanf("%lu %lu %lu", &key_id, &iv, &mode) != 3 || !read_hex(&payload)) {
        return 0;
    }
    parameters.elements = elements.bytes;
    parameters.elements_length = elements.length;
    parameters.iv = (uint32_t)iv;
    parameters.key_id = (uint8_t)key_id;
    parameters.security_mode = (uint8_t)mode;
    if (amisec_c1222_protect(key, &parameters, payload.bytes, payload.length, payload.bytes, mac) != AMISEC_OK) {
        return 0;
    }
    print_hex(payload.bytes, payload.length);
    print_hex(mac, sizeof mac);
    return 1;
}

static int seal_star(const amisec_aes128_key_t *key)
{
    static buffer_t source;
    static buffer_t header;
    static buffer_t payload;
    static uint8_t aad[2U * MOST];
    amisec_ccm_star_parameters_t parameters = AMISEC_CCM_STAR_PARAMETERS_INIT;
    uint8_t mic[16];
    unsigned long counter;
    unsigned long level;
    int encrypts;

    if (!read_hex(&source) || scanf("%lu %lu", &counter, &level) != 2 || !read_hex(&header) || !read_hex(&payload)) {
        return 0;
    }
    encrypts = level > 4;
    /* Without encryption all of the frame is associated data. */
    memcpy(aad, header.bytes, header.length);
    memcpy(aad + header.length, payload.bytes, payload.length);
    parameters.source = source.bytes;
    parameters.aad = aad;
    parameters.aad_length = header.length + (encrypts ? 0U : payload.length);
    parameters.mic = mic;
    parameters.frame_counter = (uint32_t)counter;
    parameters.level = (uint32_t)level;
    if (amisec_aes128_ccm_star_seal(key, &parameters, payload.bytes, encrypts ? payload.length : 0U, payload.bytes)
        != AMISEC_OK) {
        return 0;
    }
    print_hex(payload.bytes, payload.length);
    print_hex(mic, (size_t)2U << (level & 3U));
    return 1;
}

int main(void)
{
    static buffer_t key_bytes;
    amisec_aes128_key_t key;
    char what[8];

    while (scanf("%7s", what) == 1) {
        if (!read_hex(&key_bytes) || key_bytes.length != 16U
            || amisec_aes128_set_key(&key, key_bytes.bytes) != AMISEC_OK
            || !(strcmp(what, "c1222") == 0 ? protect_c1222(&key) : seal_star(&key))) {
            return 1;
        }
        (void)printf("\n");
    }
    return 0;
}
