/* Sends back each line that comes in on the serial port, in reverse, until an empty one. */
#include "serial.h"
#include "target.h"

#define LONGEST 64U

int main(void)
{
    uint8_t line[LONGEST + 1U];
    serial_open();
    target_puts("listening\n");
    for (;;) {
        size_t length = 0;
        uint8_t byte = serial_read();
        while (byte != (uint8_t)'\n' && length < LONGEST) {
            line[length++] = byte;
            byte = serial_read();
        }
        if (length == 0U) {
            return 0;
        }
        while (length != 0U) {
            length--;
            serial_write(&line[length], 1);
        }
        line[0] = (uint8_t)'\n';
        serial_write(line, 1);
    }
}
