/* The cases of the refusal table: see refusals.h. */
#include "refusals.h"

#include "objects.h"
#include "watched_call.h"

/* A length that no buffer has. */
#define TOO_LONG (SIZE_MAX / 2U + 1U)

static void accept_the_good_call(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t i;

    check_trying(row->function, "as it", "should be", 0);
    lay_out(row, NULL, with);
    fill(row, with);
    expect_success(row, with);
    for (i = 0U; i < row->count; i++) {
        if (row->parameters[i].kind == FINISHED_KIND) {
            check_trying(row->function, row->parameters[i].name, "once more", 0);
            expect(row, with, AMISEC_BAD_STATE);
        }
    }
}

static void refuse_null(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        check_trying(row->function, row->parameters[i].name, "NULL", 0);
        lay_out(row, NULL, with);
        with[i].pointer = NULL;
        fill(row, with);
        expect_bad_argument(row, with);
    }
}

static void accept_null_without_length(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t i;
    uint8_t k;
    uint8_t choice;

    for (i = 0U; i < row->count; i++) {
        const struct parameter *parameter = &row->parameters[i];
        amisec_status_t status = parameter->when_empty == 0U ? AMISEC_OK : parameter->when_empty;

        /* Which of the buffers without length are NULL, and which lie inside something else. */
        for (choice = 0U; parameter->has_length && choice < 4U; choice++) {
            check_trying(row->function, parameter->name, "NULL or inside another, without length", choice);
            lay_out(row, NULL, with);
            fill(row, with);
            set_length(row, with, i, 0U);
            with[i].pointer = choice == 0U ? with[i == 0U ? row->count - 1U : 0U].pointer : NULL;
            for (k = 0U; k < row->count; k++) {
                if (row->parameters[k].length_of == i) {
                    with[k].pointer = choice == 1U ? NULL : with[choice == 2U ? 0U : k].pointer;
                }
            }
            connect_again(row, with);
            expect(row, with, status);
        }
    }
}

static void refuse_lengths(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        if (row->parameters[i].has_length) {
            size_t length = TOO_LONG;

            for (; length != 0U; length = length == TOO_LONG ? SIZE_MAX : 0U) {
                check_trying(row->function, row->parameters[i].name, "too long", length == SIZE_MAX);
                lay_out(row, NULL, with);
                fill(row, with);
                set_length(row, with, i, length);
                connect_again(row, with);
                expect_bad_argument(row, with);
            }
        }
    }
    for (i = 0U; i < row->wrong_length_count; i++) {
        const struct wrong_length *wrong = &row->wrong_lengths[i];
        uint8_t other = wrong->parameter == 0U ? 1U : 0U;

        check_trying(row->function, row->parameters[wrong->parameter].name, "wrong length", (int32_t)wrong->length);
        lay_out(row, NULL, with);
        fill(row, with);
        set_length(row, with, wrong->parameter, wrong->length);
        connect_again(row, with);
        expect(row, with, AMISEC_BAD_LENGTH);
        if (zero_objects(row, with)) {
            expect(row, with, AMISEC_BAD_LENGTH);
        }
        with[other].pointer = NULL;
        expect_bad_argument(row, with);
    }
}

static void refuse_misaligned_objects(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t skew[MOST_PARAMETERS];
    uint8_t i;
    uint8_t k;

    for (i = 0U; i < row->count; i++) {
        for (k = 1U; is_object(&row->parameters[i]) && k < 8U; k++) {
            memset(skew, 0, sizeof skew);
            skew[i] = k;
            check_trying(row->function, row->parameters[i].name, "moved by", k);
            lay_out(row, skew, with);
            fill(row, with);
            if (k % row->parameters[i].alignment == 0U) {
                expect_good_outputs(row, with);
            } else {
                expect(row, with, AMISEC_BAD_ALIGNMENT);
            }
        }
    }
}

