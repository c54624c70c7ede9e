/* Calls of a row's function with all memory around them watched.
 *
 * Every argument lies in one arena, in a slot of its own with guard bytes around it. A call is
 * prepared (lay_out, fill), changed as the case wants it, and made (expect): afterwards the arena
 * is what it was, but for what the outcome allows to change. */
#ifndef WATCHED_CALL_H
#define WATCHED_CALL_H

#include "refusals.h"

/* The pattern of memory that nothing was written to. */
#define PATTERN 0xA5U

int is_set_up_before(const struct parameter *parameter);
int is_object(const struct parameter *parameter);
int is_buffer(const struct parameter *parameter);
int is_written(const struct parameter *parameter);

/* Takes in what inputs and objects hold in a call as it should be: first of all. */
void load(const struct row *row);

/* Gives every argument a slot of its own, `skew[i]` bytes behind a multiple of 8 (NULL: none). */
void lay_out(const struct row *row, const uint8_t *skew, struct argument *with);

/* `length` bytes behind all slots, with room for `around` bytes on either side; aligned to 8. */
uint8_t *room_behind_slots(size_t length, size_t around);

/* Fills the arena with the pattern and puts what inputs and objects hold into their places. */
void fill(const struct row *row, const struct argument *with);

/* Fills the row's structure again, after an argument has changed. */
void connect_again(const struct row *row, const struct argument *with);

/* Zeros what must have been set up: a call that is refused for another reason is so all the same.
 * Gives 0 if there is no such object. */
int zero_objects(const struct row *row, const struct argument *with);

/* Sets a length, and that of the parameter that has the same. */
void set_length(const struct row *row, struct argument *with, uint8_t parameter, size_t length);

/* What the random function does in the calls that follow; NULL: what it should. */
void set_script(const char *script);

/* Whether the last call asked the random function for all of its script. */
int script_is_used_up(void);

/* Makes the call. AMISEC_OK has written outputs only, an argument error nothing, any other status has
 * zeroed every output; a finished context is zeros. */
void expect(const struct row *row, const struct argument *with, amisec_status_t status);

/* Makes the call that has a bad argument: it touches nothing. */
void expect_bad_argument(const struct row *row, const struct argument *with);

/* Makes the call as it should be, from which the next function knows the outputs. */
void expect_success(const struct row *row, const struct argument *with);

/* Makes a call that must give the same outputs. */
void expect_good_outputs(const struct row *row, const struct argument *with);

#endif
