/* The host as a target: the same programs run on it natively. */
#include "target.h"

#include <stdio.h>
#include <stdlib.h>

void target_puts(const char *text)
{
    (void)fputs(text, stdout);
}

void target_put_number(uint32_t number)
{
    (void)printf("%lu", (unsigned long)number);
}

void target_exit(int code)
{
    exit(code);
}

void target_mark_start(void)
{
}

void target_mark_stop(void)
{
}

void target_measure(const char *name, void (*operation)(void))
{
    target_mark_start();
    operation();
    target_mark_stop();
    (void)printf("#measure %s stack 0\n", name);
}
