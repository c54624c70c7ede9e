/* Calls with all memory around them watched: see watched_call.h. */
#include "watched_call.h"

#include "random_script.h"

/* Memory of a call: every parameter in a slot of its own, guard bytes around each. */
#define ARENA_LENGTH 3584U
#define MODELS_LENGTH 1280U
#define GUARD 8U

static union arena {
    uint8_t bytes[ARENA_LENGTH];
    size_t words[ARENA_LENGTH / sizeof(size_t)];
    uint32_t word;
    void *pointer;
} arena;

/* The arena before a call. */
static union arena before;
/* What inputs and objects hold in a call as it should be. */
static uint8_t models[MODELS_LENGTH];
/* The outputs of a call as it should be. */
static uint32_t good_outputs;
/* The first byte of the arena behind the slots. */
static size_t behind_slots;

/* Two blocks make a nonce hedged, or a key. */
#define GOOD_SCRIPT "AB"
static struct random_script random_state;
static const char *script = GOOD_SCRIPT;

enum outcome { UNTOUCHED, DONE, FAILED };

int is_set_up_before(const struct parameter *parameter)
{
    return parameter->kind == OBJECT_KIND || parameter->kind == CONTEXT_KIND || parameter->kind == FINISHED_KIND;
}

int is_object(const struct parameter *parameter)
{
    return is_set_up_before(parameter) || parameter->kind == NEW_KIND || parameter->kind == STRUCTURE_KIND
        || parameter->kind == NUMBER_KIND;
}

int is_buffer(const struct parameter *parameter)
{
    return parameter->kind == INPUT_KIND || parameter->kind == OUTPUT_KIND;
}

int is_written(const struct parameter *parameter)
{
    return parameter->kind == OUTPUT_KIND || parameter->kind == NUMBER_KIND || parameter->kind == NEW_KIND
        || parameter->kind == CONTEXT_KIND || parameter->kind == FINISHED_KIND;
}

void lay_out(const struct row *row, const uint8_t *skew, struct argument *with)
{
    size_t place = GUARD;
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        const struct parameter *parameter = &row->parameters[i];

        if (parameter->kind == RANDOM_KIND) {
            with[i].pointer = &random_state;
            with[i].length = 0U;
            continue;
        }
        with[i].pointer = &arena.bytes[place + (skew == NULL ? 0U : skew[i])];
        with[i].length = parameter->size;
        place = (place + 7U + parameter->size + GUARD + 7U) & ~(size_t)7U;
    }
    behind_slots = place;
    CHECK(place <= ARENA_LENGTH);
}

uint8_t *room_behind_slots(size_t length, size_t around)
{
    size_t place = (behind_slots + around + GUARD + 7U) & ~(size_t)7U;

    CHECK(place + length + around + GUARD <= ARENA_LENGTH);
    return &arena.bytes[place];
}

/* By words, four a round: the C library of a small target goes from byte to byte, and simulated machines spend most of their
 * time here. volatile: or the compiler makes a call of the C library of it. */
static void fill_with_pattern(void)
{
    const size_t word = (size_t)~(size_t)0U / 0xFFU * PATTERN;
    volatile size_t *to = arena.words;

    for (; to != &arena.words[sizeof arena.words / sizeof(size_t)]; to += 4) {
        to[0] = word;
        to[1] = word;
        to[2] = word;
        to[3] = word;
    }
}

static void copy_to_before(void)
{
    volatile size_t *to = before.words;
    const size_t *from = arena.words;

    for (; to != &before.words[sizeof before.words / sizeof(size_t)]; to += 4, from += 4) {
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[2];
        to[3] = from[3];
    }
}

void fill(const struct row *row, const struct argument *with)
{
    const uint8_t *model = models;
    uint8_t i;

    fill_with_pattern();
    for (i = 0U; i < row->count; i++) {
        const struct parameter *parameter = &row->parameters[i];

        if (with[i].pointer != NULL && (parameter->kind == INPUT_KIND || is_set_up_before(parameter))) {
            memcpy(with[i].pointer, model, parameter->size);
        }
        model += parameter->size;
    }
    connect_again(row, with);
}

