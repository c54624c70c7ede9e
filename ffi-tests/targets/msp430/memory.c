/* The firmware's C library on MSP430, as far as amisec and its tests need one. */
#include <stdint.h>
#include <string.h>

void *memcpy(void *to, const void *from, size_t length)
{
    volatile uint8_t *out = to;
    const uint8_t *in = from;
    while (length != 0) {
        *out++ = *in++;
        length--;
    }
    return to;
}

void *memmove(void *to, const void *from, size_t length)
{
    volatile uint8_t *out = to;
    const uint8_t *in = from;
    if ((uintptr_t)to <= (uintptr_t)from) {
        return memcpy(to, from, length);
    }
    while (length != 0) {
        length--;
        out[length] = in[length];
    }
    return to;
}

/* volatile: or the compiler sees a memset here, and calls itself. */
void *memset(void *to, int value, size_t length)
{
    volatile uint8_t *out = to;
    while (length != 0) {
        *out++ = (uint8_t)value;
        length--;
    }
    return to;
}

int memcmp(const void *left, const void *right, size_t length)
{
    const uint8_t *a = left;
    const uint8_t *b = right;
    while (length != 0) {
        if (*a != *b) {
            return *a < *b ? -1 : 1;
        }
        a++;
        b++;
        length--;
    }
    return 0;
}

size_t strlen(const char *text)
{
    const char *end = text;
    while (*end != '\0') {
        end++;
    }
    return (size_t)(end - text);
}

int strcmp(const char *left, const char *right)
{
    while (*left != '\0' && *left == *right) {
        left++;
        right++;
    }
    return (int)(uint8_t)*left - (int)(uint8_t)*right;
}
