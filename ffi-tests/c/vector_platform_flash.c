/* The vector runner on a machine without files: a case stream lies in its flash, where
 * ffi-tests/targets-check has put it into the linked program (vector_flash.S leaves the place). */
#include "target.h"
#include "vector_platform.h"

/* Length of the stream in two bytes, the lower one first; the stream. */
extern const uint8_t vector_flash[];

static size_t used;

size_t vector_next_bytes(uint8_t *bytes, size_t length)
{
    const size_t filled = (size_t)vector_flash[0] | (size_t)vector_flash[1] << 8;
    size_t position;

    for (position = 0; position < length && used < filled; position++) {
        bytes[position] = vector_flash[2U + used];
        used++;
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
