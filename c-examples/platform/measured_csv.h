/* Stands for the measuring chip in both platforms: the load profile of one day, as lines of CSV
 *
 *     start,watt_hours
 *     2026-01-15T00:00Z,87
 */
#ifndef MEASURED_CSV_H
#define MEASURED_CSV_H

#include <stdint.h>

#define MEASURED_CSV_MAXIMUM 4096U

/* Finds the line of a quarter-hour in a text that ends with a zero byte; 0 if it is not there. */
int measured_csv_find(const char *text, uint16_t quarter, uint32_t *start, uint32_t *watt_hours);

#endif
