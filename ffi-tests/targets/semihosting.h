/* Files of the host, seen from the emulated machine (ARM semihosting; RISC-V uses the same calls).
 * A bare-metal program keeps its non-volatile memory in such a file. Names are relative to the
 * folder in which the emulator runs. */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

#include <stddef.h>
#include <stdint.h>

#define SEMIHOSTING_READ 1U           /* "rb": the file has to exist */
#define SEMIHOSTING_READ_WRITE 3U     /* "r+b": the file has to exist */
#define SEMIHOSTING_CREATE 7U         /* "w+b": made new, or emptied */

/* Opens a file: a handle, or -1. */
int32_t semihosting_open(const char *name, uint32_t mode);
int32_t semihosting_close(int32_t handle);

/* These give the number of bytes that could NOT be read or written: 0 is success. */
uint32_t semihosting_read(int32_t handle, void *buffer, uint32_t length);
uint32_t semihosting_write(int32_t handle, const void *buffer, uint32_t length);

/* Moves to an offset from the beginning: 0 is success. */
int32_t semihosting_seek(int32_t handle, uint32_t offset);

/* Length of an open file, or -1. */
int32_t semihosting_length(int32_t handle);

#endif
