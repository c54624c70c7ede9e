/* The vector runner on a simulated ATmega: the case streams, one after the other, are the file
 * `vectors.cases` of the host, read through two general purpose I/O registers (ffi-tests/avr-simulator). */
#include "target.h"
#include "vector_platform.h"

#include <avr/io.h>

#define INPUT GPIOR1      /* the next byte */
#define INPUT_LEFT GPIOR2 /* 1 if there is one */

size_t vector_next_bytes(uint8_t *bytes, size_t length)
{
    size_t position;

    for (position = 0; position < length && INPUT_LEFT != 0U; position++) {
        bytes[position] = INPUT;
    }
    return position;
}

void vector_print(const char *text)
{
    target_puts(text);
}

int main(void)
{
    return vector_run();
}
