/* Many calls on a host: without an allocation, in threads, and in signal handlers in the middle of each other. */
#define _GNU_SOURCE
#include "operations.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#define SEEDS 16U
#define OPERATIONS_AT_MOST 16U
#define THREADS 4U
#define SECONDS_AT_MOST 900

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
/* How often one operation came in the middle of another: [the interrupted][the interrupting]. */
static volatile unsigned pairs[OPERATIONS_AT_MOST][OPERATIONS_AT_MOST];

/* One interrupt, after a time that is never twice the same. The next is asked for when this one has ended: however slow the machine
   is, what is interrupted goes on. */
static void ask_for_interrupt(void)
{
    static unsigned moment;
    struct itimerval timer = { { 0, 0 }, { 0, 0 } };

    moment = (moment + 67U) % 251U;
    timer.it_value.tv_usec = 100 + (suseconds_t)moment;
    if (setitimer(ITIMER_REAL, &timer, NULL) != 0) {
        abort();
    }
}

/* An interrupt that works with objects of its own. Which one comes next does not depend on what it interrupts. */
static void interrupt(int signal)
{
    uint8_t number = (uint8_t)((unsigned)interrupts % operation_count);

    (void)signal;
    if (!operations[number].slow || interrupts % 7 == 0) {
        wrong += !as_expected(number, (uint8_t)((unsigned)interrupts % SEEDS));
        pairs[running][number]++;
    }
    interrupts++;
    ask_for_interrupt();
}

/* Whether each of the operations that are not slow has come in the middle of this one so often. */
static uint8_t has_been_interrupted(uint8_t number, unsigned long times)
{
    uint8_t other;

    for (other = 0U; other < operation_count; other++) {
        if (!operations[other].slow && pairs[number][other] < times) {
            return 0U;
        }
    }
    return 1U;
}

/* Every operation is repeated until each other, and itself, has come in the middle of it `times` times: time that a slow or busy machine
   takes, and no luck. */
static unsigned long interrupted(unsigned long times)
{
    struct sigaction action;
    unsigned long done = 0UL;
    time_t end = time(NULL) + SECONDS_AT_MOST;
    uint8_t number;

    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    action.sa_flags = SA_RESTART;
    if (sigaction(SIGALRM, &action, NULL) != 0) {
        exit(1);
    }
    ask_for_interrupt();
    for (number = 0U; number < operation_count; number++) {
        running = number;
        while (!has_been_interrupted(number, times)) {
            if (!as_expected(number, (uint8_t)(done % SEEDS))) {
                fprintf(stderr, "%s: another result after an interrupt\n", operations[number].name);
                exit(1);
            }
            if (wrong != 0) {
                fprintf(stderr, "%d wrong results in %d interrupts of %s\n", (int)wrong, (int)interrupts, operations[number].name);
                exit(1);
            }
            if (time(NULL) > end) {
                fprintf(stderr, "%s: not interrupted often enough in %d seconds\n", operations[number].name, SECONDS_AT_MOST);
                exit(2);
            }
            done++;
        }
    }
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGALRM, &action, NULL);
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
