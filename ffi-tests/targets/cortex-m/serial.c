/* The CMSDK UART of the MPS2 boards (Cortex-M System Design Kit, APB UART). The micro:bit's is not
 * wired up here: on a Cortex-M0 a program that asks for it does not compile. */
#include "serial.h"

#if defined(__ARM_ARCH_8M_MAIN__)
#define UART_BASE 0x50200000UL /* UART0 of AN505, secure alias */
#elif defined(__ARM_ARCH_7M__) || defined(__ARM_ARCH_7EM__)
#define UART_BASE 0x40004000UL /* UART0 of AN385 and AN386 */
#else
#error "no serial port on this machine"
#endif

#define UART_REGISTER(offset) (*(volatile uint32_t *)(UART_BASE + (offset)))
#define UART_DATA UART_REGISTER(0x00U)
#define UART_STATE UART_REGISTER(0x04U)
#define UART_CONTROL UART_REGISTER(0x08U)
#define UART_BAUD_DIVIDER UART_REGISTER(0x10U)

#define STATE_TRANSMIT_FULL 1U
#define STATE_RECEIVE_FULL 2U
#define CONTROL_TRANSMIT_ENABLE 1U
#define CONTROL_RECEIVE_ENABLE 2U
#define SMALLEST_DIVIDER 16U

void serial_open(void)
{
    UART_BAUD_DIVIDER = SMALLEST_DIVIDER;
    UART_CONTROL = CONTROL_TRANSMIT_ENABLE | CONTROL_RECEIVE_ENABLE;
}

void serial_write(const uint8_t *data, size_t length)
{
    size_t index;
    for (index = 0; index < length; index++) {
        while ((UART_STATE & STATE_TRANSMIT_FULL) != 0U) {
        }
        UART_DATA = data[index];
    }
}

int serial_poll(void)
{
    return (UART_STATE & STATE_RECEIVE_FULL) != 0U ? (int)(UART_DATA & 0xFFU) : -1;
}

uint8_t serial_read(void)
{
    int byte;
    do {
        byte = serial_poll();
    } while (byte < 0);
    return (uint8_t)byte;
}