/* Whether the arguments that may be one buffer are one. */
static int may_be_one(const struct row *row, uint8_t output, uint8_t other)
{
    const struct parameter *parameters = row->parameters;

    return parameters[output].size == parameters[other].size
        && ((parameters[output].in_place & EXACTLY(other)) != 0U
            || (parameters[other].in_place & EXACTLY(output)) != 0U);
}

static void refuse_overlap(const struct row *row, uint8_t output, uint8_t other)
{
    const struct parameter *parameters = row->parameters;
    const int32_t length = (int32_t)parameters[output].size;
    const int32_t other_length = (int32_t)parameters[other].size;
    struct argument with[MOST_PARAMETERS];
    int32_t shift;

    /* From just apart in front to just apart behind. */
    for (shift = -length; shift <= other_length; shift++) {
        uint8_t *place;

        check_trying(parameters[output].name, "overlaps", parameters[other].name, shift);
        lay_out(row, NULL, with);
        place = room_behind_slots((size_t)other_length, (size_t)length);
        with[other].pointer = place;
        with[output].pointer = shift < 0 ? place - (size_t)-shift : place + (size_t)shift;
        fill(row, with);
        if (((uint32_t)shift + 0x10000U) % parameters[output].alignment != 0U) {
            expect(row, with, AMISEC_BAD_ALIGNMENT);
        } else if (shift == -length || shift == other_length || (shift == 0 && may_be_one(row, output, other))) {
            expect_good_outputs(row, with);
        } else {
            expect(row, with, AMISEC_BAD_OVERLAP);
            if (shift > 0 && zero_objects(row, with)) {
                connect_again(row, with);
                expect(row, with, AMISEC_BAD_OVERLAP);
            }
        }
    }
}

static void refuse_overlaps(const struct row *row)
{
    uint8_t output;
    uint8_t other;

    for (output = 0U; output < row->count; output++) {
        for (other = 0U; is_written(&row->parameters[output]) && other < row->count; other++) {
            if (other != output && row->parameters[other].kind != RANDOM_KIND) {
                refuse_overlap(row, output, other);
            }
        }
    }
}

static void refuse_states(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t i;
    uint8_t k;

    for (i = 0U; i < row->count; i++) {
        const struct parameter *parameter = &row->parameters[i];
        uint8_t *object;

        if (!is_set_up_before(parameter)) {
            continue;
        }
        lay_out(row, NULL, with);
        object = with[i].pointer;
        for (k = 0U; k < 3U; k++) {
            static const uint8_t patterns[3] = { 0x00U, PATTERN, 0xFFU };

            check_trying(row->function, parameter->name, "never set up", k);
            fill(row, with);
            memset(object, patterns[k], parameter->size);
            expect(row, with, AMISEC_BAD_STATE);
        }
        for (k = 0U; k < 32U; k++) {
            check_trying(row->function, parameter->name, "flipped bit of the state", k);
            fill(row, with);
            object[k / 8U] = (uint8_t)(object[k / 8U] ^ (1U << k % 8U));
            expect(row, with, AMISEC_BAD_STATE);
        }
        for (k = 0U; k < OBJECT_TYPES; k++) {
            union some_object another;

            set_up_some_object(k, &another);
            check_trying(row->function, parameter->name, "of another type", k);
            fill(row, with);
            if (memcmp(object, &another, sizeof(uint32_t)) != 0) {
                memcpy(object, &another, parameter->size < sizeof another ? parameter->size : sizeof another);
                expect(row, with, AMISEC_BAD_STATE);
            }
        }
    }
}

