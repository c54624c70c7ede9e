#include "measured_csv.h"

#include <stddef.h>

static const char *next_line(const char *text)
{
    while (*text != '\0' && *text != '\n') {
        text++;
    }
    return *text == '\n' ? text + 1 : text;
}

/* Reads a number that ends with `end`; gives what stands behind it, or NULL. */
static const char *read_number(const char *text, char end, uint32_t *number)
{
    const char *digit;

    *number = 0U;
    for (digit = text; *digit >= '0' && *digit <= '9' && *number < 100000000U; digit++) {
        *number = *number * 10U + (uint32_t)(*digit - '0');
    }
    return digit != text && *digit == end ? digit + 1 : NULL;
}

static int is_leap(uint32_t year)
{
    return year % 4U == 0U && (year % 100U != 0U || year % 400U == 0U);
}

/* Days from 1970-01-01 to a date. */
static uint32_t days_to(uint32_t year, uint32_t month, uint32_t day)
{
    static const uint8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint32_t days = day - 1U;
    uint32_t before;

    for (before = 1970U; before < year; before++) {
        days += is_leap(before) ? 366U : 365U;
    }
    for (before = 1U; before < month; before++) {
        days += (uint32_t)lengths[before - 1U] + (before == 2U && is_leap(year) ? 1U : 0U);
    }
    return days;
}

int measured_csv_find(const char *text, uint16_t quarter, uint32_t *start, uint32_t *watt_hours)
{
    uint32_t year, month, day, hour, minute;
    uint16_t line;

    for (line = 0U; line <= quarter; line++) { /* the first line holds the names */
        text = next_line(text);
    }
    if ((text = read_number(text, '-', &year)) == NULL || (text = read_number(text, '-', &month)) == NULL
        || (text = read_number(text, 'T', &day)) == NULL || (text = read_number(text, ':', &hour)) == NULL
        || (text = read_number(text, 'Z', &minute)) == NULL || *text != ','
        || read_number(text + 1, '\n', watt_hours) == NULL || year > 2100U || month < 1U || month > 12U) {
        return 0;
    }
    *start = ((days_to(year, month, day) * 24U + hour) * 60U + minute) * 60U;
    return 1;
}