void connect_again(const struct row *row, const struct argument *with)
{
    if (row->connect != NULL) {
        row->connect(with);
    }
}

void load(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t *model = models;
    uint8_t i;

    set_script(NULL);
    check_trying(row->function, "as it", "should be", 0);
    lay_out(row, NULL, with);
    for (i = 0U; i < row->count; i++) {
        if (row->parameters[i].kind == INPUT_KIND) {
            size_t k;

            for (k = 0U; k < with[i].length; k++) {
                ((uint8_t *)with[i].pointer)[k] = (uint8_t)(31U * i + 5U * k + 1U);
            }
        }
    }
    if (row->prepare != NULL) {
        row->prepare(with);
    }
    for (i = 0U; i < row->count; i++) {
        size_t size = row->parameters[i].size;

        CHECK((size_t)(model - models) + size <= MODELS_LENGTH);
        if (size != 0U) {
            memcpy(model, with[i].pointer, size);
        }
        model += size;
    }
}

/* FNV-1a over what a call has written. */
static uint32_t outputs(const struct row *row, const struct argument *with)
{
    uint32_t sum = 0x811C9DC5U;
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        const uint8_t *bytes = with[i].pointer;
        size_t k;

        for (k = 0U; is_written(&row->parameters[i]) && k < with[i].length; k++) {
            sum = (sum ^ bytes[k]) * (uint32_t)0x01000193U;
        }
    }
    return sum;
}

/* Makes the call and looks at all memory afterwards. */
static void expect_outcome(
    const struct row *row, const struct argument *with, amisec_status_t status, enum outcome outcome)
{
    uint8_t i;

    random_state.next = script;
    random_state.calls = 0U;
    copy_to_before();
    CHECK_STATUS(status, row->call(with));
    for (i = 0U; outcome != UNTOUCHED && i < row->count; i++) {
        const struct parameter *parameter = &row->parameters[i];

        if (!is_written(parameter) || with[i].pointer == NULL) {
            continue;
        }
        if (parameter->kind == FINISHED_KIND || (outcome == FAILED && parameter->kind != CONTEXT_KIND)) {
            CHECK_ZERO(with[i].pointer, with[i].length);
        }
        /* May differ from before; nothing else may. */
        memcpy(&before.bytes[(uint8_t *)with[i].pointer - arena.bytes], with[i].pointer, with[i].length);
    }
    CHECK_BYTES(before.bytes, arena.bytes, sizeof before.bytes);
}

void expect(const struct row *row, const struct argument *with, amisec_status_t status)
{
    switch (status) {
    case AMISEC_OK:
        expect_outcome(row, with, status, DONE);
        break;
    case AMISEC_BAD_ARGUMENT:
    case AMISEC_BAD_LENGTH:
    case AMISEC_BAD_OVERLAP:
    case AMISEC_BAD_ALIGNMENT:
    case AMISEC_BAD_STATE:
        expect_outcome(row, with, status, UNTOUCHED);
        break;
    default:
        expect_outcome(row, with, status, FAILED);
    }
}

void expect_bad_argument(const struct row *row, const struct argument *with)
{
    expect_outcome(row, with, row->bad_argument == 0U ? AMISEC_BAD_ARGUMENT : row->bad_argument, UNTOUCHED);
}

void expect_good_outputs(const struct row *row, const struct argument *with)
{
    expect(row, with, AMISEC_OK);
    CHECK(outputs(row, with) == good_outputs);
}

int zero_objects(const struct row *row, const struct argument *with)
{
    int any = 0;
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        if (is_set_up_before(&row->parameters[i])) {
            memset(with[i].pointer, 0, with[i].length);
            any = 1;
        }
    }
    return any;
}

void expect_success(const struct row *row, const struct argument *with)
{
    expect(row, with, AMISEC_OK);
    good_outputs = outputs(row, with);
}

void set_length(const struct row *row, struct argument *with, uint8_t parameter, size_t length)
{
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        if (i == parameter || row->parameters[i].length_of == parameter) {
            with[i].length = length;
        }
    }
}

void set_script(const char *failing)
{
    script = failing == NULL ? GOOD_SCRIPT : failing;
}

int script_is_used_up(void)
{
    return *random_state.next == '\0';
}
