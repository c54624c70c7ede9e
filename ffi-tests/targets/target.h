/* What a test program may ask of the machine that it runs on: the same on the host and on every
 * emulated target. `ffi-tests/build/program` links the implementation, `ffi-tests/build/run`
 * understands the console lines that begin with '#':
 *
 *     #measure NAME stack BYTES      the n-th one belongs to the n-th pair of marks
 *     #exit CODE                     the last line of a bare-metal program that came to its end
 */
#ifndef TARGET_H
#define TARGET_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a text to the console, as it is. */
void target_puts(const char *text);

/* Writes an unsigned number in decimal to the console. */
void target_put_number(uint32_t number);

/* Ends the program; the emulator's driver ends with the same code, 0 to 255. Flushes nothing:
 * the console has no buffer. Returning from main does the same. */
#if defined(__GNUC__)
__attribute__((noreturn))
#endif
void target_exit(int code);

/* Begin and end of what the emulator counts. Pairs do not nest. */
void target_mark_start(void);
void target_mark_stop(void);

/* Calls `operation` once between marks, on a painted stack, and writes a #measure line. The count
 * includes the call itself. The host reports 0 bytes of stack: it paints nothing. */
void target_measure(const char *name, void (*operation)(void));

#ifdef __cplusplus
}
#endif

#endif
