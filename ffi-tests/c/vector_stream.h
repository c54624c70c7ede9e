/* Reads case streams (their format is described in ffi-tests/src/bin/vectors/main.rs) and lends each
 * case its memory: VECTOR_MEMORY bytes in all, which hold the case's fields and the outputs of the
 * functions under test. A case that needs more is marked too large; a message never is. */
#ifndef VECTOR_STREAM_H
#define VECTOR_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* Bytes for one case. Below 512 not even keys and tags fit. */
#ifndef VECTOR_MEMORY
#define VECTOR_MEMORY 2048U
#endif

/* What outputs hold before a call: a function that touches nothing leaves it. */
#define VECTOR_UNTOUCHED 0xC3U

/* An input of a case; NULL if it is empty. */
typedef struct {
    const uint8_t *bytes;
    size_t length;
} vector_field_t;

/* A message, whole in memory or coming piece by piece. */
typedef struct {
    const uint8_t *bytes; /* the message, if it is whole */
    size_t length;        /* its length, if it is whole */
    int is_whole;
    uint32_t left;        /* what vector_message_part has not given yet */
    uint8_t *buffer;
    size_t room;
    uint8_t turn;
} vector_message_t;

/* --- Items --- */

/* Reads the magic number: 1, or 0 if there is no further stream. */
int vector_stream_start(void);
/* Reads the checksum and compares it: 1 if the stream arrived whole. */
int vector_stream_finish(void);
uint8_t vector_read_byte(void);
uint32_t vector_read_number(void);
/* Reads a text; what does not fit is left out. */
void vector_read_text(char *text, size_t size);
/* Whether the stream ended early or makes no sense. Nothing read after that means anything. */
int vector_stream_is_broken(void);

/* --- One case --- */

/* Starts a case of `length` bytes; all memory is free again. */
void vector_case_start(uint32_t length);
/* The next field. */
vector_field_t vector_take_field(void);
/* Memory for an output, all VECTOR_UNTOUCHED. Take all of it before the message. */
uint8_t *vector_take_output(size_t length);
/* The last field, as a message. */
void vector_take_message(vector_message_t *message);
/* The next part of a message, of changing length: 0 at its end. Parts of a message that is not whole
 * overwrite each other. */
size_t vector_message_part(vector_message_t *message, const uint8_t **part);
/* Whether everything taken so far got its memory. If not, do not look at it. */
int vector_case_fits(void);
/* Whether nothing was written behind a field or an output. */
int vector_case_is_intact(void);
/* Skips what was not read. */
void vector_case_finish(void);

/* --- Bytes --- */

int vector_same(const uint8_t *left, const uint8_t *right, size_t length);
/* Whether all bytes have the value. */
int vector_all(const uint8_t *bytes, size_t length, uint8_t value);
void vector_copy(uint8_t *to, const uint8_t *from, size_t length);
void vector_fill(uint8_t *bytes, size_t length, uint8_t value);

#endif
