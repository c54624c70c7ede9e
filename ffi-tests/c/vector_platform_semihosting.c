/* The vector runner on an emulated Cortex-M or RISC-V: the case streams, one after the other, are the
 * file `vectors.cases` of the host, read through semihosting. */
#include "semihosting.h"
#include "target.h"
#include "vector_platform.h"

static int32_t file;
static uint32_t left_in_file;
static uint8_t buffer[256];
static size_t filled;
static size_t used;

size_t vector_next_bytes(uint8_t *bytes, size_t length)
{
    size_t position;

    for (position = 0; position < length; position++) {
        if (used == filled) {
            filled = left_in_file < sizeof buffer ? (size_t)left_in_file : sizeof buffer;
            used = 0;
            if (filled == 0 || semihosting_read(file, buffer, (uint32_t)filled) != 0) {
                filled = 0;
                return position;
            }
            left_in_file -= (uint32_t)filled;
        }
        bytes[position] = buffer[used];
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
    int32_t length;

    file = semihosting_open("vectors.cases", SEMIHOSTING_READ);
    length = file < 0 ? -1 : semihosting_length(file);
    if (length < 0) {
        target_puts("vectors.cases cannot be read\n");
        return 1;
    }
    left_in_file = (uint32_t)length;
    return vector_run();
}
