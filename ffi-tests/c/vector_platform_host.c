/* The vector runner on the host: case streams come from the files that are named, or from stdin. */
#include "vector_platform.h"

#include <stdio.h>

static FILE *stream;
static char **next_name;

size_t vector_next_bytes(uint8_t *buffer, size_t length)
{
    size_t filled = stream == NULL ? 0 : fread(buffer, 1, length, stream);

    while (filled < length && next_name != NULL && *next_name != NULL) {
        if (stream != NULL) {
            (void)fclose(stream);
        }
        stream = fopen(*next_name, "rb");
        if (stream == NULL) {
            (void)fprintf(stderr, "%s cannot be read\n", *next_name);
            return 0;
        }
        next_name++;
        filled += fread(buffer + filled, 1, length - filled, stream);
    }
    return filled;
}

void vector_print(const char *text)
{
    (void)fputs(text, stdout);
}

int main(int count, char **words)
{
    if (count > 1) {
        next_name = words + 1;
    } else {
        stream = stdin;
    }
    return vector_run();
}
