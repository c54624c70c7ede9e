/* The refusal table: one row for every exported function.
 *
 * A row says what a function takes. From it refuse_everything() makes the calls that must be
 * refused, and those that must not be: NULL for each pointer, lengths above half the address space,
 * misaligned objects, every overlap of every output with everything else, objects that were never
 * set up, were finished, or are of another type; every alignment of every buffer, in place and
 * apart. After each call it compares all memory around: an argument error has touched nothing, any
 * other failure has zeroed every output, success has written outputs only, and what a finished
 * context held is gone.
 *
 * rows.h is made from amisec.h by `suite`: POINTERS_f counts the pointers that f takes, SHAPE_f
 * says of which kind they are. A row that does not match it is refused, by the compiler or when it
 * runs, and `suite` refuses a function without a row.
 */
#ifndef REFUSALS_H
#define REFUSALS_H

#include "check.h"
#include "rows.h"

enum parameter_kind {
    OBJECT_KIND,    /* set up before, only read */
    CONTEXT_KIND,   /* set up before, goes on */
    FINISHED_KIND,  /* set up before, wiped by the call */
    NEW_KIND,       /* set up by the call, whatever it held */
    STRUCTURE_KIND, /* plain fields, only read */
    INPUT_KIND,
    OUTPUT_KIND,
    NUMBER_KIND,    /* a size_t or uint32_t that receives a number */
    RANDOM_KIND     /* a function of the caller: random, or in a structure */
};

/* Longest list: amisec_oms_mode7_open, with two structures. */
#define MOST_PARAMETERS 12U
#define NOTHING 0xFFU

struct parameter {
    const char *name;
    uint16_t size;              /* bytes in a call as it should be */
    uint8_t kind;
    uint8_t alignment;
    uint8_t has_length;         /* comes with a length of its own */
    uint8_t length_of;          /* has the length of this other parameter, or NOTHING */
    uint16_t in_place;          /* bit i: may be exactly parameter i */
    amisec_status_t when_empty; /* the answer for NULL with length 0; 0 stands for AMISEC_OK */
};

#define ALIGNMENT_OF(type) ((uint8_t)offsetof(struct { char byte; type member; }, member))
#define SOME_OBJECT(name, type, kind) \
    { name, (uint16_t)sizeof(type), kind, ALIGNMENT_OF(type), 0U, NOTHING, 0U, 0U }
#define OBJECT(name, type) SOME_OBJECT(name, type, OBJECT_KIND)
#define CONTEXT(name, type) SOME_OBJECT(name, type, CONTEXT_KIND)
#define FINISHED(name, type) SOME_OBJECT(name, type, FINISHED_KIND)
#define NEW_OBJECT(name, type) SOME_OBJECT(name, type, NEW_KIND)
#define STRUCTURE(name, type) SOME_OBJECT(name, type, STRUCTURE_KIND)
#define NUMBER(name) SOME_OBJECT(name, size_t, NUMBER_KIND)
/* Of a length that the prototype fixes. */
#define INPUT(name, size) { name, size, INPUT_KIND, 1U, 0U, NOTHING, 0U, 0U }
#define OUTPUT(name, size, in_place) { name, size, OUTPUT_KIND, 1U, 0U, NOTHING, in_place, 0U }
/* With a length; `when_empty` is what the call answers if it is 0. */
#define INPUT_OF_LENGTH(name, size, when_empty) { name, size, INPUT_KIND, 1U, 1U, NOTHING, 0U, when_empty }
#define OUTPUT_OF_LENGTH(name, size, when_empty) { name, size, OUTPUT_KIND, 1U, 1U, NOTHING, 0U, when_empty }
#define INPUT_AS_LONG_AS(other, name, size) { name, size, INPUT_KIND, 1U, 0U, other, 0U, 0U }
/* As long as parameter `other`, and may be exactly it. */
#define OUTPUT_AS_LONG_AS(other, name, size) \
    { name, size, OUTPUT_KIND, 1U, 0U, other, EXACTLY(other), 0U }
#define RANDOM(name) { name, 0U, RANDOM_KIND, 1U, 0U, NOTHING, 0U, 0U }
/* A function in a structure; `connect` puts it there, or NULL. */
#define CALLBACK(name) RANDOM(name)
#define EXACTLY(other) ((uint16_t)(1U << (other)))
#define NEVER 0U

/* What a call is made with: one for each parameter. */
struct argument {
    void *pointer;
    size_t length;
};

struct wrong_length {
    uint8_t parameter;
    size_t length;
};

struct row {
    const char *function;
    const char *shape;
    const struct parameter *parameters;
    uint8_t count;
    amisec_status_t bad_argument; /* 0 stands for AMISEC_BAD_ARGUMENT */
    uint8_t wrong_length_count;
    const struct wrong_length *wrong_lengths; /* each is AMISEC_BAD_LENGTH */
    amisec_status_t (*call)(const struct argument *with);
    /* Fills inputs and sets objects up for a call that gives AMISEC_OK. Inputs hold a pattern before;
     * NULL: that is enough. */
    void (*prepare)(const struct argument *with);
    /* Fills a structure that refers to the other arguments, where they are now. */
    void (*connect)(const struct argument *with);
};

#if CHECK_THOROUGH
#define ROW_SHAPE(function) SHAPE_##function
#else
#define ROW_SHAPE(function) NULL
#endif

/* The row of a function, and its test, amisec_..._refusals. */
#define ROW(function_, parameters_, ...)                                                   \
    typedef char function_##_row_has_every_pointer                                         \
        [sizeof(parameters_) / sizeof(parameters_)[0] == POINTERS_##function_ ? 1 : -1];   \
    static const struct row function_##_row = {                                            \
        .function = #function_,                                                            \
        .shape = ROW_SHAPE(function_),                                                     \
        .parameters = parameters_,                                                         \
        .count = (uint8_t)(sizeof(parameters_) / sizeof(parameters_)[0]),                  \
        __VA_ARGS__                                                                        \
    };                                                                                     \
    TEST(function_##_refusals)                                                             \
    {                                                                                      \
        refuse_everything(&function_##_row);                                               \
    }

/* The row of a function that takes no pointer and refuses nothing. */
#define ROW_WITHOUT_REFUSALS(function)                                                \
    typedef char function##_row_has_every_pointer[POINTERS_##function == 0 ? 1 : -1]; \
    TEST(function##_refusals)                                                         \
    {                                                                                 \
    }

#define WRONG_LENGTHS(list) \
    .wrong_lengths = (list), .wrong_length_count = (uint8_t)(sizeof(list) / sizeof(list)[0])

/* Everything that follows from the row. */
void refuse_everything(const struct row *row);

/* The call with `content` as one of its inputs fails with `expected`. */
void fails_with_content(
    const struct row *row, uint8_t parameter, const uint8_t *content, size_t length, amisec_status_t expected);

/* The call fails with `expected` if any one bit of a parameter is flipped, from bit `first` on; on
 * slow machines only one in `samples` is tried. */
void fails_for_flipped_bits(
    const struct row *row, uint8_t parameter, uint16_t first, uint16_t samples, amisec_status_t expected);

/* The call fails with AMISEC_RANDOM_FAILED if the random function follows this script. */
void fails_with_random(const struct row *row, const char *script);

#endif
