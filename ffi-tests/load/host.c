/* Many calls on a host: without an allocation, in threads, and in signal handlers in the middle of each other. */
#define _GNU_SOURCE
#include "operations.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#define SEEDS 16U
#define OPERATIONS_AT_MOST 16U
#define THREADS 4U

static uint8_t expected[OPERATIONS_AT_MOST][SEEDS][RESULT_LENGTH];
static volatile sig_atomic_t forbidden;

#ifdef FORBID_ALLOCATION
extern void *__libc_malloc(size_t size);

/* Nothing in amisec may come here. */
void *malloc(size_t size)
{
    if (forbidden) {
        static const char words[] = "an allocation\n";

        (void)!fwrite(words, 1U, sizeof words - 1U, stderr);
        abort();
    }
    return __libc_malloc(size);
}
#endif

static uint8_t as_expected(uint8_t number, uint8_t seed)
{
    uint8_t result[RESULT_LENGTH] = { 0U };

    operations[number].run(seed, result);
    return memcmp(result, expected[number][seed], sizeof result) == 0;
}

static void undisturbed(void)
{
    uint8_t number, seed;

    for (number = 0U; number < operation_count; number++) {
        for (seed = 0U; seed < SEEDS; seed++) {
            operations[number].run(seed, expected[number][seed]);
            if (!as_expected(number, seed)) {
                fprintf(stderr, "%s: not the same twice\n", operations[number].name);
                exit(1);
            }
        }
    }
}

/* `rounds` of every operation; of the slow ones one in 64. */
static unsigned long many(unsigned long rounds, uint8_t first)
{
    unsigned long round, done = 0UL;
    uint8_t number;

    for (round = 0UL; round < rounds; round++) {
        for (number = 0U; number < operation_count; number++) {
            if (operations[number].slow && (round & 63UL) != 0UL) {
                continue;
            }
            if (!as_expected(number, (uint8_t)((round + first) % SEEDS))) {
                fprintf(stderr, "%s: another result, round %lu\n", operations[number].name, round);
                exit(1);
            }
            done++;
        }
    }
    return done;
}

struct share {
    unsigned long rounds;
    unsigned long done;
    uint8_t first;
};

static void *thread(void *argument)
{
    struct share *share = argument;

    share->done = many(share->rounds, share->first);
    return NULL;
}

static unsigned long in_threads(unsigned long rounds)
{
    pthread_t threads[THREADS];
    struct share shares[THREADS];
    unsigned long done = 0UL;
    uint8_t i;

    for (i = 0U; i < THREADS; i++) {
        shares[i] = (struct share){ rounds, 0UL, i };
        if (pthread_create(&threads[i], NULL, thread, &shares[i]) != 0) {
            exit(1);
        }
    }
    for (i = 0U; i < THREADS; i++) {
        (void)pthread_join(threads[i], NULL);
        done += shares[i].done;
    }
    return done;
}

static volatile sig_atomic_t interrupts, wrong;
static volatile sig_atomic_t running;
static unsigned char seen[OPERATIONS_AT_MOST];

/* An interrupt that works with objects of its own. Which one comes next does not depend on what it interrupts. */
static void interrupt(int signal)
{
    uint8_t number = (uint8_t)((unsigned)interrupts % operation_count);

    (void)signal;
    seen[running] = 1U;
    if (!operations[number].slow || interrupts % 7 == 0) {
        wrong += !as_expected(number, (uint8_t)((unsigned)interrupts % SEEDS));
    }
    interrupts++;
}

static unsigned long interrupted(unsigned long rounds)
{
    struct sigaction action;
    struct itimerval timer = { { 0, 300 }, { 0, 300 } };
    unsigned long round, done = 0UL;
    uint8_t number;

    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    action.sa_flags = SA_RESTART;
    if (sigaction(SIGALRM, &action, NULL) != 0 || setitimer(ITIMER_REAL, &timer, NULL) != 0) {
        exit(1);
    }
    for (round = 0UL; round < rounds || done == 0UL; round++) {
        for (number = 0U; number < operation_count; number++) {
            unsigned repeats = operations[number].slow ? 1U : 20U;

            running = number;
            while (repeats-- > 0U) {
                if (!as_expected(number, (uint8_t)(round % SEEDS))) {
                    fprintf(stderr, "%s: another result after an interrupt\n", operations[number].name);
                    exit(1);
                }
                done++;
            }
        }
    }
    timer = (struct itimerval){ { 0, 0 }, { 0, 0 } };
    (void)setitimer(ITIMER_REAL, &timer, NULL);
    for (number = 0U; number < operation_count; number++) {
        if (!seen[number]) {
            fprintf(stderr, "%s was never interrupted\n", operations[number].name);
            exit(1);
        }
    }
    if (wrong != 0 || interrupts == 0) {
        fprintf(stderr, "%d wrong results in %d interrupts\n", (int)wrong, (int)interrupts);
        exit(1);
    }
    printf("%d interrupts; ", (int)interrupts);
    return done;
}

int main(int count, char **words)
{
    unsigned long rounds = count > 2 ? strtoul(words[2], NULL, 10) : 1UL, done;

    undisturbed();
    if (count > 1 && strcmp(words[1], "threads") == 0) {
        done = in_threads(rounds);
    } else if (count > 1 && strcmp(words[1], "interrupts") == 0) {
        done = interrupted(rounds);
    } else {
        forbidden = 1;
        done = many(rounds, 0U);
        forbidden = 0;
    }
    printf("%lu operations\n", done);
    return 0;
}
