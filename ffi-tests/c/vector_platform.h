/* What the vector runner needs from the machine that it runs on. */
#ifndef VECTOR_PLATFORM_H
#define VECTOR_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

/* Gives the next bytes of the case streams: from files, a serial line, flash. Fewer than `length`
 * only at the end. */
size_t vector_next_bytes(uint8_t *buffer, size_t length);

/* Writes a text to the console, as it is. */
void vector_print(const char *text);

/* Runs all case streams and prints the table: 0 if every case passed, else 1. */
int vector_run(void);

#endif
