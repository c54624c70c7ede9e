/* The two reporters behind check.h. */
#include "check.h"

#ifdef CHECK_CONSOLE
#include "target.h"
#else
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#endif

static struct {
    const char *what;
    const char *parameter;
    const char *other;
    int32_t number;
} trying;
static uint32_t checks;

void check_trying(const char *what, const char *parameter, const char *other, int32_t number)
{
    trying.what = what;
    trying.parameter = parameter;
    trying.other = other;
    trying.number = number;
}

#ifdef CHECK_CONSOLE

/* Failures of one test that are written out; the others are only counted. */
#define REPORTED 3U

static uint16_t failures;

static void put_hexadecimal(uint16_t value)
{
    char text[7] = "0x0000";
    unsigned i;

    for (i = 0U; i < 4U; i++) {
        text[5U - i] = "0123456789ABCDEF"[(value >> (4U * i)) & 15U];
    }
    target_puts(text);
}

/* Begins a report, unless there were enough of them. */
static int begin_report(const char *file, int line)
{
    if (++failures > REPORTED) {
        return 0;
    }
    target_puts("  ");
    target_puts(file);
    target_puts(" ");
    target_put_number((uint32_t)line);
    target_puts(": ");
    if (trying.what != NULL) {
        target_puts(trying.what);
        target_puts(" ");
        target_puts(trying.parameter);
        target_puts(" ");
        target_puts(trying.other);
        target_puts(trying.number < 0 ? " -" : " ");
        target_put_number((uint32_t)(trying.number < 0 ? -trying.number : trying.number));
        target_puts(": ");
    }
    return 1;
}

static void report_true(const char *text, const char *file, int line)
{
    if (begin_report(file, line)) {
        target_puts(text);
        target_puts("\n");
    }
}

static void report_status(amisec_status_t expected, amisec_status_t actual, const char *file, int line)
{
    if (begin_report(file, line)) {
        put_hexadecimal(actual);
        target_puts(" instead of ");
        put_hexadecimal(expected);
        target_puts("\n");
    }
}

static void report_byte(size_t place, uint8_t expected, uint8_t actual, const char *file, int line)
{
    if (begin_report(file, line)) {
        target_puts("byte ");
        target_put_number((uint32_t)place);
        target_puts(" is ");
        put_hexadecimal(actual);
        target_puts(" instead of ");
        put_hexadecimal(expected);
        target_puts("\n");
    }
}

void check_note(const char *what, uint32_t number)
{
    target_puts("note: ");
    target_puts(what);
    target_puts(" ");
    target_put_number(number);
    target_puts("\n");
}

int check_run(const char *title, const struct check_test *tests, size_t count)
{
    uint32_t failed = 0U;
    size_t i;

    target_puts(title);
    target_puts("\n");
    for (i = 0U; i < count; i++) {
        failures = 0U;
        trying.what = NULL;
        tests[i].run();
        target_puts(failures == 0U ? "ok " : "FAILED ");
        target_puts(tests[i].name);
        target_puts("\n");
        failed += failures == 0U ? 0U : 1U;
    }
    target_put_number(checks);
    target_puts(" checks\n");
    target_put_number((uint32_t)count - failed);
    target_puts(" passed, ");
    target_put_number(failed);
    target_puts(" failed\n");
    return failed == 0U ? 0 : 1;
}

#else

#define MOST_TESTS 100U

static void begin_report(void)
{
    if (trying.what != NULL) {
        print_error("%s %s %s %ld: ", trying.what, trying.parameter, trying.other, (long)trying.number);
    }
}

static void report_true(const char *text, const char *file, int line)
{
    begin_report();
    print_error("%s\n", text);
    _fail(file, line);
}

static void report_status(amisec_status_t expected, amisec_status_t actual, const char *file, int line)
{
    begin_report();
    print_error(
        "\"%s\" (0x%04X) instead of \"%s\"\n", amisec_status_text(actual), actual, amisec_status_text(expected));
    _fail(file, line);
}

static void report_byte(size_t place, uint8_t expected, uint8_t actual, const char *file, int line)
{
    begin_report();
    print_error("byte %lu is 0x%02X instead of 0x%02X\n", (unsigned long)place, actual, expected);
    _fail(file, line);
}

void check_note(const char *what, uint32_t number)
{
    printf("note: %s %lu\n", what, (unsigned long)number);
}

static void run_one(void **state)
{
    const struct check_test *test = *state;

    trying.what = NULL;
    test->run();
}

int check_run(const char *title, const struct check_test *tests, size_t count)
{
    static struct CMUnitTest cases[MOST_TESTS];
    unsigned long failed;
    size_t i;

    if (count > MOST_TESTS) {
        printf("more than %u tests\n", MOST_TESTS);
        return 1;
    }
    for (i = 0U; i < count; i++) {
        cases[i].name = tests[i].name;
        cases[i].test_func = run_one;
        /* cmocka takes the state without const and hands it back; nobody writes to it. */
        cases[i].initial_state = (void *)(uintptr_t)&tests[i];
    }
    failed = (unsigned long)_cmocka_run_group_tests(title, cases, count, NULL, NULL);
    printf("%lu checks\n%lu passed, %lu failed\n", (unsigned long)checks, (unsigned long)count - failed, failed);
    return failed == 0U ? 0 : 1;
}

#endif

void check_true(int condition, const char *text, const char *file, int line)
{
    checks++;
    if (!condition) {
        report_true(text, file, line);
    }
}

void check_status(amisec_status_t expected, amisec_status_t actual, const char *file, int line)
{
    checks++;
    if (actual != expected) {
        report_status(expected, actual, file, line);
    }
}

/* How many bytes at the beginning are surely the same: compared by words, where both lie so. */
static size_t same_in_words(const uint8_t *expected, const uint8_t *actual, size_t length)
{
    typedef size_t word __attribute__((may_alias));
    const word *a = (const word *)(uintptr_t)expected;
    const word *b = (const word *)(uintptr_t)actual;
    size_t left = length / (4U * sizeof(word));

    if (((uintptr_t)expected | (uintptr_t)actual) % sizeof(word) != 0U) {
        return 0U;
    }
    while (left != 0U && a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3]) {
        a += 4;
        b += 4;
        left--;
    }
    return (size_t)((const uint8_t *)a - expected);
}

void check_bytes(const uint8_t *expected, const uint8_t *actual, size_t length, const char *file, int line)
{
    size_t i;

    checks++;
    for (i = same_in_words(expected, actual, length); i < length; i++) {
        if (actual[i] != expected[i]) {
            report_byte(i, expected[i], actual[i], file, line);
            return;
        }
    }
}

void check_zero(const uint8_t *buffer, size_t length, const char *file, int line)
{
    size_t i;

    checks++;
    for (i = 0U; i < length; i++) {
        if (buffer[i] != 0U) {
            report_byte(i, 0U, buffer[i], file, line);
            return;
        }
    }
}
