/* Console and exit of an MSP430 in a simulator. */
#include "target.h"

void target_put_character(uint16_t character);
void target_halt(uint16_t code) __attribute__((noreturn));

void target_puts(const char *text)
{
    while (*text != '\0') {
        target_put_character((uint8_t)*text++);
    }
}

void target_exit(int code)
{
    target_puts("#exit ");
    target_put_number((uint32_t)code);
    target_puts("\n");
    target_halt((uint16_t)code);
}