static void accept_alignments(const struct row *row)
{
    struct argument with[MOST_PARAMETERS];
    uint8_t skew[MOST_PARAMETERS];
    uint8_t i;
    uint8_t k;
    uint8_t other;

    /* On slow machines 0, 3 and 6: odd and even, and three of four. */
    for (k = 0U; k < 8U; k = (uint8_t)(k + (CHECK_THOROUGH ? 1U : 3U))) {
        for (i = 0U; i < row->count; i++) {
            if (!is_buffer(&row->parameters[i])) {
                continue;
            }
            memset(skew, 0, sizeof skew);
            skew[i] = k;
            check_trying(row->function, row->parameters[i].name, "at alignment", k);
            lay_out(row, skew, with);
            fill(row, with);
            expect_good_outputs(row, with);
            for (other = 0U; other < row->count; other++) {
                if (other != i && (row->parameters[i].in_place & EXACTLY(other)) != 0U && may_be_one(row, i, other)) {
                    check_trying(row->function, row->parameters[i].name, "in place at alignment", k);
                    lay_out(row, skew, with);
                    with[other].pointer = with[i].pointer;
                    fill(row, with);
                    expect_good_outputs(row, with);
                }
            }
        }
        for (i = 0U; i < row->count; i++) {
            skew[i] = is_buffer(&row->parameters[i]) ? k : 0U;
        }
        check_trying(row->function, "everything", "at alignment", k);
        lay_out(row, skew, with);
        fill(row, with);
        expect_good_outputs(row, with);
    }
}

#if CHECK_THOROUGH
/* The kinds of the row are those of the prototype (see header.py for the letters). */
static void match_the_prototype(const struct row *row)
{
    static const char *const letters[] = { "k", "m", "m", "m", "s", "ie", "oe", "n", "f" };
    uint8_t i;

    for (i = 0U; i < row->count; i++) {
        check_trying(row->function, row->parameters[i].name, "differs from the header", i);
        CHECK(strchr(letters[row->parameters[i].kind], row->shape[i]) != NULL);
    }
}
#endif

void refuse_everything(const struct row *row)
{
#if CHECK_THOROUGH
    match_the_prototype(row);
#endif
    load(row);
    accept_the_good_call(row);
    refuse_null(row);
    accept_null_without_length(row);
    refuse_lengths(row);
    refuse_misaligned_objects(row);
    refuse_overlaps(row);
    refuse_states(row);
    accept_alignments(row);
}

void fails_with_content(
    const struct row *row, uint8_t parameter, const uint8_t *content, size_t length, amisec_status_t expected)
{
    struct argument with[MOST_PARAMETERS];

    load(row);
    check_trying(row->function, row->parameters[parameter].name, "with bytes to refuse", content[0]);
    lay_out(row, NULL, with);
    with[parameter].pointer = room_behind_slots(length, 0U);
    fill(row, with);
    memcpy(with[parameter].pointer, content, length);
    set_length(row, with, parameter, length);
    expect(row, with, expected);
}

void fails_for_flipped_bits(
    const struct row *row, uint8_t parameter, uint16_t first, uint16_t samples, amisec_status_t expected)
{
    const uint16_t step = CHECK_THOROUGH ? 1U : samples;
    struct argument with[MOST_PARAMETERS];
    uint32_t bit;

    load(row);
    lay_out(row, NULL, with);
    for (bit = first; bit < 8U * (uint32_t)row->parameters[parameter].size; bit += step) {
        uint8_t *byte = (uint8_t *)with[parameter].pointer + bit / 8U;

        check_trying(row->function, row->parameters[parameter].name, "flipped bit", (int32_t)bit);
        fill(row, with);
        *byte = (uint8_t)(*byte ^ (1U << bit % 8U));
        expect(row, with, expected);
    }
}

void fails_with_random(const struct row *row, const char *failing)
{
    struct argument with[MOST_PARAMETERS];

    load(row);
    set_script(failing);
    check_trying(row->function, "random", failing, 0);
    lay_out(row, NULL, with);
    fill(row, with);
    expect(row, with, AMISEC_RANDOM_FAILED);
    /* Nothing more is asked of a source that failed. */
    CHECK(script_is_used_up());
    set_script(NULL);
}
