/* The serial port of the machines that have one wired up in the emulator (Cortex-M3, M4, M33 and
 * RISC-V). `ffi-tests/build/run --serial` says where its other end is on the host. */
#ifndef SERIAL_H
#define SERIAL_H

#include <stddef.h>
#include <stdint.h>

/* Switches the port on. The emulator ignores the speed. */
void serial_open(void);

/* Sends all bytes, waiting for the port as long as it takes. */
void serial_write(const uint8_t *data, size_t length);

/* Gives the next byte that has come in, or -1 if there is none yet. */
int serial_poll(void);

/* Waits for the next byte. */
uint8_t serial_read(void);

#endif
