/* The 16550 UART of QEMU's `virt` machine. */
#include "serial.h"

#define UART ((volatile uint8_t *)0x10000000UL)
#define UART_DATA UART[0]
#define UART_LINE_STATUS UART[5]

#define STATUS_DATA_READY 1U
#define STATUS_TRANSMIT_EMPTY 0x20U

/* Nothing to do: to switch the FIFO on would throw away what has come in before. */
void serial_open(void)
{
}

void serial_write(const uint8_t *data, size_t length)
{
    size_t index;
    for (index = 0; index < length; index++) {
        while ((UART_LINE_STATUS & STATUS_TRANSMIT_EMPTY) == 0U) {
        }
        UART_DATA = data[index];
    }
}

int serial_poll(void)
{
    return (UART_LINE_STATUS & STATUS_DATA_READY) != 0U ? (int)UART_DATA : -1;
}

uint8_t serial_read(void)
{
    int byte;
    do {
        byte = serial_poll();
    } while (byte < 0);
    return (uint8_t)byte;
}
