/* Assertions of the C suite: one set of names, two reporters.
 *
 * On the host they are cmocka's: a failed check ends its test. With CHECK_CONSOLE they write to the
 * console of a bare-metal target (target.h): no stdio, no heap, a few bytes of RAM; a failed check
 * is reported and the test goes on. Both end with the line "N passed, M failed".
 *
 *     TEST(hashes_the_empty_message)
 *     {
 *         uint8_t digest[32];
 *
 *         CHECK_STATUS(AMISEC_OK, amisec_sha256(NULL, 0U, digest));
 *         CHECK_BYTES(empty_digest, digest, sizeof digest);
 *     }
 *
 *     TESTS("SHA-256", CASE(hashes_the_empty_message))
 */
#ifndef CHECK_H
#define CHECK_H

#include "amisec.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What a fast machine tries in full and a simulated one in samples. */
#ifndef CHECK_THOROUGH
#ifdef CHECK_CONSOLE
#define CHECK_THOROUGH 0
#else
#define CHECK_THOROUGH 1
#endif
#endif

struct check_test {
    const char *name;
    void (*run)(void);
};

#if CHECK_THOROUGH
#define TEST(sentence) static void sentence(void)
#else
/* A case that slow machines leave out is no reason not to compile the others. */
#define TEST(sentence) __attribute__((unused)) static void sentence(void)
#endif
#define CASE(sentence) { #sentence, sentence }
/* A case that slow machines leave out; without a comma behind it. */
#if CHECK_THOROUGH
#define THOROUGH_CASE(sentence) CASE(sentence),
#else
#define THOROUGH_CASE(sentence)
#endif

/* The program: runs the cases in order. */
#define TESTS(title, ...)                                                       \
    int main(void)                                                              \
    {                                                                           \
        static const struct check_test tests[] = { __VA_ARGS__ };               \
                                                                                \
        return check_run(title, tests, sizeof tests / sizeof tests[0]);         \
    }

/* What must be true. */
#define CHECK(condition) check_true((condition) != 0, #condition, CHECK_FILE, __LINE__)
/* What a call must answer. */
#define CHECK_STATUS(expected, call) check_status((expected), (call), CHECK_FILE, __LINE__)
/* Which bytes a buffer must hold. */
#define CHECK_BYTES(expected, actual, length) \
    check_bytes((const uint8_t *)(expected), (const uint8_t *)(actual), (length), CHECK_FILE, __LINE__)
/* Writes a number that a reader of the results wants to know: "note: power cuts 312". */
void check_note(const char *what, uint32_t number);
/* A buffer that must hold zeros only. */
#define CHECK_ZERO(buffer, length) check_zero((const uint8_t *)(buffer), (length), CHECK_FILE, __LINE__)

/* The program's name says enough where constants cost RAM. */
#ifdef CHECK_CONSOLE
#define CHECK_FILE "line"
#else
#define CHECK_FILE __FILE__
#endif

/* Says for the reports of the checks that follow what is being tried: "overlap digest data -3". */
void check_trying(const char *what, const char *parameter, const char *other, int32_t number);

int check_run(const char *title, const struct check_test *tests, size_t count);
void check_true(int condition, const char *text, const char *file, int line);
void check_status(amisec_status_t expected, amisec_status_t actual, const char *file, int line);
void check_bytes(const uint8_t *expected, const uint8_t *actual, size_t length, const char *file, int line);
void check_zero(const uint8_t *buffer, size_t length, const char *file, int line);

#endif
