/*
 * What the meter's code needs from the machine that it runs on. `platform/host.c` gives it with the C
 * library, `platform/qemu_m3.c` on a bare Cortex-M3; porting the example to a meter means writing these.
 */
#ifndef METER_PLATFORM_H
#define METER_PLATFORM_H

#include <amisec.h>

/* Called once, before everything else. */
amisec_status_t meter_platform_start(void);

/* The serial line. Receiving waits for exactly `length` bytes; it gives 0 if the line is gone for good. */
int meter_platform_receive(uint8_t *data, size_t length);
void meter_platform_send(const uint8_t *data, size_t length);

/* Non-volatile memory: slots of METER_SLOT_LENGTH bytes, in protected memory where there is any. A write
 * has reached the memory when it answers AMISEC_OK; a power cut may leave a slot half written. */
#define METER_SLOT_LENGTH 256U
#define METER_SLOTS 18U
#define METER_LIBRARY_SLOT 8U /* from here on they are amisec's */
amisec_status_t meter_platform_read_slot(uint8_t slot, uint8_t *data, size_t length);
amisec_status_t meter_platform_write_slot(uint8_t slot, const uint8_t *data, size_t length);

/* Random bytes; an amisec_random_fn. */
amisec_status_t meter_platform_random(void *context, uint8_t *output, size_t length);

/* The load profile of the day: what was measured in quarter-hour 0 to 95. */
amisec_status_t meter_platform_measured(uint16_t quarter, uint32_t *start, uint32_t *watt_hours);

/* The relay between the grid and the house. */
void meter_platform_relay(int connected);

/* A console for the engineer. */
void meter_platform_print(const char *text);

#endif
